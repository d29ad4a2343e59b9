"""Functions that are Python's affair: settings, questions about values."""
from . import _types
from ._bridge import engine, result, js
from ._missing import missing_name
from ._random import Generator
from ._tensor import Tensor

default_generator = Generator(_js=engine.defaultGenerator)


def is_tensor(value):
    return isinstance(value, Tensor)


def is_floating_point(input):
    return input.is_floating_point()


def numel(input):
    return input.numel()


def equal(input, other):
    return input.shape == other.shape and bool((input == other).all().item())


def allclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False):
    return bool(input.isclose(other, rtol=rtol, atol=atol, equal_nan=equal_nan).all().item())


def typename(value):
    if isinstance(value, Tensor):
        return f'torch.{type(value).__name__}'
    return f'{type(value).__module__}.{type(value).__qualname__}'


def get_default_dtype():
    return _types.float32


def set_default_dtype(dtype):
    if dtype is not _types.float32:
        raise missing_name('torch', 'set_default_dtype')


def set_printoptions(**kwargs):
    raise missing_name('torch', 'set_printoptions')


def get_num_threads():
    return 1


def set_num_threads(count):
    """Of no effect: there is one thread."""


def use_deterministic_algorithms(mode, *, warn_only=False):
    """Of no effect: all algorithms here are deterministic."""


def compile(model=None, **kwargs):
    """The model itself: operations here run one by one."""
    return (lambda function: function) if model is None else model


def broadcast_shapes(*shapes):
    return _types.Size(result(engine.bind('broadcastShapes')(*[js(list(one) if not isinstance(one, int) else [one]) for one in shapes])))


def result_type(tensor1, tensor2):
    return (tensor1 + tensor2).dtype
