"""Results with names: ``x.max(dim=1)`` has ``values`` and ``indices``."""
from collections import namedtuple


class _Named:
    def __repr__(self):
        fields = ',\n'.join(f'{name}={value!r}' for name, value in zip(self._fields, self))
        return f'torch.return_types.{type(self).__name__}(\n{fields})'


def _type(name, fields):
    return type(name, (_Named, namedtuple(name, fields)), {'__slots__': ()})


_pair = 'values indices'
types = {name: _type(name, fields) for name, fields in {
    'max': _pair, 'min': _pair, 'sort': _pair, 'topk': _pair, 'median': _pair, 'nanmedian': _pair, 'mode': _pair,
    'kthvalue': _pair, 'cummax': _pair, 'cummin': _pair, 'aminmax': 'min max', 'slogdet': 'sign logabsdet',
}.items()}


def named(name, answer):
    """A list or record of tensors as PyTorch's named tuple of that function."""
    kind = types.get(name)
    if isinstance(answer, dict):
        values = list(answer.values())
    elif isinstance(answer, list):
        values = answer
    else:
        return answer
    if kind is not None and len(values) == len(kind._fields):
        return kind(*values)
    return tuple(values)
