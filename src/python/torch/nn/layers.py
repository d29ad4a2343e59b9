"""The engine's layers as modules of Python: a call is one call of the engine."""
from .._bridge import camel, check, converts, engine, fail, js, options, result, snake, take
from .._names import in_place_of_keywords
from .._tensor import Tensor
from .module import Module
from .parameter import adopt

_forward = engine.callMember


class Layer(Module):
    """A module whose numbers and arithmetic are the engine's."""
    _construct = None
    _torch_name = ''

    def __init__(self, *args, **kwargs):
        super().__init__()
        for name in ('device', 'dtype'):
            kwargs.pop(name, None)
        if kwargs:
            args, kwargs = in_place_of_keywords('torch.nn', self._torch_name, args, kwargs)
        given = [js(one) for one in args]
        if kwargs:
            given.append(options(kwargs))
        if self._construct(*given) is None:
            try:
                fail()
            except TypeError as error:
                # CPython names the class before a method.
                if str(error).startswith('__init__()'):
                    error.args = (f'{type(self).__name__}.{error}',)
                raise
        self._take_over(_taken())

    def _take_over(self, module):
        """Registers what the engine's module holds, under PyTorch's names."""
        own = self.__dict__
        own['_js'] = module
        own['_names'] = {}
        for name in engine.ownParameters(module).split():
            self._parameters[self._python_name(name)] = adopt(_member(module, name))
        saved = set(engine.savedBuffers(module).split())
        for name in engine.ownBuffers(module).split():
            python_name = self._python_name(name)
            self._buffers[python_name] = take_member(module, name)
            if name not in saved:
                self._non_persistent_buffers_set.add(python_name)
        for name in engine.ownModules(module).split():
            self._modules[self._python_name(name)] = module_of(_submodule(module, name))

    def _python_name(self, name):
        python_name = engine.printedName(self._js, name)
        python_name = python_name if python_name != name else snake(name)
        self._names[python_name] = name
        return python_name

    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        own = self.__dict__
        module = own.get('_js')
        if module is None or name.startswith('_'):
            return
        target = own['_names'].get(name, camel(name))
        if name == 'training' or engine.member(module, target):
            check(engine.setMember(module, target, js(value)))
            if name not in own['_parameters'] and name not in own['_buffers'] and name not in own['_modules']:
                own.pop(name, None) if name != 'training' else None

    def _assign_buffer(self, name, value):
        super()._assign_buffer(name, value)
        check(engine.setMember(self._js, self._names.get(name, camel(name)), js(value)))

    def __getattr__(self, name):
        own = self.__dict__
        if '_js' in own:
            if name in own['_buffers']:
                # Batch norm counts in a tensor that it makes anew.
                return take_member(own['_js'], own['_names'].get(name, camel(name)))
            if name not in own['_parameters'] and name not in own['_modules'] and engine.member(own['_js'], camel(name)):
                found = take()
                return tuple(found) if isinstance(found, list) else found
        return super().__getattr__(name)

    def _refresh(self):
        for name in self._buffers:
            self._buffers[name] = take_member(self._js, self._names.get(name, camel(name)))

    def state_dict(self, *args, **kwargs):
        self._refresh()
        return super().state_dict(*args, **kwargs)

    def named_buffers(self, *args, **kwargs):
        self._refresh()
        return super().named_buffers(*args, **kwargs)

    def forward(self, *args, **kwargs):
        given = [one._js if isinstance(one, Tensor) else js(one) for one in args]
        if kwargs:
            given.append(options(kwargs))
        answer = result(_forward(self._js, 'forward', *given))
        return _tupled(answer) if isinstance(answer, list) else answer

    def extra_repr(self):
        check(engine.callMember(self._js, 'extraRepr'))
        return take()

    def __deepcopy__(self, memo):
        check(engine.callMember(self._js, 'clone'))
        copy = type(self).__new__(type(self))
        Module.__init__(copy)
        for name, value in self.__dict__.items():
            if name not in copy.__dict__:
                copy.__dict__[name] = value
        copy._take_over(_taken())
        copy.__dict__['training'] = self.training
        memo[id(self)] = copy
        return copy

    def __reduce_ex__(self, protocol):
        raise TypeError(f'{self._get_name()} cannot be saved whole here. Save its state_dict(), which can.')

    def reset_parameters(self):
        check(engine.callMember(self._js, 'resetParameters'))


def _tupled(answer):
    """Tuples where PyTorch gives tuples: the output and state of a recurrent layer."""
    return tuple(_tupled(one) if isinstance(one, list) else one for one in answer)


def _taken():
    """The engine's object that waits, bare."""
    engine.take()
    return engine.object(0)


def _member(module, name):
    engine.member(module, name)
    return _taken()


def _submodule(module, name):
    check(engine.callMember(module, 'getSubmodule', name))
    return _taken()


def take_member(module, name):
    engine.member(module, name)
    return take()


_classes = {}


def layer_class(name):
    """The class of the engine's layer of that name, or None."""
    if name not in _classes:
        if engine.kindOf(f'nn.{name}') != 'class':
            return None
        _classes[name] = type(name, (Layer,), {
            '_construct': staticmethod(engine.construct(f'nn.{name}')), '_torch_name': name, '__module__': 'torch.nn'})
    return _classes[name]


def module_of(module):
    """A module inside one of the engine's, as one of Python's."""
    from . import containers
    name = engine.className(module)
    if name in ('ModuleList', 'Sequential', 'ModuleDict'):
        kind = getattr(containers, name)
        made = kind()
        for child in engine.ownModules(module).split():
            made._modules[child] = module_of(_submodule(module, child))
        return made
    kind = layer_class(name) or _classes.setdefault(name, type(name, (Layer,), {'__module__': 'torch.nn'}))
    made = kind.__new__(kind)
    Module.__init__(made)
    made._take_over(module)
    return made


def _js_of(module):
    if isinstance(module, Layer):
        return module._js
    raise TypeError(f'{type(module).__name__} is a module of Python; this layer of the engine takes a layer of the engine')


converts(Module, _js_of)
