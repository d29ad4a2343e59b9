"""Networks and their layers."""
from .._missing import missing_name
from . import functional, init, utils
from .containers import ModuleDict, ModuleList, ParameterDict, ParameterList, Sequential
from .layers import Layer as _Layer, layer_class as _layer_class
from .module import Module
from .parameter import Buffer, Parameter


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(name)
    found = _layer_class(name)
    if found is None:
        raise missing_name('torch.nn', name)
    globals()[name] = found
    return found


