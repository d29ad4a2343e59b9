"""Records activations and softmaxes of PyTorch into activations.json."""
import torch

from recorder import Recorder

r = Recorder("activations", seed=11)
inf, nan = float("inf"), float("nan")
edges = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 3.0, -3.0, 6.0, 1e-4, -1e-4, -5.0, 10.0, -10.0, 20.0, 25.0, -25.0, 100.0, -100.0, inf, -inf, nan]


def edge():
    return torch.tensor(edges).requires_grad_()


def F(op, *args, **kwargs):
    r.case(op, *args, module="F", **kwargs)


plain = "relu relu6 leaky_relu elu selu celu gelu silu mish hardtanh hardsigmoid hardswish softplus softsign tanhshrink softshrink hardshrink logsigmoid rrelu tanh sigmoid".split()
for name in plain:
    F(name, r.normal(2, 3, 2, scale=2))
    F(name, r.normal(scale=2))
    F(name, torch.zeros(2, 0).requires_grad_())
    F(name, r.normal(5, scale=2, dtype=torch.float64))
    F(name, edge())
for name in "relu selu celu rrelu tanh sigmoid hardshrink".split():
    r.case(name, r.normal(4))
for name in "relu relu6 hardtanh softsign tanhshrink".split():
    F(name, torch.tensor([-3, 0, 2, 9]))
F("gelu", r.normal(3, 4, scale=3), approximate="tanh")
F("gelu", edge(), approximate="tanh")
F("leaky_relu", edge(), 0.3)
F("leaky_relu", edge(), negative_slope=-0.1)
F("elu", edge(), 0.7)
F("elu", edge(), alpha=2.0)
F("celu", edge(), alpha=0.5)
F("celu", edge(), 2.0)
F("hardtanh", edge(), -2.0, 0.5)
F("hardtanh", edge(), min_val=0.0, max_val=3.0)
F("softplus", edge(), 2.0)
F("softplus", edge(), beta=0.5, threshold=4.0)
F("softshrink", edge(), 1.0)
F("softshrink", torch.tensor([0.1, -0.1, 0.3]).requires_grad_(), lambd=0.1)
F("hardshrink", edge(), lambd=1.0)
F("hardshrink", torch.tensor([0.1, -0.1, 0.3]).requires_grad_(), 0.1)
F("threshold", edge(), 0.5, -7.0)
F("threshold", torch.tensor([0.1, 0.2]).requires_grad_(), 0.1, 20.0)
F("threshold", edge(), threshold=1.0, value=3.0)
r.case("threshold", r.normal(4), 0.1, 20.0)
F("threshold", torch.tensor([-3, 0, 2]), 0, 5)
F("rrelu", edge(), 0.1, 0.5)
F("rrelu", edge(), lower=0.25, upper=0.25)
F("prelu", r.normal(2, 3, 2), r.normal(3))
F("prelu", r.normal(2, 3), r.normal(1))
F("prelu", r.normal(4, 3), r.normal(3))
F("prelu", r.normal(4), r.normal(1))
F("prelu", r.normal(), r.normal(1))
F("prelu", edge(), torch.tensor([0.25]).requires_grad_())
r.case("prelu", r.normal(2, 3, 2, 2), r.normal(3))
F("glu", r.normal(3, 4))
F("glu", r.normal(4, 3, 2), dim=0)
F("glu", r.normal(2, 6, 2), 1)
F("glu", r.normal(2, 6, dtype=torch.float64), dim=-1)
F("glu", torch.tensor([inf, 1.0, -inf, 100.0, -100.0, nan]).requires_grad_())

for name in "softmax log_softmax softmin".split():
    for dim in (0, 1, -1, -2):
        F(name, r.normal(3, 4, scale=3), dim=dim)
    for dim in (0, 1, 2):
        F(name, r.normal(2, 3, 4), dim=dim)
    F(name, r.normal(2, 3, 4, 2), dim=1)
    F(name, r.normal(6), 0)
    F(name, r.normal(), dim=0)
    F(name, torch.zeros(0, 3).requires_grad_(), dim=0)
    F(name, torch.zeros(0, 3).requires_grad_(), dim=1)
    F(name, r.normal(3, 0), dim=1)
    F(name, r.normal(2, 1), dim=1)
    F(name, r.normal(3, 4, dtype=torch.float64), dim=1)
    F(name, torch.tensor([1, 2, 3]), dim=0, dtype=torch.float32)
    F(name, r.normal(4), dim=0, dtype=torch.float64)
    for row in ([1000.0, 0.0, -1000.0], [10.0, 0.0, 1.0], [-inf, 0.0, 1.0], [inf, 0.0, 1.0], [-inf, -inf, -inf], [nan, 0.0, 1.0], [1e4, 1e4 - 1, 1e4 + 1], [16.0, 0.0, 0.0], [90.0, 89.0, -90.0]):
        F(name, torch.tensor(row).requires_grad_(), dim=0)
    for shape in ((5,), (2, 3), (2, 3, 2), (2, 2, 2, 2), ()):
        F(name, r.normal(*shape))
    F(name, r.normal(17, scale=4), dim=0)
    F(name, r.normal(2, 40, scale=4), dim=1)
r.case("softmax", r.normal(3, 4), dim=1)
r.case("log_softmax", r.normal(3, 4), 0)
r.save()
