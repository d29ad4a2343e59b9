"""Records reductions, running results, sorting and counting of PyTorch into reductions.json."""
import torch

from recorder import Recorder

r = Recorder("reductions", seed=21)
inf, nan = float("inf"), float("nan")


def numbers(*values, dtype=torch.float32, shape=None):
    x = torch.tensor(values, dtype=dtype)
    x = x if shape is None else x.reshape(shape)
    return x.requires_grad_() if dtype.is_floating_point else x


ties = lambda: numbers(1.0, 3.0, 3.0, 2.0, 2.0, 0.0, shape=(2, 3))
whole = lambda: torch.tensor([[3, -1, 2], [2, 2, -5]])
truths = lambda: torch.tensor([[True, False, True], [True, True, True]])
odd = lambda: numbers(1.0, nan, 3.0, 2.0, -inf, inf, shape=(2, 3))
nothing = lambda *shape: torch.zeros(*shape).requires_grad_()

# Over all, one dimension, several; kept or not; as a method's arguments in a row.
for name in ("sum", "mean"):
    for dim in (0, 1, 2, -1, [0, 2], [-1, -2], [0, 1, 2]):
        r.case(name, r.normal(2, 3, 4), dim=dim)
        r.case(name, r.normal(2, 3, 4), dim=dim, keepdim=True)
    r.case(name, r.normal(3, 2), 1)
    r.case(name, r.normal(3, 2), 1, True)
    r.case(name, r.normal(3, 2), [0, 1])
    r.case(name, r.normal())
    r.case(name, r.normal(), dim=0)
    r.case(name, r.normal(3, 2, dtype=torch.float64), dim=0)
    r.case(name, r.normal(3, 2), dim=0, dtype=torch.float64)
    r.case(name, whole(), dim=1, dtype=torch.float32)
    r.case(name, odd(), dim=1)
    r.case(name, nothing(0, 3))
    r.case(name, nothing(0, 3), dim=0)
    r.case(name, nothing(0, 3), dim=1)
r.case("sum", whole())
r.case("sum", truths(), dim=0)
r.case("sum", numbers(3, 4, dtype=torch.int32))

for dim in (0, 1, -1):
    r.case("prod", r.normal(3, 4), dim=dim)
    r.case("prod", r.normal(3, 4), dim=dim, keepdim=True)
    r.case("prod", ties(), dim=dim)
r.case("prod", r.normal(3, 4))
r.case("prod", ties())
r.case("prod", numbers(2.0, 0.0, 3.0, 0.0))
r.case("prod", numbers(0.0, 0.0, 3.0, 4.0, 0.0, 5.0, shape=(3, 2)), 0)
r.case("prod", numbers(inf, 2.0, -1.0))
r.case("prod", numbers(nan, 2.0))
r.case("prod", r.normal())
r.case("prod", whole())
r.case("prod", whole(), 1)
r.case("prod", truths(), dim=1)
r.case("prod", nothing(0, 3), dim=0)
r.case("prod", nothing(0))
r.case("prod", r.normal(4, dtype=torch.float64))

for name in ("max", "min"):
    for make in (lambda: r.normal(3, 4), ties, odd, lambda: r.normal(3, 4, dtype=torch.float64)):
        r.case(name, make())
        for dim in (0, 1, -1):
            for pick in (0, 1):
                r.case(name, make(), dim=dim, pick=pick)
                r.case(name, make(), dim, True, pick=pick)
    r.case(name, r.normal(2, 3, 4), dim=1, keepdim=True, pick=0)
    r.case(name, whole())
    r.case(name, whole(), 0, pick=0)
    r.case(name, truths(), 1, pick=1)
    r.case(name, r.normal(), 0, pick=0)
    r.case(name, nothing(0, 3), dim=1, pick=0)
    r.case(name, nothing(2, 0), dim=0, pick=1)
    r.case(name, r.normal(3, 4), r.normal(4))
    r.case(name, ties(), ties())
    r.case(name, whole(), r.normal(3))
for name in ("amax", "amin"):
    for make in (lambda: r.normal(3, 4), ties):
        for dim in (0, 1, -1, [0, 1]):
            r.case(name, make(), dim=dim)
            r.case(name, make(), dim, keepdim=True)
        r.case(name, make())
    r.case(name, r.normal(2, 3, 4), (0, 2))
    r.case(name, odd(), dim=1)
    r.case(name, whole(), dim=1)
    r.case(name, nothing(0, 3), dim=1)
    r.case(name, truths(), dim=0)
for name in ("argmax", "argmin"):
    for make in (lambda: r.normal(3, 4), ties, odd, whole):
        r.case(name, make())
        for dim in (0, 1, -1):
            r.case(name, make(), dim)
            r.case(name, make(), dim=dim, keepdim=True)
        r.case(name, make(), keepdim=True)
    r.case(name, r.normal(2, 3, 4), dim=-2)
    r.case(name, r.normal(), dim=0)
    r.case(name, nothing(0, 3), dim=1)
for pick in (0, 1):
    r.case("aminmax", r.normal(3, 4, grad=False), pick=pick)
    r.case("aminmax", r.normal(3, 4, grad=False), dim=1, pick=pick)
    r.case("aminmax", odd().detach(), dim=1, keepdim=True, pick=pick)

for name in ("median", "nanmedian"):
    for make in (lambda: r.normal(3, 4), lambda: r.normal(3, 5), odd):
        r.case(name, make())
        for dim in (0, 1):
            for pick in (0, 1):
                r.case(name, make(), dim=dim, pick=pick)
                r.case(name, make(), dim, True, pick=pick)
    r.case(name, ties())
    r.case(name, ties(), dim=1, pick=0)
    r.case(name, whole())
    r.case(name, nothing(0, 3))
    r.case(name, r.normal())
    r.case(name, nothing(0, 3), dim=1, pick=1)
for pick in (0, 1):
    r.case("mode", ties(), pick=pick)
    r.case("mode", ties(), dim=0, pick=pick)
    r.case("mode", numbers(1.0, 2.0, 2.0, 1.0, 3.0, 3.0), 0, True, pick=pick)
    r.case("mode", whole(), pick=pick)
    r.case("mode", r.normal(), pick=pick)

for name in ("var", "std"):
    for dim in (0, 1, -1, [0, 1]):
        r.case(name, r.normal(3, 4), dim=dim)
        r.case(name, r.normal(3, 4), dim=dim, unbiased=False, keepdim=True)
        r.case(name, r.normal(3, 4), dim=dim, correction=2)
    r.case(name, r.normal(3, 4))
    r.case(name, r.normal(3, 4), False)
    r.case(name, r.normal(3, 4), unbiased=False)
    r.case(name, r.normal(3, 4), 1, False, True)
    r.case(name, r.normal(2, 3, 4), (0, 2), True)
    r.case(name, r.normal(5, dtype=torch.float64, shift=1e6))
    r.case(name, r.normal(5, shift=1000.0))
    r.case(name, numbers(2.0, 2.0, 2.0))
    r.case(name, numbers(2.0).detach())
    r.case(name, numbers(2.0), unbiased=False)
    r.case(name, numbers(2.0, 4.0, shape=(2, 1)), dim=1)
    r.case(name, odd(), dim=1)
    r.case(name, nothing(0, 3), dim=0)
for name in ("var_mean", "std_mean"):
    for pick in (0, 1):
        r.case(name, r.normal(3, 4), pick=pick)
        r.case(name, r.normal(3, 4), dim=1, unbiased=False, keepdim=True, pick=pick)
        r.case(name, r.normal(3, 4), 0, pick=pick)

for p in (0, 0.5, 1, 1.5, 2, 3, 4.5, inf, -inf, "fro"):
    r.case("norm", r.normal(3, 4), p=p)
    r.case("norm", r.normal(3, 4), p, 1)
    r.case("norm", r.normal(3, 4), p=p, dim=0, keepdim=True)
    if p != "fro":
        r.case("norm", r.normal(2, 3, 2), p=p, dim=[0, 2])
        r.case("norm", numbers(0.0, 3.0, -4.0), p=p)
        r.case("norm", numbers(-3.0, 3.0, 1.0), p=p)
    if p in (1, 2, 3, inf):
        r.case("norm", numbers(0.0, 0.0), p=p)
r.case("norm", r.normal())
r.case("norm", nothing(0, 3), dim=0)
r.case("norm", r.normal(3, 4, dtype=torch.float64))
r.case("norm", r.normal(3, 4), p=2, dtype=torch.float64, dim=1)

for dim in (0, 1, -1, [0, 1]):
    r.case("logsumexp", r.normal(3, 4), dim=dim)
    r.case("logsumexp", r.normal(3, 4), dim, keepdim=True)
    r.case("logsumexp", r.normal(3, 4, scale=500.0), dim)
r.case("logsumexp", numbers(-inf, 1.0, 2.0), 0)
r.case("logsumexp", numbers(inf, 1.0, 2.0), 0)
r.case("logsumexp", numbers(nan, 1.0), 0)
r.case("logsumexp", whole(), 1)
r.case("logsumexp", nothing(0, 2), 0)

for name in ("any", "all"):
    for make in (truths, whole, odd, lambda: torch.zeros(2, 3), lambda: torch.tensor([[0, 1], [2, 0]], dtype=torch.uint8)):
        r.case(name, make())
        r.case(name, make(), 0)
        r.case(name, make(), dim=-1, keepdim=True)
    r.case(name, torch.zeros(0, 2))
    r.case(name, torch.zeros(0, 2), dim=0)
for make in (truths, whole, odd):
    r.case("count_nonzero", make().detach())
    r.case("count_nonzero", make().detach(), 0)
    r.case("count_nonzero", make().detach(), dim=[0, 1])
for name in ("nansum", "nanmean"):
    r.case(name, odd())
    r.case(name, odd(), dim=0)
    r.case(name, odd(), dim=1, keepdim=True)
    r.case(name, r.normal(2, 3, 4), dim=[0, 2])
    r.case(name, numbers(nan, nan))
r.case("nansum", whole(), dim=0)

for name in ("cumsum", "cumprod", "logcumsumexp"):
    for make in (lambda: r.normal(3, 4), lambda: r.normal(2, 3, 2), ties):
        for dim in (0, 1, -1):
            r.case(name, make(), dim=dim)
    r.case(name, r.normal(5), 0)
    r.case(name, r.normal(), 0)
    r.case(name, nothing(0, 3), dim=0)
    r.case(name, nothing(0, 3), dim=1)
    r.case(name, r.normal(5, dtype=torch.float64), dim=0)
for name in ("cumsum", "cumprod"):
    r.case(name, whole(), 1)
    r.case(name, truths(), dim=0)
    r.case(name, r.normal(3, 2), dim=0, dtype=torch.float64)
    r.case(name, odd(), 1)
r.case("cumprod", numbers(0.0, 2.0, 0.0, 3.0), 0)
r.case("cumprod", numbers(2.0, 0.0, 3.0, 4.0), 0)
r.case("cumprod", numbers(1.0, 2.0, 0.0, 4.0, 0.0, 6.0, shape=(3, 2)), 0)
r.case("logcumsumexp", numbers(-inf, -inf, 1.0, 2.0), 0)
r.case("logcumsumexp", numbers(100.0, -100.0, 300.0), 0)
for name in ("cummax", "cummin"):
    for make in (lambda: r.normal(3, 4), ties, whole):
        for pick in (0, 1):
            r.case(name, make(), dim=0, pick=pick)
            r.case(name, make(), -1, pick=pick)
    r.case(name, odd(), 1, pick=1)
    r.case(name, numbers(2.0, nan, 1.0, 3.0, nan), 0, pick=1)
    r.case(name, r.normal(), 0, pick=0)

for n in (1, 2, 3):
    r.case("diff", r.normal(2, 5), n=n)
    r.case("diff", r.normal(4, 3), n, 0)
r.case("diff", r.normal(4), n=6)
r.case("diff", whole(), dim=0)
r.case("diff", truths())
r.case("diff", r.normal(2, 3), prepend=r.normal(2, 1))
r.case("diff", r.normal(2, 3), append=r.normal(2, 2), dim=1)
r.case("diff", r.normal(2, 3), prepend=r.normal(1, 3), append=r.normal(1, 3), dim=0, n=2)

for name in ("quantile", "nanquantile"):
    for q in (0.0, 0.3, 0.5, 0.77, 1.0):
        r.case(name, r.normal(3, 5), q)
        r.case(name, r.normal(3, 5), q, dim=1)
        r.case(name, r.normal(3, 5), q, dim=0, keepdim=True)
    for way in ("linear", "lower", "higher", "midpoint", "nearest"):
        r.case(name, r.normal(3, 6), 0.4, dim=1, interpolation=way)
        r.case(name, r.normal(5), 0.5, dim=0, interpolation=way)
    r.case(name, r.normal(3, 5), torch.tensor([0.1, 0.5, 0.9]))
    r.case(name, r.normal(3, 5), torch.tensor([0.1, 0.5]), dim=1)
    r.case(name, r.normal(3, 5), torch.tensor([0.1, 0.5]), dim=-1, keepdim=True)
    r.case(name, r.normal(2, 3, 4), torch.tensor(0.25), dim=1)
    r.case(name, numbers(1.0, nan, 3.0, 2.0, 4.0, 5.0, shape=(2, 3)), 0.4, dim=1)
    r.case(name, r.normal(4, dtype=torch.float64), 0.3)

for descending in (False, True):
    for make in (lambda: r.normal(3, 5), ties, odd, whole):
        for dim in (0, 1, -1):
            for pick in (0, 1):
                r.case("sort", make(), dim=dim, descending=descending, pick=pick)
        r.case("argsort", make(), 1, descending)
        r.case("argsort", make(), dim=0, descending=descending)
    r.case("sort", truths(), 1, descending, pick=0)
for pick in (0, 1):
    r.case("sort", r.normal(2, 3, 4), 1, pick=pick)
    r.case("sort", r.normal(), pick=pick)
    r.case("sort", nothing(0, 3), pick=pick)
r.case("msort", r.normal(4, 3))
for k in (0, 1, 3):
    for pick in (0, 1):
        r.case("topk", r.normal(3, 4), k, pick=pick)
        r.case("topk", r.normal(3, 4), k, 0, pick=pick)
        r.case("topk", r.normal(3, 4), k, dim=1, largest=False, pick=pick)
        r.case("topk", r.normal(3, 4), k=k, dim=-2, sorted=True, pick=pick)
r.case("topk", odd(), 2, pick=0)
r.case("topk", odd(), 2, largest=False, pick=1)
r.case("topk", r.normal(), 1, pick=0)
r.case("topk", whole(), 2, pick=0)
for k in (1, 2, 4):
    for pick in (0, 1):
        r.case("kthvalue", r.normal(3, 4), k, pick=pick)
        r.case("kthvalue", r.normal(4, 2), k, 0, pick=pick)
        r.case("kthvalue", r.normal(3, 4), k, dim=1, keepdim=True, pick=pick)
r.case("kthvalue", r.normal(), 1, pick=0)

r.case("unique", whole())
r.case("unique", ties().detach())
r.case("unique", truths())
r.case("unique", torch.zeros(0))
for pick in (0, 1, 2):
    r.case("unique", whole(), return_inverse=True, return_counts=True, pick=pick)
    r.case("unique", torch.tensor([[1, 2], [1, 2], [0, 5]]), dim=0, return_inverse=True, return_counts=True, pick=pick)
    r.case("unique_consecutive", torch.tensor([1, 1, 2, 2, 1]), return_inverse=True, return_counts=True, pick=pick)
r.case("unique", torch.tensor([[1, 2, 1], [3, 4, 3]]), dim=1)
r.case("unique", torch.tensor([[1, 2, 1], [3, 4, 3]]), return_counts=True, pick=1)
r.case("unique_consecutive", torch.tensor([[1, 1, 2], [2, 1, 1]]))
r.case("unique_consecutive", torch.tensor([[1, 1, 2], [1, 1, 2], [0, 0, 0]]), dim=0)

edges = torch.tensor([1.0, 3.0, 3.0, 5.0])
wanted = torch.tensor([[0.0, 1.0, 2.0], [3.0, 5.0, nan]])
for right in (False, True):
    r.case("searchsorted", edges, wanted, right=right)
    r.case("bucketize", wanted, edges, right=right)
    r.case("searchsorted", torch.tensor([[1, 3, 5], [2, 4, 6]]), torch.tensor([[3, 6], [3, 6]]), right=right)
r.case("searchsorted", edges, 3, side="right")
r.case("searchsorted", edges, 2.5)
r.case("searchsorted", torch.tensor([5.0, 1.0, 3.0]), wanted, sorter=torch.tensor([1, 2, 0]))
r.case("searchsorted", edges, wanted, out_int32=True)
r.case("bucketize", 2.5, edges)
r.case("bucketize", torch.tensor([1, 4]), torch.tensor([1, 2, 4]), out_int32=True)

r.case("histc", r.normal(50, grad=False), bins=7)
r.case("histc", r.normal(50, grad=False), bins=5, min=-1, max=1)
r.case("histc", r.normal(50, grad=False), 4, -0.5, 2)
r.case("histc", torch.tensor([2.0, 2.0]), bins=4)
r.case("histc", torch.tensor([1.0, 2.0, 1.0]), bins=4, min=0, max=3)
r.case("histc", r.normal(20, grad=False, dtype=torch.float64), bins=10, min=0, max=1)
r.case("histc", r.uniform(30, grad=False))
r.case("bincount", torch.tensor([1, 3, 1]))
r.case("bincount", torch.tensor([1, 3, 1]), minlength=6)
r.case("bincount", torch.tensor([1, 3, 1]), torch.tensor([0.5, 1.0, 2.0]))
r.case("bincount", torch.tensor([1, 3, 1]), weights=torch.tensor([1, 1, 2]), minlength=2)
r.case("bincount", torch.tensor([1, 3, 1]), weights=torch.tensor([1.0, 1, 2], dtype=torch.float64))
r.case("bincount", torch.tensor([], dtype=torch.int64))
r.case("bincount", torch.tensor([0, 7], dtype=torch.uint8))

for correction in (0, 1):
    r.case("cov", r.normal(3, 5), correction=correction)
r.case("cov", r.normal(5))
r.case("cov", whole())
r.case("corrcoef", r.normal(3, 5))
r.case("corrcoef", r.normal(5))
for name in ("trapezoid", "trapz", "cumulative_trapezoid"):
    r.case(name, r.normal(3, 4))
    r.case(name, r.normal(3, 4), dx=0.5)
    r.case(name, r.normal(3, 4), dx=2.0, dim=0)
    r.case(name, r.normal(3, 4), r.normal(4))
    r.case(name, r.normal(3, 4), r.normal(3, 4), dim=0)
for invert in (False, True):
    r.case("isin", whole(), torch.tensor([2, 3, 9]), invert=invert)
    r.case("isin", numbers(1.0, nan, inf).detach(), torch.tensor([nan, inf]), invert=invert)
r.case("isin", whole(), 2)
r.case("isin", 2, whole())

r.save()
