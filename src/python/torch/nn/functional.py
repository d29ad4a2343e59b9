"""What layers compute, as functions."""
from .._namespace import lookup

__getattr__ = lookup('torch.nn.functional', 'torch.nn.functional', 'functional.', globals())
