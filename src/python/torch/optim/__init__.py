"""Optimisers and their schedules."""
from .._bridge import engine as _engine
from .._missing import missing_name
from . import lr_scheduler
from .optimizer import EngineOptimizer as _EngineOptimizer, Optimizer


def __getattr__(name):
    if name.startswith('__') or _engine.kindOf(f'optim.{name}') != 'class':
        if name.startswith('__'):
            raise AttributeError(name)
        raise missing_name('torch.optim', name)
    found = type(name, (_EngineOptimizer,), {
        '_construct': staticmethod(_engine.construct(f'optim.{name}')), '__module__': 'torch.optim'})
    globals()[name] = found
    return found
