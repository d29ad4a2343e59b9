"""Schedules of the learning rate."""
from .._bridge import camel, check, converts, engine, fail, js, options, snake, take
from .._missing import missing_name


class LRScheduler:
    """What all schedules share; `step` once an epoch, after the optimiser's."""
    _construct = None

    def __init__(self, optimizer, *args, **kwargs):
        kwargs.pop('verbose', None)
        given = [js(optimizer)] + [js(one) for one in args] + ([options(kwargs)] if kwargs else [])
        if self._construct is None:
            raise missing_name('torch.optim.lr_scheduler', 'LRScheduler.__init__')
        if self._construct(*given) is None:
            fail()
        engine.take()
        self._js = engine.object(0)
        self.optimizer = optimizer

    def step(self, metrics=None, epoch=None):
        given = [js(float(metrics))] if metrics is not None and 'Plateau' in type(self).__name__ else \
            [metrics] if metrics is not None else []
        check(engine.callMember(self._js, 'step', *given))

    def get_last_lr(self):
        check(engine.callMember(self._js, 'getLastLr'))
        return [float(one) for one in take()]

    def state_dict(self):
        check(engine.callMember(self._js, 'stateDict'))
        return {snake(key): value for key, value in take().items()}

    def load_state_dict(self, state_dict):
        check(engine.callMember(self._js, 'loadStateDict', options(state_dict)))

    def __getattr__(self, name):
        if name.startswith('_') and name != '_last_lr':
            raise AttributeError(name)
        if not engine.member(self._js, camel(name.lstrip('_'))):
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        return take()


_LRScheduler = LRScheduler
converts(LRScheduler, lambda value: value._js)


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(name)
    if engine.kindOf(f'optim.lrScheduler.{name}') != 'class':
        raise missing_name('torch.optim.lr_scheduler', name)
    found = type(name, (LRScheduler,), {
        '_construct': staticmethod(engine.construct(f'optim.lrScheduler.{name}')),
        '__module__': 'torch.optim.lr_scheduler'})
    globals()[name] = found
    return found
