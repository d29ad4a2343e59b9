"""An index as Python writes it, as the engine takes it."""
from ._bridge import engine, js, jsnull


def index_of(index):
    """The parts of an index: ``x[1, 2:5, ..., None]``."""
    parts = index if isinstance(index, tuple) else (index,)
    return [_part(one) for one in parts]


def _part(one):
    if isinstance(one, slice):
        start, stop, step = one.start, one.stop, one.step
        if start is None and stop is None and step is None:
            return ':'
        if step is not None and int(step) <= 0:
            raise ValueError('step must be greater than zero')
        return engine.range(_bound(start), _bound(stop), 1 if step is None else int(step))
    if one is Ellipsis:
        return '...'
    if one is None:
        return jsnull
    if isinstance(one, range):
        one = list(one)
    if isinstance(one, (list, tuple)):
        from ._creation import tensor
        return tensor(one)._js if len(one) else tensor(one, dtype=_int64())._js
    if isinstance(one, str):
        raise IndexError('only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid '
                         'indices (got str)')
    return js(one)


def _bound(value):
    return jsnull if value is None else value.__index__()


def _int64():
    from ._types import int64
    return int64
