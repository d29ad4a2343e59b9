"""Optimisers: the engine's, and those that a program writes itself."""
from collections import defaultdict

from .._bridge import camel, check, converts, engine, fail, js, options, result, snake, take
from .._tensor import Tensor


def _groups(params):
    if isinstance(params, Tensor):
        raise TypeError(f'params argument given to the optimizer should be an iterable of Tensors or dicts, but got {params.type()}')
    groups = list(params)
    if not groups:
        raise ValueError('optimizer got an empty parameter list')
    if not isinstance(groups[0], dict):
        groups = [{'params': groups}]
    for group in groups:
        group['params'] = [group['params']] if isinstance(group['params'], Tensor) else list(group['params'])
        for one in group['params']:
            if isinstance(one, tuple):
                group['params'] = [parameter for _, parameter in group['params']]
                break
            if not isinstance(one, Tensor):
                raise TypeError(f'optimizer can only optimize Tensors, but one of the params is {type(one).__name__}')
    return groups


class _Group(dict):
    """Options of one group of parameters: read from the engine, where schedules change them, and written there."""

    def __init__(self, group, params):
        super().__init__(params=params)
        self._js = group

    def __getitem__(self, name):
        if name == 'params':
            return dict.__getitem__(self, name)
        if not engine.member(self._js, camel(name)):
            raise KeyError(name)
        found = take()
        if isinstance(found, list):
            return tuple(found)
        return float(found) if name in ('lr', 'initial_lr', 'weight_decay', 'momentum', 'eps') and type(found) is int \
            and name in ('lr', 'initial_lr') else found

    def __setitem__(self, name, value):
        if name == 'params':
            dict.__setitem__(self, name, value)
        else:
            check(engine.setMember(self._js, camel(name), js(value)))

    def get(self, name, default=None):
        return self[name] if name in self else default

    def setdefault(self, name, default=None):
        if name not in self:
            self[name] = default
        return self[name]

    def __contains__(self, name):
        return name == 'params' or engine.member(self._js, camel(name))

    def keys(self):
        check(engine.bindKeys(self._js))
        return ['params', *(snake(name) for name in take() if name != 'params')]

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self.keys())

    def values(self):
        return [self[name] for name in self.keys()]

    def items(self):
        return [(name, self[name]) for name in self.keys()]

    def update(self, other):
        for name, value in other.items():
            self[name] = value

    def __repr__(self):
        return repr(dict(self.items()))


class Optimizer:
    """What a program's own optimiser begins with."""

    def __init__(self, params, defaults):
        self.defaults = defaults
        self.state = defaultdict(dict)
        self.param_groups = [{**defaults, **group} for group in _groups(params)]

    def zero_grad(self, set_to_none=True):
        for group in self.param_groups:
            for parameter in group['params']:
                if set_to_none:
                    parameter.grad = None
                elif parameter.grad is not None:
                    parameter.grad = parameter.grad.detach().zero_()

    def step(self, closure=None):
        raise NotImplementedError

    def add_param_group(self, param_group):
        self.param_groups.append({**self.defaults, **_groups([param_group])[0]})

    def state_dict(self):
        return {'state': dict(enumerate(self.state.values())),
                'param_groups': [{key: value for key, value in group.items() if key != 'params'} for group in self.param_groups]}


class EngineOptimizer(Optimizer):
    """One of the engine's."""
    _construct = None

    def __init__(self, params, *args, **kwargs):
        groups = _groups(params)
        for name in ('foreach', 'fused', 'capturable', 'differentiable'):
            kwargs.pop(name, None)
        given = [engine.options(*_pairs(group)) for group in groups]
        rest = [js(one) for one in args] + ([options(kwargs)] if kwargs else [])
        if self._construct(engine.array(*given), *rest) is None:
            fail()
        engine.take()
        self._js = engine.object(0)
        self._params = [group['params'] for group in groups]
        self._hooks = []

    @property
    def param_groups(self):
        engine.member(self._js, 'paramGroups')
        engine.take()
        groups = self._js.paramGroups
        return [_Group(groups[i], params) for i, params in enumerate(self._params)]

    @property
    def defaults(self):
        engine.member(self._js, 'defaults')
        return {snake(name): value for name, value in take().items()}

    @property
    def state(self):
        state = self.state_dict()['state']
        flat = [parameter for params in self._params for parameter in params]
        return {flat[int(place)]: value for place, value in state.items()}

    def zero_grad(self, set_to_none=True):
        check(engine.callMember(self._js, 'zeroGrad', engine.options('setToNone', set_to_none)))

    def step(self, closure=None):
        if closure is None:
            check(engine.callMember(self._js, 'step'))
            return None
        return result(engine.callMember(self._js, 'step', js(lambda: closure())))

    def add_param_group(self, param_group):
        group = _groups([param_group])[0]
        check(engine.callMember(self._js, 'addParamGroup', engine.options(*_pairs(group))))
        self._params.append(group['params'])

    def state_dict(self):
        check(engine.callMember(self._js, 'stateDict'))
        found = take()
        return {
            'state': {int(place): {snake(key): value for key, value in one.items()} for place, one in found['state'].items()},
            'param_groups': [{snake(key): value for key, value in group.items()} for group in found['paramGroups']],
        }

    def load_state_dict(self, state_dict):
        state = engine.options(*[one for place, value in state_dict['state'].items() for one in (str(place), options(value))])
        groups = js([group for group in state_dict['param_groups']])
        check(engine.callMember(self._js, 'loadStateDict', engine.options('state', state, 'paramGroups', groups)))

    def __repr__(self):
        return engine.printed(self._js)


def _pairs(group):
    pairs = []
    for name, value in group.items():
        pairs += (camel(name), js(value))
    return pairs


def _js_of(optimizer):
    if isinstance(optimizer, EngineOptimizer):
        return optimizer._js
    raise TypeError(f'{type(optimizer).__name__} is an optimizer of Python; a schedule of the engine takes one of torch.optim')


converts(Optimizer, _js_of)
