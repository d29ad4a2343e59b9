"""There is no GPU here, and programs ask."""
from ._types import only_cpu


def is_available():
    return False


def device_count():
    return 0


def manual_seed(seed):
    """Of no effect: there is no GPU."""


manual_seed_all = manual_seed


def empty_cache():
    """Of no effect: there is no GPU."""


def synchronize(device=None):
    only_cpu('cuda')


def current_device():
    only_cpu('cuda')


get_device_name = get_device_properties = current_device
