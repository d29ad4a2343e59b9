"""PyTorch's names on the engine of this site. What PyTorch has and is not here raises an error that names it."""
import math as _math

from ._types import (Size, bool, channels_last, contiguous_format, device, dtype, float32, float64, int32, int64,
                     preserve_format, strided, uint8)
from ._tensor import Tensor
from . import _operators as _operators_of_tensors
from ._creation import (BoolTensor, ByteTensor, DoubleTensor, FloatTensor, IntTensor, LongTensor, arange, as_tensor,
                        from_numpy, full, scalar_tensor, tensor)
from ._functions import find as _find
from ._grad_mode import (enable_grad, inference_mode, is_grad_enabled, is_inference_mode_enabled, no_grad,
                         set_grad_enabled)
from ._missing import missing_name as _missing_name
from ._random import Generator, manual_seed
from . import _info
from ._info import finfo, iinfo
from . import _random as random
from ._serialization import load, save
from . import autograd, backends, cuda, linalg, nn, optim, special, utils
from ._extras import (allclose, compile, equal, get_default_dtype, is_tensor, numel, get_num_threads,
                      set_default_dtype, set_num_threads, set_printoptions, typename, use_deterministic_algorithms,
                      default_generator, is_floating_point, broadcast_shapes, result_type)

float = float32
double = float64
long = int64
int = int32
pi, e, inf, nan = _math.pi, _math.e, _math.inf, _math.nan
newaxis = None
__version__ = '2.0 (lexigrad)'


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(name)
    function = _find('torch', name)
    if function is None:
        raise _missing_name('torch', name)
    globals()[name] = function
    return function
