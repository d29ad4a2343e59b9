"""The way to the engine: values of Python as values of JavaScript and back, and errors as exceptions.

A guarded function of the engine gives a tensor, ``None`` after an error, or ``True`` when its result is to be taken.
"""
import builtins
import json

import _lexigrad as engine
from pyodide.ffi import JsProxy, create_proxy, jsnull

_exceptions = {name: getattr(builtins, name) for name in (
    'RuntimeError', 'TypeError', 'ValueError', 'IndexError', 'KeyError', 'NotImplementedError', 'AttributeError',
    'AssertionError', 'RecursionError', 'StopIteration', 'ZeroDivisionError', 'OverflowError', 'MemoryError')}

# What a callback from the engine raised: it is raised again when the call that led to it is back.
raised = []


def fail():
    """Raises the last error of the engine as PyTorch would."""
    failure = engine.failure()
    if failure.type == '' and raised:
        error = raised.pop()
        raised.clear()
        raise error
    kind = _exceptions.get(failure.type, RuntimeError)
    error = kind(failure.message)
    error._lexigrad = (failure.code, failure.params)
    raise error from None


def camel(name):
    """``cross_entropy`` as ``crossEntropy``; a mark at the end stays."""
    head, *rest = name.rstrip('_').split('_')
    tail = '_' if name.endswith('_') else ''
    return head + ''.join(part[:1].upper() + part[1:] for part in rest) + tail


def snake(name):
    return ''.join('_' + letter.lower() if letter.isupper() else letter for letter in name)


_plain = {int, float, bool, str}
_converters = []


def converts(kind, convert):
    """Says how objects of a class cross."""
    _converters.append((kind, convert))


def js(value):
    """A value of Python as the engine takes it."""
    if type(value) in _plain:
        return value
    if value is None:
        return jsnull
    for kind, convert in _converters:
        if isinstance(value, kind):
            return convert(value)
    if isinstance(value, (list, tuple, range)):
        return engine.array(*[js(one) for one in value])
    if isinstance(value, dict):
        return options(value)
    if isinstance(value, (int, float, str, JsProxy)):
        return value
    if hasattr(value, '__next__') or hasattr(value, '__iter__'):
        return engine.array(*[js(one) for one in value])
    if callable(value):
        return callback(value)
    raise TypeError(f'{type(value).__name__} cannot be given to an operation')


def options(named):
    """Keyword arguments as one object, in the engine's spelling."""
    pairs = []
    for name, value in named.items():
        pairs += (camel(name), js(value))
    return engine.options(*pairs)


def callback(function):
    """A function of Python that the engine may call at any time. What it raises is kept for `fail`."""
    def call(*args):
        try:
            return js(function(*[python(one) for one in args]))
        except BaseException as error:
            raised.append(error)
            raise

    return create_proxy(call)


_wrappers = {}


def wraps(kind, wrap):
    """Says what an object of the engine becomes in Python."""
    _wrappers[kind] = wrap


def python(value):
    """A value that the engine gave to a callback."""
    if isinstance(value, JsProxy):
        kind = engine.kind(value)
        return _wrappers[kind](value) if kind in _wrappers else value
    return None if value is jsnull else value


def _object(found):
    if '$' in found and len(found) == 1:
        kind, place = found['$']
        return _wrappers.get(kind, lambda value: value)(engine.object(place))
    return found


def take():
    """The result that waits, as values of Python."""
    return json.loads(engine.take(), object_hook=_object)


def result(value):
    """What a guarded function gave."""
    if value is True:
        return take()
    if value is None:
        fail()
    return _wrappers['tensor'](value)


def check(value):
    """For calls made for their effect."""
    if value is None:
        fail()
