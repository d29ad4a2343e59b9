"""Jacobians and Hessians, row by row."""
from .. import _creation
from . import grad


def _tuple(value):
    return value if isinstance(value, tuple) else (value,)


def _leaves(inputs):
    return tuple(one.detach().clone().requires_grad_() for one in _tuple(inputs))


def jacobian(func, inputs, create_graph=False, strict=False, vectorize=False, strategy='reverse-mode'):
    """The derivative of each output with respect to each input."""
    import torch
    leaves = _leaves(inputs)
    answer = func(*leaves)
    outputs = _tuple(answer)
    found = []
    for output in outputs:
        rows = [[] for _ in leaves]
        for one in output.reshape(-1):
            gradients = grad(one, leaves, retain_graph=True, create_graph=create_graph, allow_unused=True)
            for row, gradient, leaf in zip(rows, gradients, leaves):
                row.append(torch.zeros_like(leaf) if gradient is None else gradient)
        found.append(tuple(torch.stack(row).reshape(*output.shape, *leaf.shape) for row, leaf in zip(rows, leaves)))
    if not isinstance(inputs, tuple):
        found = [one[0] for one in found]
    return tuple(found) if isinstance(answer, tuple) else found[0]


def hessian(func, inputs, create_graph=False, strict=False, vectorize=False, outer_jacobian_strategy='reverse-mode'):
    """The second derivatives of one number."""
    single = not isinstance(inputs, tuple)

    def gradient(*leaves):
        leaves = tuple(one if one.requires_grad else one.requires_grad_() for one in leaves)
        found = grad(func(*leaves), leaves, create_graph=True)
        return found[0] if single else found

    return jacobian(gradient, inputs, create_graph=create_graph)


def vjp(func, inputs, v=None, create_graph=False, strict=False):
    """The outputs, and a vector times their Jacobian."""
    leaves = _leaves(inputs)
    outputs = func(*leaves)
    found = grad(outputs, leaves, v, create_graph=create_graph, allow_unused=True)
    return outputs.detach(), found if isinstance(inputs, tuple) else found[0]
