"""What PyTorch has and is not here raises an error that names it."""

table = 'the table of PyTorch names, /api/pytorch/'


def missing_method(name):
    from ._names import is_torch
    if is_torch('torch.Tensor', name):
        return _named(AttributeError, f'Tensor.{name}')
    return AttributeError(f"'Tensor' object has no attribute '{name}'")


def missing_name(module, name):
    from ._names import is_torch
    if is_torch(module, name):
        return _named(AttributeError, f'{module}.{name}')
    return AttributeError(f"module '{module}' has no attribute '{name}'")


def _named(kind, name):
    error = kind(f'{name} is part of PyTorch and not of this engine; see {table}')
    error._lexigrad = ('python-missing', f'{{"name": "{name}"}}')
    return error
