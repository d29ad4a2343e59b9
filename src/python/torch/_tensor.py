"""The tensor of Python: a handle on one of the engine's. Its methods are the engine's, found by name when first used."""
import json

from . import _types
from ._bridge import camel, check, converts, engine, fail, js, jsnull, options, result, take, wraps
from ._indexing import index_of
from ._missing import missing_method
from ._names import in_place_of_keywords
from ._results import named

_shape, _dtype, _number, _item = engine.shape, engine.dtype, engine.number, engine.item
_get, _set, _flag, _read = engine.get, engine.set, engine.flag, engine.read
_new = object.__new__


def wrap(value):
    """A tensor of the engine as one of Python's."""
    tensor = _new(Tensor)
    tensor._js = value
    return tensor


def method_of(name, target):
    """The engine's method as one of Python's."""
    call = engine.method(target)
    if call == '':
        return None
    in_place = name.endswith('_') and not name.endswith('__')

    def method(self, *args, **kwargs):
        if kwargs:
            (_, *args), kwargs = in_place_of_keywords('torch.Tensor', name, (self, *args), kwargs)
        given = [one._js if isinstance(one, Tensor) else js(one) for one in args]
        if kwargs:
            kwargs.pop('memory_format', None)
            given.append(options(kwargs))
        found = call(self._js, *given)
        if found is None:
            fail()
        if in_place and found is not True:
            return self
        return named(name, take()) if found is True else wrap(found)

    method.__name__ = name
    method.__qualname__ = f'Tensor.{name}'
    return method


class Tensor:
    """Numbers of one type in a shape of any number of dimensions, and their place in the graph."""

    def __new__(cls, *sizes, dtype=None):
        if cls is not Tensor and cls.__new__ is Tensor.__new__:
            return _new(cls)
        from ._creation import legacy_tensor
        return legacy_tensor(sizes, dtype or _types.float32)

    def __getattr__(self, name):
        if name.startswith('__') or name == '_js':
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        method = method_of(name, camel(name))
        if method is None:
            raise missing_method(name)
        setattr(Tensor, name, method)
        return method.__get__(self)

    # What it is.

    @property
    def shape(self):
        text = _shape(self._js)
        return _types.Size(map(int, text.split())) if text else _types.Size()

    def size(self, dim=None):
        shape = self.shape
        if dim is None:
            return shape
        if not -len(shape) <= dim < len(shape):
            low, high = (-len(shape), len(shape) - 1) if shape else (-1, 0)
            raise IndexError(f'Dimension out of range (expected to be in range of [{low}, {high}], but got {dim})')
        return shape[dim]

    @property
    def dtype(self):
        return _types.by_name[_dtype(self._js)]

    @property
    def ndim(self):
        return len(self.shape)

    def dim(self):
        return len(self.shape)

    ndimension = dim

    def numel(self):
        return self.shape.numel()

    nelement = numel

    def element_size(self):
        return self.dtype.itemsize

    @property
    def nbytes(self):
        return self.numel() * self.element_size()

    @property
    def itemsize(self):
        return self.element_size()

    @property
    def device(self):
        return _types.device('cpu')

    @property
    def layout(self):
        return _types.strided

    is_cuda = is_sparse = is_quantized = is_meta = is_mps = False

    def stride(self, dim=None):
        check(_read(self._js, 'strides'))
        strides = tuple(take())
        return strides if dim is None else strides[dim]

    def storage_offset(self):
        check(_read(self._js, 'offset'))
        return take()

    def is_floating_point(self):
        return self.dtype.is_floating_point

    def is_complex(self):
        return False

    def is_signed(self):
        return self.dtype.is_signed

    def data_ptr(self):
        return id(self._js)

    @property
    def T(self):
        return self.permute(*reversed(range(self.dim())))

    @property
    def mT(self):
        return self.transpose(-2, -1)

    H = mT

    # Its place in the graph.

    @property
    def requires_grad(self):
        return _flag(self._js, 'requiresGrad')

    @requires_grad.setter
    def requires_grad(self, value):
        check(engine.requireGrad(self._js, value))

    def requires_grad_(self, requires_grad=True):
        check(engine.requireGrad(self._js, requires_grad))
        return self

    @property
    def is_leaf(self):
        return _flag(self._js, 'isLeaf')

    @property
    def grad(self):
        found = engine.grad(self._js)
        return None if found is False else wrap(found)

    @grad.setter
    def grad(self, value):
        check(engine.setGrad(self._js, js(value)))

    @property
    def grad_fn(self):
        from .autograd._node import node_of
        return node_of(engine.node(self._js))

    @property
    def data(self):
        return self.detach()

    @data.setter
    def data(self, value):
        check(engine.setData(self._js, value._js))

    @property
    def _version(self):
        check(_read(self._js, 'version'))
        return take()

    def backward(self, gradient=None, retain_graph=None, create_graph=False, inputs=None):
        if inputs is not None:
            from .autograd import backward
            return backward(self, gradient, retain_graph, create_graph, inputs=inputs)
        check(engine.backward(self._js, js(gradient), js(retain_graph), create_graph))

    def register_hook(self, hook):
        def heard(gradient):
            return hook(gradient)
        call = engine.method('registerHook')
        found = call(self._js, js(heard))
        if found is None:
            fail()
        return Handle(take())

    @property
    def retains_grad(self):
        return _flag(self._js, 'retainsGrad')

    # Its numbers.

    def item(self):
        value = _number(self._js)
        if type(value) is str:
            if value == 'many':
                return result(_item(self._js))
            return value == 'true' if value in ('true', 'false') else int(value)
        return float(value)

    def tolist(self):
        call = engine.method('tolist')
        if call(self._js) is None:
            fail()
        return json.loads(engine.take(), parse_int=float if self.dtype.is_floating_point else int)

    def numpy(self, *, force=False):
        if self.requires_grad and not force:
            raise RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
        raise RuntimeError('Numpy is not available: NumPy is not here. tensor.tolist() gives the numbers as lists.')

    __array__ = numpy

    def cpu(self):
        return self

    def cuda(self, device=None, non_blocking=False):
        _types.only_cpu('cuda')

    def to(self, *args, **kwargs):
        dtype = kwargs.get('dtype')
        for one in (*args, kwargs.get('device')):
            if isinstance(one, _types.dtype):
                dtype = one
            elif isinstance(one, Tensor):
                dtype = one.dtype
            elif isinstance(one, (str, _types.device)):
                _types.only_cpu(one)
        copy = kwargs.get('copy', False)
        if dtype is None or dtype is self.dtype:
            return self.clone() if copy else self
        return result(_to(self._js, dtype._name))

    def type(self, dtype=None):
        names = {'float32': 'Float', 'float64': 'Double', 'int64': 'Long', 'int32': 'Int', 'uint8': 'Byte', 'bool': 'Bool'}
        if dtype is None:
            return f'torch.{names[_dtype(self._js)]}Tensor'
        if isinstance(dtype, str):
            dtype = _types.by_name[next(key for key, name in names.items() if dtype.endswith(f'{name}Tensor'))]
        return self.to(dtype)

    def type_as(self, other):
        return self.to(other.dtype)

    def float(self):
        return self.to(_types.float32)

    def double(self):
        return self.to(_types.float64)

    def long(self):
        return self.to(_types.int64)

    def int(self):
        return self.to(_types.int32)

    def byte(self):
        return self.to(_types.uint8)

    def bool(self):
        return self.to(_types.bool)

    def pin_memory(self):
        return self

    def apply_(self, function):
        from ._creation import tensor
        flat = [function(one) for one in self.detach().reshape(-1).tolist()]
        return self.copy_(tensor(flat, dtype=self.dtype).reshape(self.shape))

    # Python's own protocols.

    def __repr__(self):
        return engine.text(self._js)

    def __format__(self, spec):
        if self.dim() == 0:
            return format(self.item(), spec)
        return object.__format__(self, spec) if spec else repr(self)

    def __len__(self):
        shape = self.shape
        if not shape:
            raise TypeError('len() of a 0-d tensor')
        return shape[0]

    def __iter__(self):
        if not self.shape:
            raise TypeError('iteration over a 0-d tensor')
        return iter(self.unbind(0))

    def __reversed__(self):
        return self if self.dim() == 0 else self.flip(0)

    def __contains__(self, value):
        return bool_((self == value).any().item())

    def __bool__(self):
        count = self.numel()
        if count == 1:
            return bool_(self.item())
        kind = 'more than one value' if count else 'no values'
        raise RuntimeError(f'Boolean value of Tensor with {kind} is ambiguous')

    def __float__(self):
        return float_(self._one('float'))

    def __int__(self):
        return int_(self._one('int'))

    def __index__(self):
        if self.dtype.is_floating_point or self.numel() != 1:
            raise TypeError('only integer tensors of a single element can be converted to an index')
        return int_(self.item())

    def _one(self, kind):
        if self.numel() != 1:
            raise ValueError('only one element tensors can be converted to Python scalars')
        return self.item()

    def __hash__(self):
        return id(self)

    def __getitem__(self, index):
        found = _get(self._js, index) if type(index) is int_ else _get(self._js, *index_of(index))
        if found is None:
            fail()
        return wrap(found)

    def __setitem__(self, index, value):
        given = value._js if isinstance(value, Tensor) else js(value)
        check(_set(self._js, engine.array(*index_of(index)), given))

    def __deepcopy__(self, memo):
        if not self.is_leaf:
            raise RuntimeError('Only Tensors created explicitly by the user (graph leaves) support the deepcopy '
                               'protocol at the moment')
        copy = self.detach().clone()
        if self.requires_grad:
            copy.requires_grad_()
        memo[id(self)] = copy
        return copy

    def __dir__(self):
        return sorted({*object.__dir__(self), *_method_names()})


Tensor.__module__ = 'torch'
int_, float_, bool_ = int, float, bool
_to = engine.method('to')


def _in_other_shape(name):
    """The form with `_` of a view: the tensor itself takes the other shape."""
    def method(self, *args, **kwargs):
        self._js = getattr(self, name)(*args, **kwargs)._js
        return self

    setattr(Tensor, f'{name}_', method)


for _name in ('t', 'transpose', 'squeeze', 'unsqueeze', 'swapaxes', 'swapdims'):
    _in_other_shape(_name)


def _method_names():
    from ._bridge import snake
    return [snake(name) for name in engine.methodNames().split()]


class Handle:
    """What ends a hook."""

    def __init__(self, handle):
        self._js = handle

    def remove(self):
        self._js.remove()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.remove()


converts(Tensor, lambda value: value._js)
wraps('tensor', wrap)
