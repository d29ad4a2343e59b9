"""Streams of random numbers."""
from ._bridge import check, converts, engine, js, take, wraps
from ._tensor import wrap

_make = engine.construct('Generator')


class Generator:
    """A stream of its own."""

    def __init__(self, device='cpu', _js=None):
        if _js is None:
            check(_make())
            _js = take()._js
        self._js = _js

    def _call(self, name, *args):
        found = engine.callMember(self._js, name, *args)
        check(found)
        return take() if found is True else wrap(found)

    def manual_seed(self, seed):
        self._call('manualSeed', seed)
        return self

    def initial_seed(self):
        return self._call('initialSeed')

    def seed(self):
        return self._call('seed')

    def get_state(self):
        return self._call('getState')

    def set_state(self, state):
        self._call('setState', state._js)
        return self

    @property
    def device(self):
        from ._types import device
        return device('cpu')


converts(Generator, lambda value: value._js)
wraps('generator', lambda value: Generator(_js=value))
_seed = engine.bind('manualSeed')


def manual_seed(seed):
    """Begins the shared stream anew."""
    check(_seed(int(seed)))
    return take()
