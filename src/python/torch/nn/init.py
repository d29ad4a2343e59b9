"""First numbers of parameters."""
from .._namespace import lookup

__getattr__ = lookup('torch.nn.init', 'torch.nn.init', 'nn.init.', globals())
