"""Gradients clipped, parameters as one vector."""
from .._bridge import engine, js, options, result


def _tensors(parameters):
    from .._tensor import Tensor
    return js([parameters] if isinstance(parameters, Tensor) else list(parameters))


def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    """Scales the gradients down to a total norm. @returns the total norm before"""
    named = options({'norm_type': float(norm_type), 'error_if_nonfinite': error_if_nonfinite})
    return result(_clip_norm(_tensors(parameters), float(max_norm), named))


def clip_grad_value_(parameters, clip_value, foreach=None):
    """Holds each gradient within ± a value."""
    found = _clip_value(_tensors(parameters), float(clip_value))
    if found is None:
        result(found)


def parameters_to_vector(parameters):
    return result(_to_vector(_tensors(parameters)))


def vector_to_parameters(vec, parameters):
    found = _to_parameters(vec._js, _tensors(parameters))
    if found is None:
        result(found)


_clip_norm = engine.bind('nn.utils.clipGradNorm_')
_clip_value = engine.bind('nn.utils.clipGradValue_')
_to_vector = engine.bind('nn.utils.parametersToVector')
_to_parameters = engine.bind('nn.utils.vectorToParameters')


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(name)
    from .._missing import missing_name
    raise missing_name('torch.nn.utils', name)
