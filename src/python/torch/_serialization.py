"""`torch.save` and `torch.load`, of a form of this package's own: to a file here or to a buffer, and back."""
from . import _types
from ._tensor import Tensor

_magic = b'lexigrad 1\n'


def save(obj, f, *args, **kwargs):
    import pickle
    data = _magic + pickle.dumps(obj)
    if hasattr(f, 'write'):
        f.write(data)
    else:
        with open(f, 'wb') as file:
            file.write(data)


def load(f, map_location=None, *, weights_only=False, **kwargs):
    import pickle
    if hasattr(f, 'read'):
        data = f.read()
    else:
        with open(f, 'rb') as file:
            data = file.read()
    if not data.startswith(_magic):
        raise RuntimeError('torch.load reads here what torch.save has written here, and no file of PyTorch itself')
    return pickle.loads(data[len(_magic):])


def _rebuild(kind, numbers, dtype, shape, requires_grad):
    from ._creation import tensor
    from .nn.parameter import Parameter
    made = tensor(numbers, dtype=_types.by_name[dtype]).reshape(shape)
    return Parameter(made, requires_grad) if kind == 'parameter' else made.requires_grad_(requires_grad)


def _reduce(self, protocol=None):
    from .nn.parameter import Parameter
    if not self.is_leaf:
        return _rebuild, ('tensor', self.detach().flatten().tolist(), str(self.dtype)[len('torch.'):], tuple(self.shape), False)
    kind = 'parameter' if isinstance(self, Parameter) else 'tensor'
    numbers = self.detach().flatten().tolist()
    return _rebuild, (kind, numbers, str(self.dtype)[len('torch.'):], tuple(self.shape), self.requires_grad)


Tensor.__reduce_ex__ = _reduce
