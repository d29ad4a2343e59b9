"""Records gathering, scattering, masking and indexing of PyTorch into indexing.json."""
import torch

from recorder import Recorder

r = Recorder("indexing", seed=23)
inf = float("inf")


def at(*values, shape=None):
    x = torch.tensor(values)
    return x if shape is None else x.reshape(shape)


def method(op, *args, **kwargs):
    r.case(op, *args, module="Tensor", **kwargs)


whole = lambda: torch.tensor([[3, -1, 2], [2, 2, -5]])
ties = lambda: torch.tensor([[1.0, 3.0, 0.0], [3.0, 0.0, 2.0]]).requires_grad_()
mask = lambda: torch.tensor([[True, False, True], [False, True, True]])
nothing = lambda *shape: torch.zeros(*shape).requires_grad_()

r.case("gather", r.normal(3, 4), 1, at(0, 3, 1, 1, 2, 2, shape=(3, 2)))
r.case("gather", r.normal(3, 4), 0, at(0, 2, 1, 1, 2, 2, 0, 0, shape=(2, 4)))
r.case("gather", r.normal(3, 4), -1, at(3, shape=(1, 1)))
r.case("gather", r.normal(2, 3, 4), dim=1, index=r.whole(0, 3, 2, 5, 4))
r.case("gather", r.normal(4), 0, at(3, 3, 0))
r.case("gather", r.normal(), 0, at(0, 0))
r.case("gather", r.normal(3, 4), 1, torch.zeros(3, 0, dtype=torch.int64))
r.case("gather", whole(), 1, at(2, 0, shape=(2, 1)))
r.case("gather", mask(), 0, at(1, 0, 1, shape=(1, 3)))
r.case("take_along_dim", r.normal(3, 4), at(0, 3, 1, shape=(3, 1)), 1)
r.case("take_along_dim", r.normal(3, 4), at(0, 2, shape=(2, 1)), dim=0)
r.case("take_along_dim", r.normal(3, 4), at(11, 0, 5))
r.case("take_along_dim", r.normal(1, 4), at(0, 3, 1, shape=(3, 1)), dim=1)
r.case("take", r.normal(3, 4), at(0, 11, -1, 5, shape=(2, 2)))
r.case("take", r.normal(3, 4), at(5, 5))
method("put", r.normal(3, 4), at(0, 11), r.normal(2))
method("put", r.normal(3, 4), at(0, 0, -1), r.normal(3), accumulate=True)

box = lambda: at(0, 2, 1, 1, 2, 0, shape=(2, 3))
r.case("scatter", r.normal(3, 3), 0, box(), r.normal(2, 3))
r.case("scatter", r.normal(3, 3), 1, box(), r.normal(3, 4, grad=False))
r.case("scatter", r.normal(3, 3), 1, box(), 2.5)
r.case("scatter", r.normal(3, 3), dim=-1, index=box(), src=r.normal(2, 3))
r.case("scatter", r.normal(3, 3), dim=0, index=box(), value=-1.0)
r.case("scatter", r.normal(3), 0, at(2), 1.0)
r.case("scatter", r.normal(), 0, at(0), 7.0)
r.case("scatter", whole(), 1, at(2, 0, shape=(2, 1)), 9)
r.case("scatter", r.normal(3, 3, grad=False), 0, box(), r.normal(2, 3, grad=False), reduce="add")
r.case("scatter", r.normal(3, 3, grad=False), 0, box(), r.normal(2, 3, grad=False), reduce="multiply")
r.case("scatter", r.normal(3, 3, grad=False), 0, box(), 2.0, reduce="multiply")
r.case("scatter", r.normal(3, 3), 0, torch.zeros(0, 3, dtype=torch.int64), r.normal(2, 3, grad=False))
r.case("scatter_add", r.normal(3, 3), 0, box(), r.normal(2, 3))
r.case("scatter_add", r.normal(3, 3), 1, at(0, 0, 0, 1, shape=(2, 2)), r.normal(3, 4, grad=False))
r.case("scatter_add", r.normal(4), dim=0, index=at(1, 1, 1), src=r.normal(3))
r.case("scatter_add", whole(), 1, at(2, 2, 0, 0, shape=(2, 2)), whole())
for way in ("sum", "prod", "mean", "amax", "amin"):
    for include in (True, False):
        r.case("scatter_reduce", r.normal(3, 3), 0, box(), r.normal(2, 3), way, include_self=include)
        r.case("scatter_reduce", r.normal(3, 3, grad=False), 1, at(0, 0, 0, 1, shape=(2, 2)), r.normal(3, 4, grad=False), reduce=way, include_self=include)
        r.case("scatter_reduce", ties(), 1, at(0, 0, 1, 1, 1, 1, shape=(2, 3)), ties(), way, include_self=include)
        r.case("scatter_reduce", r.normal(4), 0, at(1, 1, 1), r.normal(3), way, include_self=include)
        r.case("scatter_reduce", whole(), 1, at(0, 0, 2, 1, 1, 1, shape=(2, 3)), whole(), way, include_self=include)

for dim in (0, 1, -1):
    r.case("index_select", r.normal(3, 3), dim, at(2, 0, 2))
    r.case("index_select", r.normal(3, 3, 2), dim=dim, index=at(1))
    r.case("index_add", r.normal(3, 3), dim, at(2, 0, 2), r.normal(3, 3))
    r.case("index_add", r.normal(3, 3), dim=dim, index=at(2, 0, 1), source=r.normal(3, 3), alpha=-2)
    r.case("index_copy", r.normal(3, 3), dim, at(2, 0, 1), r.normal(3, 3))
    r.case("index_fill", r.normal(3, 3), dim, at(-1, 0), 4.0)
    r.case("index_fill", r.normal(3, 3), dim, at(1), r.normal())
r.case("index_select", r.normal(4), 0, torch.tensor(2))
r.case("index_select", r.normal(), 0, at(0))
r.case("index_select", r.normal(3), 0, torch.tensor([1, 0], dtype=torch.int32))
r.case("index_select", r.normal(3, 2), 0, torch.zeros(0, dtype=torch.int64))
r.case("index_select", whole(), 1, at(1, 1))
r.case("index_copy", r.normal(3, 2), 0, at(1), r.normal(1, 2))
r.case("index_fill", whole(), 1, at(0, 2), 2.7)

r.case("masked_fill", r.normal(2, 3), mask(), 2.5)
r.case("masked_fill", r.normal(2, 3), at(True, False, True), -inf)
r.case("masked_fill", r.normal(3), mask(), 1)
r.case("masked_fill", r.normal(2, 3), mask=mask(), value=0)
r.case("masked_fill", r.normal(2, 3), mask(), r.normal())
r.case("masked_fill", whole(), mask(), 1.9)
r.case("masked_fill", mask(), mask(), False)
r.case("masked_select", r.normal(2, 3), mask())
r.case("masked_select", r.normal(2, 3), at(True, False, True))
r.case("masked_select", r.normal(3), mask())
r.case("masked_select", r.normal(2, 3), torch.zeros(2, 3, dtype=torch.bool))
r.case("masked_select", whole(), mask=mask())
r.case("masked_scatter", r.normal(2, 3), mask(), r.normal(6))
r.case("masked_scatter", r.normal(2, 3), mask(), r.normal(4))
r.case("masked_scatter", r.normal(2, 3), at(True, False, True), r.normal(2, 3))

r.case("nonzero", whole() - 2)
r.case("nonzero", mask())
r.case("nonzero", torch.zeros(2, 3))
r.case("nonzero", torch.tensor(3.0))
r.case("nonzero", torch.tensor([[[0, 1], [2, 0]]]))
r.case("argwhere", mask())
for pick in (0, 1):
    r.case("nonzero", mask(), as_tuple=True, pick=pick)
    r.case("where", mask(), pick=pick)
r.case("where", mask(), r.normal(2, 3), 0.0)
r.case("where", mask(), 1.5, r.normal(3))
r.case("one_hot", at(0, 2, 1), module="F")
r.case("one_hot", at(0, 2, 1), 5, module="F")
r.case("one_hot", at(0, 2, 1, 1, shape=(2, 2)), num_classes=-1, module="F")
r.case("one_hot", torch.tensor(1), 3, module="F")
r.case("one_hot", torch.zeros(0, dtype=torch.int64), 3, module="F")
method("index_put", r.normal(3, 4), [at(0, 2)], r.normal(2, 4))
method("index_put", r.normal(3, 4), [at(0, 2, 0), at(1, 1, 1)], r.normal(3), accumulate=True)
method("index_put", r.normal(3, 4), [at(0, 2), at(1, 1)], r.normal())

r.case("select_scatter", r.normal(3, 4), r.normal(4), 0, 1)
r.case("select_scatter", r.normal(3, 4), r.normal(3), dim=-1, index=-2)
r.case("slice_scatter", r.normal(3, 4), r.normal(2, 4), 0, 1, 3, 1)
r.case("slice_scatter", r.normal(3, 4), r.normal(3, 2), dim=1, start=0, end=4, step=2)
r.case("diagonal_scatter", r.normal(3, 4), r.normal(3))
r.case("diagonal_scatter", r.normal(3, 4), r.normal(2), -1)

# Indexing as it is written, x[...]: what stands in the brackets is recorded as it is there.
full = slice(None)
x34 = lambda: r.normal(3, 4)
x234 = lambda: r.normal(2, 3, 4)
brackets = [
    (x34, [0]), (x34, [-1]), (x34, [1, 2]), (x34, [full, 1]), (x34, [slice(1, None)]), (x34, [slice(None, None, 2), slice(1, 3)]),
    (x34, [slice(-2, None), slice(None, -1)]), (x34, [slice(5, 9)]), (x34, [...]), (x34, [..., 0]), (x34, [None]), (x34, [None, 0, None, full]),
    (x34, [full, None, slice(0, 2)]), (x234, [..., None, 1]), (x234, [1, ..., slice(1, 3)]), (x234, [full, 2, ...]),
    (x34, [at(0, 2)]), (x34, [at(-1, 0, -1)]), (x34, [[0, 2]]), (x34, [[0, 2], [1, 1]]), (x34, [full, [0, 3]]), (x34, [[0, 1], 2]), (x34, [1, [0, 3]]),
    (x34, [at(0, 1, 2, 0, shape=(2, 2))]), (x34, [at(0, 1, shape=(2, 1)), at(2, 3, 0)]), (x34, [[[0, 1], [2, 0]], 3]),
    (x34, [at(True, False, True)]), (x34, [[True, False, True]]), (x34, [full, [True, False, False, True]]), (x34, [at(True, False, True), slice(1, 3)]),
    (x34, [at(True, False, True), [0, 3]]), (x34, [True]), (x34, [False]), (x34, [torch.tensor(True)]), (x34, [torch.tensor(1)]), (x34, [torch.tensor(1), [0]]),
    (x34, [torch.zeros(0, dtype=torch.int64)]), (x34, [[]]), (x34, [torch.tensor([0, 1, 1], dtype=torch.uint8)]),
    (lambda: r.normal(2, 3), [mask()]), (lambda: r.normal(2, 3, 4), [mask()]), (lambda: r.normal(2, 3, 4), [mask(), [0, 1, 2, 3]]), (lambda: r.normal(4, 2, 3), [full, mask()]),
    (x234, [[0, 1], full, [1, 2]]), (x234, [full, [0, 2], [1, 3]]), (x234, [0, full, [1, 2]]), (x234, [[0, 1], 0, full]), (x234, [[1], None, [0, 2]]),
    (x234, [..., [0, 3]]), (x234, [None, [0, 1], ..., [1, 2]]), (x234, [full, at(0, 1, shape=(2, 1)), at(3, 2)]), (x234, [slice(0, 1), [2, 0], slice(1, 3)]),
    (lambda: r.normal(), [...]), (lambda: r.normal(), [None]), (lambda: r.normal(5), [slice(None, None, 3)]), (whole, [full, [2, 0]]), (mask, [[1, 0]]),
    (lambda: nothing(0, 3), [full, 1]), (lambda: r.normal(2, 3, 4, 2), [[0, 1], full, full, [1, 0]]), (lambda: r.normal(2, 3, 4, 2), [full, [0, 1], [2, 3], full]),
]


def shown(item, inputs):
    if isinstance(item, slice):
        return {"slice": [item.start, item.stop, item.step]}
    if item is ...:
        return "..."
    if isinstance(item, torch.Tensor):
        inputs.append(item)
        return {"$": len(inputs) - 1}
    return item


def bracket(make, items, value=None):
    from recorder import recorded

    x = make()
    inputs = [x]
    index = [shown(item, inputs) for item in items]
    key = tuple(items) if len(items) > 1 else items[0]
    case = {"op": "get" if value is None else "set", "module": "Tensor", "index": index}
    if value is None:
        output = x[key]
    else:
        output = x.detach().clone() if not x.requires_grad else x * 1
        marked = value
        if isinstance(value, torch.Tensor):
            inputs.append(value)
            marked = {"$": len(inputs) - 1}
        case["value"] = marked
        output[key] = value
    case["inputs"] = [recorded(t, t.requires_grad) for t in inputs]
    case["output"] = recorded(output)
    if output.requires_grad:
        upstream = torch.randn(output.shape, generator=r.generator)
        output.backward(upstream)
        case["upstream"] = recorded(upstream)
        case["grads"] = [None if t.grad is None else recorded(t.grad) for t in inputs]
        if value is None:
            case["grad_fn"] = output.grad_fn.name()
    r.cases.append(case)


for make, items in brackets:
    bracket(make, items)
    if make().numel() > 0:
        bracket(make, items, 7)
        part = make().detach()[tuple(items) if len(items) > 1 else items[0]]
        if part.is_floating_point():
            bracket(make, items, r.normal(*part.shape))
            bracket(make, items, r.normal())
bracket(x34, [0], r.normal(1, 4))
bracket(x34, [full, 0], r.normal(1, 3))
bracket(x34, [[0, 1]], r.normal(1, 1, 4))
bracket(x34, [slice(0, 2)], r.normal(2, 1))
bracket(whole, [0], 1.7)
bracket(whole, [[0]], 1.7)
bracket(whole, [0], torch.tensor([1.5, 2.5, -3.5]))
bracket(x34, [0], torch.tensor([1, 2, 3, 4]))

r.save()
