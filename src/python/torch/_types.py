"""Data types, sizes, devices: the small values around a tensor."""
from ._bridge import converts


class dtype:
    """A type of numbers: ``torch.float32``."""

    def __init__(self, name, floating, signed, size):
        self._name = name
        self.is_floating_point = floating
        self.is_complex = False
        self.is_signed = signed
        self.itemsize = size

    def __repr__(self):
        return f'torch.{self._name}'

    def __reduce__(self):
        return self._name


float32 = dtype('float32', True, True, 4)
float64 = dtype('float64', True, True, 8)
int64 = dtype('int64', False, True, 8)
int32 = dtype('int32', False, True, 4)
uint8 = dtype('uint8', False, False, 1)
bool = dtype('bool', False, False, 1)

by_name = {one._name: one for one in (float32, float64, int64, int32, uint8, bool)}
converts(dtype, lambda value: value._name)

# The types of Python stand for types of tensors where one is asked for.
converts(type, lambda value: {'float': 'float32', 'int': 'int64', 'bool': 'bool'}[value.__name__]
         if value.__name__ in ('float', 'int', 'bool') else value)


class Size(tuple):
    """The shape of a tensor: a tuple of whole numbers."""

    def numel(self):
        product = 1
        for size in self:
            product *= size
        return product

    def __repr__(self):
        return f'torch.Size([{", ".join(map(str, self))}])'

    def __getitem__(self, index):
        found = tuple.__getitem__(self, index)
        return Size(found) if isinstance(index, slice) else found

    def __add__(self, other):
        return Size(tuple.__add__(self, tuple(other)))


class device:
    """Where a tensor is. There is one place here, ``cpu``."""

    def __init__(self, type='cpu', index=None):
        if isinstance(type, device):
            type = type.type
        name, _, number = str(type).partition(':')
        if name not in ('cpu', 'cuda', 'mps', 'xpu', 'meta'):
            raise RuntimeError(f'Expected one of cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga, '
                               f'ort, xla, lazy, vulkan, mps, meta, hpu, mtia, privateuseone device type at start of '
                               f'device string: {name}')
        self.type = name
        self.index = int(number) if number else index

    def __repr__(self):
        return f"device(type='{self.type}'" + (')' if self.index is None else f', index={self.index})')

    def __str__(self):
        return self.type if self.index is None else f'{self.type}:{self.index}'

    def __eq__(self, other):
        return isinstance(other, device) and (self.type, self.index) == (other.type, other.index)

    def __hash__(self):
        return hash((self.type, self.index))


def only_cpu(where):
    """@raises AssertionError for a device that is not here, in PyTorch's words"""
    name = device(where).type
    if name == 'cuda':
        raise AssertionError('Torch not compiled with CUDA enabled')
    if name != 'cpu':
        raise RuntimeError(f'PyTorch is not linked with support for {name} devices')
    return 'cpu'


converts(device, only_cpu)


class _Constant:
    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return self._name


strided = _Constant('torch.strided')
contiguous_format = _Constant('torch.contiguous_format')
preserve_format = _Constant('torch.preserve_format')
channels_last = _Constant('torch.channels_last')
