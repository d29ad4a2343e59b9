"""Linear algebra."""
from ._namespace import lookup

__getattr__ = lookup('torch.linalg', 'torch.linalg', 'linalg.', globals())
