"""Modules whose names are the engine's, under another roof."""
from ._functions import find
from ._missing import missing_name


def lookup(module, area, prefix, names):
    """A module's `__getattr__`: the engine's function under `prefix`, kept once it is found."""
    def __getattr__(name):
        if name.startswith('__'):
            raise AttributeError(name)
        function = find(area, name, prefix)
        if function is None:
            raise missing_name(module, name)
        names[name] = function
        return function

    return __getattr__
