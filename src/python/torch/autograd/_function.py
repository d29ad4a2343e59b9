"""Operations of one's own: ``class Square(torch.autograd.Function)``."""
from .._bridge import check, engine, js, raised, take
from .._grad_mode import is_grad_enabled, no_grad
from .._tensor import Tensor, wrap


class Context:
    """What forward leaves for backward."""

    def __init__(self, needs):
        self.needs_input_grad = needs
        self.saved_tensors = ()
        self._no_gradient = ()
        self._sets_zero = True

    def save_for_backward(self, *tensors):
        self.saved_tensors = tensors

    def mark_non_differentiable(self, *tensors):
        self._no_gradient = tensors

    def mark_dirty(self, *tensors):
        pass

    def set_materialize_grads(self, value):
        self._sets_zero = value


class Function:
    """Its `forward` computes, its `backward` takes the gradients of the outputs and gives those of the inputs."""

    @staticmethod
    def forward(*args, **kwargs):
        raise NotImplementedError('You must implement the forward function for custom autograd.Function.')

    @staticmethod
    def backward(ctx, *grad_outputs):
        raise NotImplementedError('You must implement either the backward or vjp method for your custom '
                                  'autograd.Function to use it with backward mode AD.')

    @classmethod
    def apply(cls, *args, **kwargs):
        inputs = [one for one in args if isinstance(one, Tensor)]
        recorded = is_grad_enabled() and any(one.requires_grad for one in inputs)
        ctx = Context(tuple(isinstance(one, Tensor) and one.requires_grad for one in args))
        with no_grad():
            if hasattr(cls, 'setup_context'):
                answer = cls.forward(*args, **kwargs)
                cls.setup_context(ctx, args, answer)
            else:
                answer = cls.forward(ctx, *args, **kwargs)
        outputs = answer if isinstance(answer, tuple) else (answer,)
        if not recorded:
            return answer
        made = [one.view_as(one) if any(one is other for other in inputs) else one for one in outputs]
        tensors = [one for one in made if isinstance(one, Tensor)]

        def backward(*gradients):
            try:
                found = cls.backward(ctx, *[wrap(one) for one in gradients])
                found = found if isinstance(found, tuple) else (found,)
                if len(found) != len(args):
                    raise RuntimeError(f'function {cls.__name__}Backward returned an incorrect number of gradients '
                                       f'(expected {len(args)}, got {len(found)})')
                wanted = [value for one, value in zip(args, found) if isinstance(one, Tensor)]
                return engine.array(*[js(one) for one in wanted])
            except BaseException as error:
                raised.append(error)
                raise

        from pyodide.ffi import create_proxy
        check(engine.customFunction(f'{cls.__name__}Backward', engine.array(*[one._js for one in inputs]),
                                    engine.array(*[one._js for one in tensors]), create_proxy(backward)))
        results = iter(take())
        made = [next(results) if isinstance(one, Tensor) else one for one in made]
        return tuple(made) if isinstance(answer, tuple) else made[0]


def once_differentiable(function):
    return function
