"""The limits of a type of numbers."""
from . import _types


class finfo:
    """Of floating-point numbers."""

    def __init__(self, type=None):
        self.dtype = str(type or _types.float32).removeprefix('torch.')
        wide = self.dtype == 'float64'
        self.bits = 64 if wide else 32
        self.eps = 2.0 ** (-52 if wide else -23)
        self.resolution = 1e-15 if wide else 1e-6
        self.max = 1.7976931348623157e308 if wide else 3.4028234663852886e38
        self.min = -self.max
        self.tiny = self.smallest_normal = 2.2250738585072014e-308 if wide else 1.1754943508222875e-38

    def __repr__(self):
        return (f'finfo(resolution={self.resolution:g}, min={self.min:g}, max={self.max:g}, eps={self.eps:g}, '
                f'smallest_normal={self.tiny:g}, tiny={self.tiny:g}, dtype={self.dtype})')


class iinfo:
    """Of whole numbers."""

    def __init__(self, type):
        self.dtype = str(type).removeprefix('torch.')
        self.bits = {'uint8': 8, 'int32': 32, 'int64': 64}[self.dtype]
        signed = self.dtype != 'uint8'
        self.max = 2 ** (self.bits - signed) - 1
        self.min = -(2 ** (self.bits - 1)) if signed else 0

    def __repr__(self):
        return f'iinfo(min={self.min}, max={self.max}, dtype={self.dtype})'
