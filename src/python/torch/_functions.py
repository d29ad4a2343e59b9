"""Functions of the engine as functions of Python, found by name when first used."""
from ._bridge import camel, engine, fail, js, options, take
from ._names import in_place_of_keywords
from ._results import named as with_names
from ._tensor import Tensor, wrap

# Of no meaning here: there is one device, one layout, and no memory to reuse by hand.
_unused = {'device', 'layout', 'pin_memory', 'memory_format', 'non_blocking', 'foreach', 'fused', 'capturable', 'differentiable'}

# A float in these is an operand beside tensors, and says that it is a float even if it is whole.
_operands = set(
    'add sub subtract mul multiply div divide true_divide floor_divide remainder fmod pow float_power rsub where '
    'eq ne lt le gt ge maximum minimum atan2 xlogy hypot heaviside'.split())


def function_of(area, name, path):
    """The engine's function at `path` as PyTorch's `name` of the module `area`."""
    call = engine.bind(path)
    floats = name in _operands
    in_place = name.endswith('_')

    def function(*args, **kwargs):
        if kwargs:
            args, kwargs = in_place_of_keywords(area, name, args, kwargs)
        given = [one._js if isinstance(one, Tensor) else js(one) for one in args]
        if floats:
            given = [engine.float(one) if type(one) is float and one.is_integer() else one for one in given]
        if kwargs:
            named = {key: value for key, value in kwargs.items() if key not in _unused}
            out = named.pop('out', None)
            if named:
                given.append(options(named))
        else:
            out = None
        found = call(*given)
        if found is None:
            fail()
        if in_place and found is not True and isinstance(args[0], Tensor):
            return args[0]
        answer = with_names(name, take()) if found is True else wrap(found)
        return answer if out is None else written(out, answer)

    function.__name__ = function.__qualname__ = name
    function.__module__ = area
    return function


def written(out, answer):
    """What `out=` asks for."""
    if not isinstance(out, Tensor):
        for one, value in zip(out, answer):
            written(one, value)
        return out
    if out.shape != answer.shape:
        out.data = answer.detach().clone()
        return out
    return out.copy_(answer)


def find(area, name, prefix=''):
    """The function of the engine that bears PyTorch's name, or None."""
    path = prefix + camel(name)
    return function_of(area, name, path) if engine.kindOf(path) == 'function' else None
