"""Gradients: ``torch.autograd.grad``, functions of one's own."""
from .._bridge import check, engine, js, options, take
from .._grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled
from .._missing import missing_name
from .._tensor import Tensor
from . import _function as function
from ._function import Function

Variable = Tensor


def _list(value):
    return [value] if isinstance(value, Tensor) else list(value)


def grad(outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, only_inputs=True,
         allow_unused=None, is_grads_batched=False, materialize_grads=False):
    """The gradients of outputs with respect to inputs."""
    named = {'create_graph': create_graph, 'retain_graph': create_graph if retain_graph is None else retain_graph,
             'allow_unused': bool(allow_unused or materialize_grads)}
    if grad_outputs is not None:
        named['grad_outputs'] = _list(grad_outputs)
    wanted = _list(inputs)
    check(_grad(js(_list(outputs)), js(wanted), options(named)))
    found = take()
    if materialize_grads:
        found = [one if one is not None else wanted[i].new_zeros(wanted[i].shape) for i, one in enumerate(found)]
    return tuple(found)


_grad = engine.bind('grad')


def backward(tensors, grad_tensors=None, retain_graph=None, create_graph=False, grad_variables=None, inputs=None):
    """Adds gradients to the leaves, or only to `inputs`."""
    outputs = _list(tensors)
    starts = [None] * len(outputs) if grad_tensors is None else _list(grad_tensors)
    if inputs is None:
        for i, (one, start) in enumerate(zip(outputs, starts)):
            one.backward(start, retain_graph or create_graph or i + 1 < len(outputs), create_graph)
        return
    leaves = _list(inputs)
    found = grad(outputs, leaves, grad_tensors, retain_graph, create_graph, allow_unused=True)
    for leaf, one in zip(leaves, found):
        if one is not None:
            leaf.grad = one if leaf.grad is None else leaf.grad + one


class set_detect_anomaly:
    """Of no effect here: an error says where it is."""

    def __init__(self, mode=True, check_nan=True):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


detect_anomaly = set_detect_anomaly


def __getattr__(name):
    raise missing_name('torch.autograd', name)


from . import functional  # noqa: E402  (it uses grad)
