"""Tensors from numbers of Python, whose int and float are two types."""
import json

from . import _types
from ._bridge import engine, fail, js, options, result
from ._tensor import Tensor, wrap
from ._types import only_cpu

_infinite = float('inf')


def _flat(value):
    """What `json` does not know: tensors and numbers of other kinds."""
    if isinstance(value, Tensor):
        return value.tolist()
    if hasattr(value, 'tolist'):
        return value.tolist()
    if hasattr(value, '__iter__'):
        return list(value)
    raise TypeError(f'new(): invalid data type \'{type(value).__name__}\'')


def tensor(data, *, dtype=None, device=None, requires_grad=False, pin_memory=False):
    """A tensor of the numbers given."""
    if device is not None:
        only_cpu(device)
    if isinstance(data, Tensor):
        copy = data.detach().clone()
        copy = copy if dtype is None else copy.to(dtype)
        return copy.requires_grad_() if requires_grad else copy
    if isinstance(data, str):
        raise TypeError("new(): invalid data type 'str'")
    if isinstance(data, complex):
        raise TypeError('complex tensors are part of PyTorch and not of this engine')
    try:
        text = json.dumps(data, default=_flat)
    except TypeError as error:
        raise TypeError(str(error)) from None
    found = engine.tensor(text, js(dtype), False)
    if found is None:
        fail()
    made = wrap(found)
    if requires_grad and not made.is_floating_point():
        raise RuntimeError('Only Tensors of floating point and complex dtype can require gradients')
    return made.requires_grad_() if requires_grad else made


def as_tensor(data, dtype=None, device=None):
    if isinstance(data, Tensor):
        return data if dtype is None else data.to(dtype)
    return tensor(data, dtype=dtype, device=device)


def from_numpy(array):
    raise RuntimeError('Numpy is not available: NumPy is not here. torch.tensor(list) makes a tensor of a list.')


def legacy_tensor(args, dtype):
    """``torch.Tensor(2, 3)`` or ``torch.Tensor([1, 2])``."""
    if len(args) == 1 and not isinstance(args[0], int):
        return tensor(args[0], dtype=dtype)
    return result(engine.bind('zeros')(engine.array(*args or (0,)), options({'dtype': dtype})))


def _sizes(size):
    return size[0] if len(size) == 1 and not isinstance(size[0], int) else size


def _kind(value):
    if isinstance(value, Tensor):
        return value.dtype
    return _types.bool if isinstance(value, bool) else _types.int64 if isinstance(value, int) else _types.float32


def full(size, fill_value, *, dtype=None, device=None, requires_grad=False, out=None, layout=None):
    """One number everywhere."""
    dtype = dtype or _kind(fill_value)
    value = fill_value.item() if isinstance(fill_value, Tensor) else fill_value
    named = options({'dtype': dtype, 'requires_grad': requires_grad})
    return result(engine.bind('full')(js(list(size) if not isinstance(size, int) else [size]), value, named))


def arange(*args, start=None, end=None, step=None, dtype=None, device=None, requires_grad=False, out=None, layout=None):
    """Whole steps from start to before end: float32 where one of them is a float."""
    given = list(args)
    start = start if start is not None else (given.pop(0) if len(given) > 1 else 0)
    end = end if end is not None else given.pop(0)
    step = step if step is not None else (given.pop(0) if given else 1)
    bounds = [one.item() if isinstance(one, Tensor) else one for one in (start, end, step)]
    dtype = dtype or (_types.float32 if any(isinstance(one, float) for one in bounds) else _types.int64)
    return result(engine.bind('arange')(*bounds, options({'dtype': dtype, 'requires_grad': requires_grad})))


def scalar_tensor(value, *, dtype=None, device=None, requires_grad=False):
    return tensor(value, dtype=dtype or _types.float32, requires_grad=requires_grad)


def _new(name):
    def new(self, *size, dtype=None, device=None, requires_grad=False):
        return result(engine.bind(name)(js(list(_sizes(size))), options(
            {'dtype': dtype or self.dtype, 'requires_grad': requires_grad})))
    return new


Tensor.new_zeros = _new('zeros')
Tensor.new_ones = _new('ones')
Tensor.new_empty = _new('empty')
Tensor.new_full = lambda self, size, fill_value, dtype=None, device=None, requires_grad=False: full(
    size, fill_value, dtype=dtype or self.dtype, requires_grad=requires_grad)
Tensor.new_tensor = lambda self, data, dtype=None, device=None, requires_grad=False: tensor(
    data, dtype=dtype or self.dtype, requires_grad=requires_grad)


def _typed(name, dtype):
    def make(*args):
        return legacy_tensor(args, dtype)
    make.__name__ = name
    return make


FloatTensor = _typed('FloatTensor', _types.float32)
DoubleTensor = _typed('DoubleTensor', _types.float64)
LongTensor = _typed('LongTensor', _types.int64)
IntTensor = _typed('IntTensor', _types.int32)
ByteTensor = _typed('ByteTensor', _types.uint8)
BoolTensor = _typed('BoolTensor', _types.bool)
