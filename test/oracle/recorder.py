"""Records calls of PyTorch as cases for the tests: inputs, arguments, output, a gradient to start from, gradients."""
import json
import math
import pathlib
import warnings

import numpy
import torch

warnings.simplefilter("ignore")


def plain(number, dtype):
    if isinstance(number, bool):
        return number
    if math.isnan(number):
        return "nan"
    if math.isinf(number):
        return "inf" if number > 0 else "-inf"
    return float(str(numpy.float32(number))) if dtype == torch.float32 else number


def recorded(tensor, requires_grad=False):
    if torch._is_zerotensor(tensor):
        tensor = torch.zeros(tensor.shape, dtype=tensor.dtype)
    case = {"shape": list(tensor.shape), "data": [plain(x, tensor.dtype) for x in tensor.detach().reshape(-1).tolist()]}
    if tensor.dtype != torch.float32:
        case["dtype"] = str(tensor.dtype).removeprefix("torch.")
    if requires_grad:
        case["requires_grad"] = True
    return case


class Recorder:
    def __init__(self, name, seed=0):
        self.name = name
        self.cases = []
        self.generator = torch.Generator().manual_seed(seed)

    def normal(self, *shape, scale=1.0, shift=0.0, grad=True, dtype=torch.float32):
        numbers = torch.randn(shape, generator=self.generator).mul(scale).add(shift).to(dtype)
        return numbers.requires_grad_(grad)

    def uniform(self, *shape, low=0.0, high=1.0, grad=True, dtype=torch.float32):
        numbers = torch.rand(shape, generator=self.generator).mul(high - low).add(low).to(dtype)
        return numbers.requires_grad_(grad)

    def whole(self, low, high, *shape):
        return torch.randint(low, high, shape, generator=self.generator)

    def case(self, op, *args, module="torch", pick=None, **kwargs):
        inputs = []

        def marked(value):
            if isinstance(value, torch.Tensor):
                # Each use is an input of its own.
                leaf = value.detach().clone().requires_grad_(value.requires_grad)
                inputs.append(leaf)
                return leaf, {"$": len(inputs) - 1}
            if isinstance(value, (list, tuple)):
                pairs = [marked(item) for item in value]
                return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
            if isinstance(value, torch.dtype):
                return value, str(value).removeprefix("torch.")
            if isinstance(value, float):
                return value, plain(value, torch.float64)
            return value, value

        real = [marked(arg) for arg in args]
        named = {name: marked(value) for name, value in kwargs.items()}
        space = {"torch": torch, "F": torch.nn.functional, "Tensor": torch.Tensor, "linalg": torch.linalg}[module]
        result = getattr(space, op)(*(r for r, _ in real), **{name: r for name, (r, _) in named.items()})
        output = result if pick is None else result[pick]
        case = {
            "op": op,
            "module": module,
            "inputs": [recorded(x, x.requires_grad) for x in inputs],
            "args": [m for _, m in real],
            "kwargs": {name: m for name, (_, m) in named.items()},
            "output": recorded(output),
        }
        if pick is not None:
            case["pick"] = pick
        if output.requires_grad:
            upstream = torch.randn(output.shape, generator=self.generator).to(output.dtype)
            output.backward(upstream)
            case["upstream"] = recorded(upstream)
            case["grads"] = [None if x.grad is None else recorded(x.grad) for x in inputs]
            if output.grad_fn is not None:
                case["grad_fn"] = output.grad_fn.name()
        self.cases.append(case)

    def save(self):
        text = ",\n".join(json.dumps(case) for case in self.cases)
        out = f'{{"made_with": "PyTorch {torch.__version__}", "cases": [\n{text}\n]}}\n'
        pathlib.Path(__file__).with_name(f"{self.name}.json").write_text(out)
        print(len(self.cases), "cases")
