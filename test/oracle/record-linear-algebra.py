"""Records products of vectors, matrices and tensors of PyTorch into linear-algebra.json."""
import torch

from recorder import Recorder

r = Recorder("linear-algebra", seed=21)
inf, nan = float("inf"), float("nan")
n = r.normal
f64 = torch.float64

for a, b in [
    ((4,), (4,)), ((1,), (1,)), ((0,), (0,)), ((3, 4), (4,)), ((4,), (4, 2)), ((1, 1), (1, 1)), ((0, 3), (3, 2)), ((2, 0), (0, 3)), ((3, 2), (2, 0)),
    ((2, 3, 4), (4,)), ((4,), (2, 4, 3)), ((2, 3, 4), (4, 5)), ((3, 4), (2, 4, 5)), ((2, 3, 4), (2, 4, 5)), ((1, 3, 4), (2, 4, 5)),
    ((2, 1, 3, 4), (3, 4, 2)), ((2, 1, 3, 4), (1, 3, 4, 2)), ((0, 3, 4), (0, 4, 2)), ((2, 2, 3, 4), (4,)), ((4,), (2, 2, 4, 3)), ((31, 17), (17, 23)), ((2, 1, 1), (2, 1, 1)),
]:
    r.case("matmul", n(*a), n(*b))
r.case("matmul", n(3, 4, dtype=f64), n(4, 2, dtype=f64))
r.case("matmul", r.whole(-9, 9, 3, 4), r.whole(-9, 9, 4, 2))
r.case("matmul", torch.tensor([[inf, 1.0], [nan, 0.0]]).requires_grad_(), torch.tensor([[0.0, 1.0], [1.0, -inf]]).requires_grad_())
for a, b in [((2, 3), (3, 4)), ((1, 5), (5, 1)), ((0, 2), (2, 3))]:
    r.case("mm", n(*a), n(*b))
for a, b in [((2, 3), (3,)), ((1, 4), (4,)), ((2, 0), (0,))]:
    r.case("mv", n(*a), n(*b))
for a, b in [((3, 2, 4), (3, 4, 5)), ((1, 1, 2), (1, 2, 1)), ((0, 2, 3), (0, 3, 4)), ((2, 3, 0), (2, 0, 4))]:
    r.case("bmm", n(*a), n(*b))
r.case("dot", r.whole(-5, 5, 6), r.whole(-5, 5, 6))
r.case("vdot", n(5), n(5))

for t in [(2, 4), (4,), (2, 1), (1,), ()]:
    r.case("addmm", n(*t), n(2, 3), n(3, 4))
r.case("addmm", n(4), n(2, 3), n(3, 4), beta=0.5, alpha=2.0)
r.case("addmm", n(2, 4), n(2, 3), n(3, 4), beta=0, alpha=-1.5)
r.case("addmm", n(2, 4), n(2, 3), n(3, 4), alpha=0)
r.case("addmm", torch.tensor([nan, inf]).requires_grad_(), n(3, 2), n(2, 2), beta=0)
r.case("addmm", n(2, 2), n(2, 0), n(0, 2), beta=3.0)
r.case("addmm", n(4, dtype=f64), n(2, 3, dtype=f64), n(3, 4, dtype=f64), beta=0.5)
r.case("addmm", r.whole(-5, 5, 2), r.whole(-5, 5, 3, 2), r.whole(-5, 5, 2, 2), beta=2, alpha=3)
for t in [(2,), (1,), ()]:
    r.case("addmv", n(*t), n(2, 3), n(3))
r.case("addmv", n(2), n(2, 3), n(3), beta=0.5, alpha=2.0)
for t in [(2, 3), (3,), (2, 1), ()]:
    r.case("addr", n(*t), n(2), n(3))
r.case("addr", n(2, 3), n(2), n(3), beta=-1.0, alpha=0.3)
for t in [(2, 3, 5), (3, 5), (5,), (2, 1, 1), ()]:
    r.case("baddbmm", n(*t), n(2, 3, 4), n(2, 4, 5))
r.case("baddbmm", n(2, 3, 5), n(2, 3, 4), n(2, 4, 5), beta=0.5, alpha=2.0)
r.case("baddbmm", n(2, 3, 5), n(2, 3, 4), n(2, 4, 5), beta=0)
for t in [(3, 5), (5,), ()]:
    r.case("addbmm", n(*t), n(2, 3, 4), n(2, 4, 5))
r.case("addbmm", n(3, 5), n(2, 3, 4), n(2, 4, 5), beta=0.5, alpha=2.0)

for u, v in [((3,), (4,)), ((1,), (1,)), ((0,), (3,))]:
    r.case("outer", n(*u), n(*v))
r.case("ger", n(2), n(3))
r.case("outer", r.whole(0, 5, 3), n(2))
for a, b in [((3,), (3,)), ((2, 3), (3,)), ((2, 3), (4, 3)), ((2, 2, 3), (4, 3)), ((), (3,)), ((), ()), ((2, 0), (3, 0))]:
    r.case("inner", n(*a), n(*b))
r.case("tensordot", n(2, 3, 4), n(3, 4, 5), 2)
r.case("tensordot", n(2, 3, 4), n(3, 4, 5))
r.case("tensordot", n(2, 3), n(4, 5), dims=0)
r.case("tensordot", n(2, 3), n(3,), dims=1)
r.case("tensordot", n(2, 3), n(2, 3), dims=2)
r.case("tensordot", n(2, 3, 4), n(4, 2, 5), dims=[[2, 0], [0, 1]])
r.case("tensordot", n(2, 3, 4), n(4, 2, 5), dims=[[-1], [0]])
r.case("tensordot", n(2, 1), n(3, 4), dims=[[1], [0]])
for a, b in [((2, 3), (3, 2)), ((2,), (3,)), ((2, 2), (3,)), ((), (2, 2)), ((2, 1, 2), (1, 3, 2)), ((0, 2), (2, 2))]:
    r.case("kron", n(*a), n(*b))
r.case("cross", n(4, 3), n(4, 3), dim=1)
r.case("cross", n(3, 4), n(3, 4))
r.case("cross", n(2, 3, 3), n(2, 3, 3))
r.case("cross", n(2, 3, 3), n(2, 3, 3), dim=-1)
r.case("cross", n(4, 3), n(1, 3), dim=1)
r.case("chain_matmul", n(2, 3), n(3, 5), n(5, 1))
r.case("chain_matmul", n(10, 2), n(2, 8), n(8, 3), n(3, 4))

e = lambda equation, *shapes: r.case("einsum", equation, *(n(*s) for s in shapes))
e("ij,jk->ik", (2, 3), (3, 4))
e("ij,jk", (2, 3), (3, 4))
e("ij->ji", (2, 3))
e("ba", (2, 3))
e("ij", (2, 3))
e("ij->", (2, 3))
e("ij->i", (2, 3))
e("ij->j", (2, 3))
e("ii", (3, 3))
e("ii->i", (3, 3))
e("iij->ij", (3, 3, 2))
e("iji->j", (3, 2, 3))
e("iii->i", (2, 2, 2))
e("i,i", (4,), (4,))
e("i,i->", (4,), (4,))
e("i,i->i", (4,), (4,))
e("i,j", (3,), (4,))
e("i,j->ji", (3,), (4,))
e("bij,bjk->bik", (2, 3, 4), (2, 4, 5))
e("bij,bkj->bik", (2, 3, 4), (2, 5, 4))
e("bhqd,bhkd->bhqk", (2, 2, 3, 4), (2, 2, 5, 4))
e("bqhd,bkhd->bhqk", (2, 3, 2, 4), (2, 5, 2, 4))
e("bhqk,bkhd->bqhd", (2, 2, 3, 5), (2, 5, 2, 4))
e("...ij,...jk->...ik", (2, 3, 4), (2, 4, 5))
e("...ij,jk->...ik", (2, 2, 3, 4), (4, 5))
e("...ij->...ji", (2, 3, 4))
e("...i,...i->...", (2, 3), (3,))
e("i...->...", (2, 3, 4))
e("i...", (2, 3))
e("...", (2, 3))
e("...->...", (2, 3))
e("a...,b...", (2, 3), (4, 3))
e("a...b,b...c->a...c", (2, 5, 3), (3, 5, 4))
e("...ij->ij", (4, 2, 3))
e("ij...,jk...->ik...", (2, 3, 1), (3, 4, 5))
e("ij,jk,kl->il", (2, 3), (3, 4), (4, 5))
e("i,ij,j->", (2,), (2, 3), (3,))
e("bn,anm,bm->ba", (2, 3), (5, 3, 4), (2, 4))
e("ab,bc,cd,de->ae", (2, 3), (3, 2), (2, 3), (3, 2))
e("ij,ij,ij->ij", (2, 3), (2, 3), (2, 3))
e("i,i", (3,), (1,))
e("ij,jk->ik", (2, 1), (3, 4))
e("ij,ij->i", (2, 3), (1, 3))
e("iJ", (2, 3))
e("Ji", (2, 3))
e(" i j -> j i ", (2, 3))
e("", ())
e("ij,", (2, 3), ())
e(",ij->ij", (), (2, 3))
e("ij,jk->ik", (0, 3), (3, 2))
e("ij,jk->ik", (2, 0), (0, 3))
e("ij,kl->ijkl", (2, 2), (2, 3))
e("ij,k->ik", (2, 3), (4,))
e("ii,ij->j", (3, 3), (3, 2))
e("ijk,ljm->ikm", (2, 3, 4), (5, 3, 2))
r.case("einsum", "ij,jk->ik", r.whole(-5, 5, 2, 3), r.whole(-5, 5, 3, 2))
r.case("einsum", "ij,jk->ik", [n(2, 3), n(3, 4)])
r.case("einsum", n(2, 3), [0, 1], n(3, 4), [1, 2], [0, 2])
r.case("einsum", n(2, 3), [0, 1], n(3, 4), [1, 2])
r.case("einsum", "ij,jk->ik", n(2, 3, dtype=f64), n(3, 4, dtype=f64))


# torch.linalg. The diagonal keeps the matrices far from singular.
def square(*shape, dtype=torch.float32):
    size = shape[-1]
    return (n(*shape, grad=False) + 2.0 * torch.eye(size)).to(dtype).requires_grad_()


def L(op, *args, **kwargs):
    r.case(op, *args, module="linalg", **kwargs)


for shape in [(3, 3), (1, 1), (2, 4, 4), (2, 1, 3, 3), (0, 2, 2)]:
    L("inv", square(*shape))
    L("det", square(*shape))
    L("slogdet", square(*shape), pick=1)
L("slogdet", square(3, 3).detach(), pick=0)
L("det", torch.tensor([[1.0, 2.0], [2.0, 4.0]]))
L("det", torch.tensor([[0.0, 1.0, 2.0], [3.0, 0.0, 1.0], [1.0, 4.0, 0.0]]).requires_grad_())
r.case("inverse", square(3, 3, dtype=f64))
r.case("det", square(5, 5, dtype=f64))
r.case("logdet", (torch.eye(3) * 2 + 0.1).requires_grad_())
r.case("logdet", -torch.eye(3))
r.case("slogdet", -torch.eye(3), pick=0)
L("solve", square(3, 3), n(3))
L("solve", square(3, 3), n(3, 2))
L("solve", square(2, 3, 3), n(2, 3))
L("solve", square(2, 3, 3), n(2, 3, 4))
L("solve", square(3, 3), n(2, 3, 4))
L("solve", square(2, 1, 3, 3), n(4, 3, 2))
for power in (0, 1, 2, 3, 5, -1, -2):
    L("matrix_power", square(3, 3), power)
r.case("matrix_power", square(2, 2, 2), 4)
for size in (1, 2, 4):
    a = n(size, size, grad=False)
    L("cholesky", (a @ a.T + torch.eye(size)).requires_grad_())
a = n(2, 3, 3, grad=False)
L("cholesky", (a @ a.transpose(1, 2) + torch.eye(3)).requires_grad_())
for order in (None, 2, 1, inf, -inf, 0.5, 3, 0):
    L("norm", n(5), order)
for order in (None, "fro", 1, -1, inf, -inf):
    L("norm", n(3, 4), order)
    L("norm", n(2, 3, 4), order, dim=[1, 2])
    L("norm", n(2, 3, 4), order, dim=[2, 0], keepdim=True)
L("norm", n(2, 3, 4), dim=1)
L("norm", n(2, 3, 4), 1, dim=-1, keepdim=True)
L("norm", n(2, 3, 4))
L("vector_norm", n(2, 3))
L("vector_norm", n(2, 3), 3, dim=1)
L("vector_norm", n(2, 3), ord=inf, dim=[0, 1], keepdim=True)
L("matrix_norm", n(2, 3, 4))
L("matrix_norm", n(2, 3, 4), 1, keepdim=True)
L("multi_dot", [n(2, 3), n(3, 4), n(4)])
L("multi_dot", [n(3), n(3, 4), n(4)])
L("cross", n(2, 3), n(1, 3))
L("cross", n(3, 2), n(3, 2), dim=0)

r.save()
