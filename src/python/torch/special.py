"""Special functions, which stand beside the others in the engine."""
from ._namespace import lookup

__getattr__ = lookup('torch.special', 'torch.special', '', globals())
