"""Whether operations are recorded: as a context, as a decorator, as a switch."""
import functools

from ._bridge import engine


class _Mode:
    _value = False

    def __init__(self, function=None):
        self._function = function
        self._before = []
        if function is not None:
            functools.update_wrapper(self, function)

    def __enter__(self):
        self._before.append(engine.setGradEnabled(self._value))
        return self

    def __exit__(self, *_):
        engine.setGradEnabled(self._before.pop())

    def __call__(self, *args, **kwargs):
        """Decorates a function; or, as ``@torch.no_grad`` without brackets, runs the one decorated."""
        if self._function is not None:
            with self:
                return self._function(*args, **kwargs)
        function, mode = args[0], type(self)
        value = self._value

        @functools.wraps(function)
        def decorated(*args, **kwargs):
            scope = mode.__new__(mode)
            _Mode.__init__(scope)
            scope._value = value
            with scope:
                return function(*args, **kwargs)

        return decorated

    def __get__(self, instance, owner=None):
        return self if instance is None else functools.partial(self, instance)


class no_grad(_Mode):
    """What is computed inside is not recorded."""


class enable_grad(_Mode):
    """What is computed inside is recorded, also within `no_grad`."""
    _value = True


class inference_mode(_Mode):
    """As `no_grad`."""

    def __init__(self, mode=True):
        if callable(mode):
            super().__init__(mode)
        else:
            super().__init__()
            self._value = not mode


class set_grad_enabled(_Mode):
    """Switches recording at once; as a context, until its end."""

    def __init__(self, mode):
        super().__init__()
        self._value = mode
        self._outside = engine.setGradEnabled(mode)

    def __enter__(self):
        self._before.append(self._outside)
        engine.setGradEnabled(self._value)
        return self


def is_grad_enabled():
    return engine.isGradEnabled()


def is_inference_mode_enabled():
    return False
