"""Records pointwise functions of PyTorch into pointwise.json."""
import torch

from recorder import Recorder

r = Recorder("pointwise", seed=7)
inf, nan = float("inf"), float("nan")
edges = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -3.0, 1e-4, -1e-4, 30.0, -30.0, 100.0, -100.0, 1e10, inf, -inf, nan]


def edge(*, grad=True, dtype=torch.float32):
    return torch.tensor(edges, dtype=dtype).requires_grad_(grad)


everywhere = "sin cos tan atan sinh cosh tanh asinh exp exp2 expm1 sigmoid abs sign sgn floor ceil round trunc frac erf erfc reciprocal square nan_to_num deg2rad rad2deg sinc".split()
inside = "asin acos atanh erfinv logit".split()
positive = "log log2 log10 log1p sqrt rsqrt lgamma digamma".split()
for name in everywhere + inside + positive + ["acosh"]:
    low, high = (-3, 3) if name in everywhere else (-0.95, 0.95) if name in inside else (1.1, 4) if name == "acosh" else (0.05, 5)
    if name == "logit":
        low = 0.05
    r.case(name, r.uniform(2, 3, 2, low=low, high=high))
    r.case(name, r.uniform(low=low, high=high))
    r.case(name, torch.zeros(0, 3).requires_grad_())
    r.case(name, r.uniform(5, low=low, high=high, dtype=torch.float64))
    if name not in ("lgamma", "digamma", "erfinv"):
        r.case(name, edge())
    if name != "frac":
        r.case(name, torch.tensor([0, 1, 2, 5]))
for name in "lgamma digamma".split():
    r.case(name, torch.tensor([0.5, 1.0, 1.5, 2.0, 3.0, 0.1, 10.0, 100.0, -0.5, -1.5, -2.25, inf]).requires_grad_())
r.case("digamma", torch.tensor([0.0, -0.0, -1.0, -2.0, nan, -inf]))
r.case("lgamma", torch.tensor([0.0, -1.0, -2.0, nan, -inf]))
r.case("erfinv", torch.tensor([-1.0, -0.999, -0.5, 0.0, 1e-3, 0.9, 0.99999, 1.0, 1.5, nan]))
r.case("polygamma", 1, r.uniform(4, low=0.2, high=6))
r.case("polygamma", 2, r.uniform(4, low=0.2, high=6))
r.case("polygamma", 0, r.uniform(4, low=0.2, high=6))
r.case("logit", torch.tensor([-0.1, 0.0, 0.05, 0.5, 0.95, 1.0, 1.1]).requires_grad_(), eps=0.1)
r.case("logit", torch.tensor([-0.1, 0.0, 0.05, 0.5, 0.95, 1.0, 1.1]).requires_grad_(), 1e-6)
r.case("nan_to_num", edge(), nan=2.5)
r.case("nan_to_num", edge(), nan=1.0, posinf=9.0, neginf=-7.0)
r.case("nan_to_num", edge(), 1.0, 2.0, 3.0)
r.case("nan_to_num", edge(dtype=torch.float64))
r.case("round", torch.tensor([0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 3.49999]).requires_grad_())
r.case("round", torch.tensor([1.2345, 2.675, -1.005, 0.125, 0.135]).requires_grad_(), decimals=2)
r.case("round", torch.tensor([1250.0, 1350.0, 149.0, -51.0]).requires_grad_(), decimals=-2)
r.case("round", torch.tensor([1.2345, 2.675, -1.005], dtype=torch.float64), decimals=2)
r.case("fix", r.normal(4, scale=3))
r.case("absolute", r.normal(4))
r.case("arcsin", r.uniform(4, low=-1, high=1))
r.case("arccos", r.uniform(4, low=-1, high=1))
r.case("arctan", r.normal(4))
for name in "sign sgn isnan isinf isfinite isposinf isneginf signbit logical_not".split():
    r.case(name, edge(grad=False))
    r.case(name, torch.tensor([0, 1, -2, 5]))
    r.case(name, torch.tensor([True, False]))
r.case("bitwise_not", torch.tensor([0, 1, -2, 5, 2**40]))
r.case("bitwise_not", torch.tensor([True, False]))
r.case("abs", torch.tensor([0, -1, 2]))
r.case("square", torch.tensor([True, False]))

shapes = [((3, 4), (3, 4)), ((3, 1), (4,)), ((), (2, 2)), ((2, 1, 3), (4, 1)), ((0, 3), (1, 3))]
two = "atan2 maximum minimum fmax fmin fmod remainder hypot logaddexp logaddexp2 copysign".split()
for name in two:
    for a, b in shapes:
        r.case(name, r.normal(*a, scale=2), r.normal(*b, scale=2))
    r.case(name, r.normal(3, 2), r.normal(2, dtype=torch.float64))
    pairs = torch.tensor([(a, b) for a in [0.0, 1.0, -1.0, 2.5, -7.0, inf, -inf, nan] for b in [0.0, 1.0, -1.0, 2.0, -3.0, inf, -inf, nan]])
    r.case(name, pairs[:, 0].clone().requires_grad_(), pairs[:, 1].clone().requires_grad_())
for name in "atan2 maximum minimum fmax fmin fmod remainder floor_divide copysign true_divide".split():
    r.case(name, torch.tensor([7, -7, 3, -9, 0]), torch.tensor([2, 3, -3, -2, 5]))
for name in "maximum minimum fmax fmin".split():
    r.case(name, torch.tensor([True, False]), torch.tensor([False, False]))
    r.case(name, torch.tensor([1.0, 2.0, 2.0]).requires_grad_(), torch.tensor([2.0, 2.0, 1.0]).requires_grad_())
    r.case(name, torch.tensor([1, 2, 3]), torch.tensor([1.5, 2.0, 2.5]).requires_grad_())
for name in "fmod remainder floor_divide true_divide copysign xlogy".split():
    x = r.uniform(4, low=0.5, high=6) if name == "xlogy" else r.normal(4, scale=4, grad=name != "floor_divide")
    for number in (2, 1.5, -3.0, 0.1):
        if name != "xlogy" or number > 0:
            r.case(name, x, number)
floats = torch.tensor([7.0, -7.0, 0.0, -1.0, 1.0, inf, nan, 6.0, -6.0, 0.3])
divisors = torch.tensor([2.0, 2.0, -3.0, 0.0, inf, 2.0, 1.0, 0.1, 0.1, 0.1])
r.case("floor_divide", floats, divisors)
r.case("floor_divide", -floats, divisors)
r.case("floor_divide", torch.tensor([-1.0, 1.0]), torch.tensor([inf, -inf]))
for mode in ("trunc", "floor"):
    r.case("div", r.normal(3, 2, scale=4), r.normal(2), rounding_mode=mode)
    r.case("div", floats, divisors, rounding_mode=mode)
    r.case("div", torch.tensor([7, -7, 3, -9]), torch.tensor([2, 3, -3, -2]), rounding_mode=mode)
    r.case("div", r.normal(4, scale=4), 1.5, rounding_mode=mode)
r.case("xlogy", torch.tensor([0.0, 0.0, 1.0, 2.0, nan]).requires_grad_(), torch.tensor([0.0, -1.0, 0.0, 3.0, 1.0]).requires_grad_())
r.case("xlogy", r.normal(3, 1), r.uniform(2, low=0.1, high=3))
r.case("xlogy", torch.tensor([3, 0]), torch.tensor([4, 2]))
r.case("xlogy", 2.0, r.uniform(3, low=0.1, high=3))
r.case("heaviside", torch.tensor([3.0, 0.0, -1.0, -0.0, nan, inf]), torch.tensor([4.0]))
r.case("heaviside", torch.tensor([3, 0, -1]), torch.tensor([4]))
r.case("logaddexp", torch.tensor([inf, -inf, 1000.0, -inf]), torch.tensor([inf, -inf, 0.0, 2.0]))

r.case("clamp", r.normal(3, 4), min=-0.5, max=0.5)
r.case("clamp", r.normal(3, 4), max=0.1)
r.case("clamp", r.normal(3, 4), -0.3, 0.1)
r.case("clamp", torch.tensor([-1.0, 0.1, 0.5, 1.0, nan, inf, -inf]).requires_grad_(), min=0.1, max=0.5)
r.case("clamp", r.normal(4), min=1.0, max=-1.0)
r.case("clamp", r.normal(3, 4), min=r.normal(4), max=r.normal(3, 1))
r.case("clamp", r.normal(3, 4), min=r.normal(4))
r.case("clamp", r.normal(3, 4), max=r.normal(3, 1))
r.case("clamp", torch.tensor([1.0, 2.0, 3.0, 5.0]).requires_grad_(), torch.tensor([1.0, 2.5, 4.0, 3.0]).requires_grad_(), torch.tensor([2.0, 2.5, 3.0, 4.0]).requires_grad_())
r.case("clamp", torch.tensor([1, 5, 9]), min=2, max=6)
r.case("clamp", torch.tensor([1, 5, 9]), min=2.5)
r.case("clamp", torch.tensor([True, False]), 0, 1)
r.case("clamp", torch.tensor([1.0, nan]), nan, 1.0)
r.case("clip", r.normal(3, 4), -0.3, 0.1)
r.case("clamp_min", r.normal(4), 0.2)
r.case("clamp_min", r.normal(4), r.normal(4))
r.case("clamp_max", r.normal(4), 0.2)
r.case("clamp_max", r.normal(4), r.normal(4))
r.case("clamp", torch.zeros(0, 2).requires_grad_(), min=0.0)

r.case("lerp", r.normal(3, 4), r.normal(4), 0.3)
r.case("lerp", r.normal(3, 4), r.normal(3, 1), 0.7)
r.case("lerp", r.normal(3, 4), r.normal(3, 4), r.uniform(4))
r.case("lerp", r.normal(3), r.normal(3), weight=1.5)
r.case("lerp", r.normal(3), r.normal(3), 0)
r.case("addcmul", r.normal(3, 4), r.normal(4), r.normal(3, 1), value=0.7)
r.case("addcmul", r.normal(3), r.normal(3), r.normal(3))
r.case("addcmul", torch.tensor([3]), torch.tensor([4]), torch.tensor([2]), value=2)
r.case("addcdiv", r.normal(3, 4), r.normal(4), r.uniform(3, 1, low=0.5, high=2), value=-0.7)
r.case("addcdiv", r.normal(3), r.normal(3), r.uniform(3, low=0.5, high=2))

for name in "logical_and logical_or logical_xor".split():
    r.case(name, torch.tensor([True, True, False, False]), torch.tensor([True, False, True, False]))
    r.case(name, torch.tensor([[2.0, 0.0, nan]]), torch.tensor([[1], [0]]))
for name in "bitwise_and bitwise_or bitwise_xor".split():
    r.case(name, torch.tensor([6, -6, 2**40 + 5, -(2**45) - 3, 0]), torch.tensor([3, 3, 2**40 + 3, 2**33 + 7, -1]))
    r.case(name, torch.tensor([True, True, False]), torch.tensor([True, False, False]))
    r.case(name, torch.tensor([6, -6], dtype=torch.int32), 5)
r.case("bitwise_left_shift", torch.tensor([3, -3, 1]), torch.tensor([2, 2, 40]))
r.case("bitwise_right_shift", torch.tensor([13, -13, 2**40]), torch.tensor([2, 2, 38]))
close = torch.tensor([1.0, 1.0, 1.0, 0.0, 0.0, inf, inf, nan, 100.0])
other = torch.tensor([1.00001, 1.0001, 1.00002, 1e-8, 1e-7, inf, -inf, nan, 100.001])
r.case("isclose", close, other)
r.case("isclose", close, other, equal_nan=True)
r.case("isclose", close, other, rtol=1e-3, atol=1e-6)
r.case("isclose", close, other, 0.0, 1e-5)
r.case("isclose", torch.tensor([1, 2, 100]), torch.tensor([1, 3, 101]), rtol=0.01)
r.save()
