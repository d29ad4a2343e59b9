"""A tensor that a module learns."""
from .._bridge import engine, fail
from .._tensor import Tensor


def adopt(value):
    """A parameter of the engine as one of Python's."""
    parameter = object.__new__(Parameter)
    parameter._js = value
    return parameter


class Parameter(Tensor):
    """Registered by the module whose attribute it becomes."""

    def __new__(cls, data=None, requires_grad=True):
        if data is None:
            from .._creation import tensor
            data = tensor([])
        found = engine.parameter(data.detach()._js, requires_grad)
        if found is None:
            fail()
        return adopt(found)

    def __init__(self, data=None, requires_grad=True):
        pass

    def __repr__(self):
        return engine.text(self._js)

    def __deepcopy__(self, memo):
        copy = Parameter(self.detach().clone(), self.requires_grad)
        memo[id(self)] = copy
        return copy


class Buffer(Tensor):
    """A tensor that a module keeps and does not learn."""

    def __new__(cls, data=None, *, persistent=True):
        buffer = object.__new__(Buffer)
        buffer._js = data._js
        buffer.persistent = persistent
        return buffer

    def __init__(self, data=None, *, persistent=True):
        pass


class UninitializedParameter:
    def __init__(self, *args, **kwargs):
        from .._missing import missing_name
        raise missing_name('torch.nn', 'UninitializedParameter')
