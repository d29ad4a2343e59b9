"""The module: parameters, buffers and other modules as attributes, and `forward`, what it computes from them."""
from collections import OrderedDict, namedtuple

from .._tensor import Tensor
from .parameter import Buffer, Parameter


class _IncompatibleKeys(namedtuple('IncompatibleKeys', 'missing_keys unexpected_keys')):
    def __repr__(self):
        if not self.missing_keys and not self.unexpected_keys:
            return '<All keys matched successfully>'
        return super().__repr__()

    __str__ = __repr__


class RemovableHandle:
    """What ends a hook."""
    _count = 0

    def __init__(self, hooks):
        self._hooks = hooks
        self.id = RemovableHandle._count
        RemovableHandle._count += 1

    def remove(self):
        self._hooks.pop(self.id, None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.remove()


def _indented(text):
    first, *rest = text.split('\n')
    return '\n'.join([first, *('  ' + line for line in rest)])


class Module:
    """What all networks and their parts are made of."""
    training = True

    def __init__(self, *args, **kwargs):
        own = self.__dict__
        own.setdefault('_parameters', OrderedDict())
        own.setdefault('_buffers', OrderedDict())
        own.setdefault('_modules', OrderedDict())
        own.setdefault('_non_persistent_buffers_set', set())
        own.setdefault('_forward_hooks', OrderedDict())
        own.setdefault('_forward_pre_hooks', OrderedDict())
        own.setdefault('_backward_hooks', OrderedDict())
        own.setdefault('training', True)

    def forward(self, *input):
        raise NotImplementedError(f'Module [{type(self).__name__}] is missing the required "forward" function')

    def __call__(self, *args, **kwargs):
        own = self.__dict__
        if '_modules' not in own:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '_modules'")
        for hook in list(own['_forward_pre_hooks'].values()):
            found = hook(self, args)
            if found is not None:
                args = found if isinstance(found, tuple) else (found,)
        output = self.forward(*args, **kwargs)
        for hook in list(own['_forward_hooks'].values()):
            found = hook(self, args, output)
            if found is not None:
                output = found
        if own['_backward_hooks']:
            self._listen(args, output)
        return output

    def _listen(self, args, output):
        """Calls full backward hooks when the gradient of the output arrives."""
        first = output[0] if isinstance(output, tuple) else output
        if not first.requires_grad:
            return
        hooks = list(self._backward_hooks.values())

        def heard(gradient):
            for hook in hooks:
                hook(self, (None,) * len(args), (gradient,))

        first.register_hook(heard)

    # Members are attributes.

    def __setattr__(self, name, value):
        own = self.__dict__
        kinds = own.get('_parameters'), own.get('_buffers'), own.get('_modules')
        parameters, buffers, modules = kinds
        if isinstance(value, Parameter):
            if parameters is None:
                raise AttributeError('cannot assign parameters before Module.__init__() call')
            self._forget(name)
            self.register_parameter(name, value)
        elif isinstance(value, Module):
            if modules is None:
                raise AttributeError('cannot assign module before Module.__init__() call')
            if name not in modules:
                self._forget(name)
            modules[name] = value
        elif isinstance(value, Buffer):
            self._forget(name)
            self.register_buffer(name, value, value.persistent)
        elif parameters is not None and name in parameters:
            if value is not None:
                raise TypeError(f"cannot assign '{_typename(value)}' as parameter '{name}' (torch.nn.Parameter or None expected)")
            parameters[name] = None
        elif modules is not None and name in modules:
            if value is not None:
                raise TypeError(f"cannot assign '{_typename(value)}' as child module '{name}' (torch.nn.Module or None expected)")
            modules[name] = None
        elif buffers is not None and name in buffers:
            if value is not None and not isinstance(value, Tensor):
                raise TypeError(f"cannot assign '{_typename(value)}' as buffer '{name}' (torch.Tensor or None expected)")
            self._assign_buffer(name, value)
        else:
            object.__setattr__(self, name, value)

    def _forget(self, name):
        own = self.__dict__
        own.pop(name, None)
        for kind in ('_parameters', '_buffers', '_modules'):
            own[kind].pop(name, None)

    def _assign_buffer(self, name, value):
        self._buffers[name] = value

    def __getattr__(self, name):
        own = self.__dict__
        for kind in ('_parameters', '_buffers', '_modules'):
            members = own.get(kind)
            if members is not None and name in members:
                return members[name]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __delattr__(self, name):
        for kind in ('_parameters', '_buffers', '_modules'):
            if name in self.__dict__[kind]:
                del self.__dict__[kind][name]
                return
        object.__delattr__(self, name)

    def __dir__(self):
        return sorted({*object.__dir__(self), *self._parameters, *self._buffers, *self._modules})

    def register_parameter(self, name, param):
        if param is not None and not isinstance(param, Parameter):
            raise TypeError(f"cannot assign '{_typename(param)}' object to parameter '{name}' (torch.nn.Parameter or None required)")
        if '.' in name:
            raise KeyError('parameter name can\'t contain "."')
        if name == '':
            raise KeyError('parameter name can\'t be empty string ""')
        self._parameters[name] = param

    def register_buffer(self, name, tensor, persistent=True):
        if tensor is not None and not isinstance(tensor, Tensor):
            raise TypeError(f"cannot assign '{_typename(tensor)}' object to buffer '{name}' (torch Tensor or None required)")
        if hasattr(self, name) and name not in self._buffers:
            raise KeyError(f"attribute '{name}' already exists")
        self._buffers[name] = tensor
        (self._non_persistent_buffers_set.discard if persistent else self._non_persistent_buffers_set.add)(name)

    def add_module(self, name, module):
        if module is not None and not isinstance(module, Module):
            raise TypeError(f'{_typename(module)} is not a Module subclass')
        self._modules[name] = module

    register_module = add_module

    # What is inside.

    def named_modules(self, memo=None, prefix='', remove_duplicate=True):
        memo = set() if memo is None else memo
        if self in memo:
            return
        if remove_duplicate:
            memo.add(self)
        yield prefix, self
        for name, module in self._modules.items():
            if module is not None:
                yield from module.named_modules(memo, f'{prefix}.{name}' if prefix else name, remove_duplicate)

    def modules(self):
        for _, module in self.named_modules():
            yield module

    def named_children(self):
        seen = set()
        for name, module in self._modules.items():
            if module is not None and module not in seen:
                seen.add(module)
                yield name, module

    def children(self):
        for _, module in self.named_children():
            yield module

    def _members(self, kind, prefix, recurse):
        seen = set()
        for path, module in (self.named_modules(prefix=prefix) if recurse else [(prefix, self)]):
            for name, member in module.__dict__[kind].items():
                if member is None:
                    continue
                key = member._js.js_id if hasattr(member._js, 'js_id') else id(member)
                if key in seen:
                    continue
                seen.add(key)
                yield (f'{path}.{name}' if path else name), member

    def named_parameters(self, prefix='', recurse=True, remove_duplicate=True):
        return self._members('_parameters', prefix, recurse)

    def parameters(self, recurse=True):
        for _, parameter in self.named_parameters(recurse=recurse):
            yield parameter

    def named_buffers(self, prefix='', recurse=True, remove_duplicate=True):
        return self._members('_buffers', prefix, recurse)

    def buffers(self, recurse=True):
        for _, buffer in self.named_buffers(recurse=recurse):
            yield buffer

    def get_submodule(self, target):
        module = self
        for name in target.split('.') if target else []:
            if name not in module._modules:
                raise AttributeError(f'{type(module).__name__} has no attribute `{name}`')
            module = module._modules[name]
        return module

    def get_parameter(self, target):
        path, _, name = target.rpartition('.')
        module = self.get_submodule(path)
        if name not in module._parameters:
            raise AttributeError(f'{type(module).__name__} has no attribute `{name}`')
        return module._parameters[name]

    def get_buffer(self, target):
        path, _, name = target.rpartition('.')
        return self.get_submodule(path)._buffers[name]

    # What is done to all of it.

    def apply(self, fn):
        for module in self.children():
            module.apply(fn)
        fn(self)
        return self

    def train(self, mode=True):
        if not isinstance(mode, bool):
            raise ValueError('training mode is expected to be boolean')
        self.training = mode
        for module in self.children():
            module.train(mode)
        return self

    def eval(self):
        return self.train(False)

    def requires_grad_(self, requires_grad=True):
        for parameter in self.parameters():
            parameter.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none=True):
        for parameter in self.parameters():
            if set_to_none:
                parameter.grad = None
            elif parameter.grad is not None:
                parameter.grad = parameter.grad.detach().zero_()

    def to(self, *args, **kwargs):
        from .. import _types
        for one in (*args, *kwargs.values()):
            if isinstance(one, (str, _types.device)):
                _types.only_cpu(one)
            elif isinstance(one, _types.dtype):
                self._convert(one)
        return self

    def _convert(self, dtype):
        for parameter in self.parameters():
            if parameter.is_floating_point():
                parameter.data = parameter.detach().to(dtype)
        for module in self.modules():
            for name, buffer in module._buffers.items():
                if buffer is not None and buffer.is_floating_point():
                    module._assign_buffer(name, buffer.to(dtype))

    def float(self):
        from .._types import float32
        return self.to(float32)

    def double(self):
        from .._types import float64
        return self.to(float64)

    def cpu(self):
        return self

    def cuda(self, device=None):
        from .._types import only_cpu
        only_cpu('cuda')

    def compile(self, *args, **kwargs):
        """Of no effect: operations here run one by one."""

    # Saving and loading.

    def state_dict(self, destination=None, prefix='', keep_vars=False):
        state = OrderedDict() if destination is None else destination
        for name, parameter in self._parameters.items():
            if parameter is not None:
                state[prefix + name] = parameter if keep_vars else parameter.detach()
        for name, buffer in self._buffers.items():
            if buffer is not None and name not in self._non_persistent_buffers_set:
                state[prefix + name] = buffer if keep_vars else buffer.detach()
        for name, module in self._modules.items():
            if module is not None:
                module.state_dict(state, f'{prefix}{name}.', keep_vars)
        return state

    def load_state_dict(self, state_dict, strict=True, assign=False):
        from .._grad_mode import no_grad
        wanted = self.state_dict(keep_vars=True)
        missing = [name for name in wanted if name not in state_dict]
        unexpected = [name for name in state_dict if name not in wanted]
        problems = []
        if strict and unexpected:
            problems.append('Unexpected key(s) in state_dict: {}. '.format(', '.join(f'"{one}"' for one in unexpected)))
        if strict and missing:
            problems.insert(0, 'Missing key(s) in state_dict: {}. '.format(', '.join(f'"{one}"' for one in missing)))
        with no_grad():
            for name, member in wanted.items():
                if name not in state_dict:
                    continue
                given = state_dict[name]
                if given.shape != member.shape:
                    problems.append(f'size mismatch for {name}: copying a param with shape {given.shape} from '
                                    f'checkpoint, the shape in current model is {member.shape}.')
                else:
                    member.copy_(given)
        if problems:
            lines = '\n\t'.join(problems)
            raise RuntimeError(f'Error(s) in loading state_dict for {type(self).__name__}:\n\t{lines}')
        return _IncompatibleKeys(missing, unexpected)

    # Hooks.

    def _hook(self, hooks, hook):
        handle = RemovableHandle(hooks)
        hooks[handle.id] = hook
        return handle

    def register_forward_hook(self, hook, *, prepend=False, with_kwargs=False, always_call=False):
        return self._hook(self._forward_hooks, hook)

    def register_forward_pre_hook(self, hook, *, prepend=False, with_kwargs=False):
        return self._hook(self._forward_pre_hooks, hook)

    def register_full_backward_hook(self, hook, prepend=False):
        return self._hook(self._backward_hooks, hook)

    # Printing.

    def _get_name(self):
        return type(self).__name__

    def extra_repr(self):
        return ''

    def __repr__(self):
        extra = self.extra_repr()
        own = extra.split('\n') if extra else []
        children = [f'({name}): {_indented(repr(module))}' for name, module in self._modules.items()]
        lines = own + children
        if not children and len(own) <= 1:
            return f'{self._get_name()}({extra})'
        return self._get_name() + '(\n  ' + '\n  '.join(lines) + '\n)'


def _typename(value):
    from .._extras import typename
    return typename(value)
