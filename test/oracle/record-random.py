"""Records random draws of PyTorch into random.json: long ones as SHA-256 of their bytes, the rest number by number."""
import hashlib
import json
import pathlib
import torch

draws = []


def record(call, dtype="float32", **scope):
    for seed in (0, 42, 2**40 + 7, -3):
        torch.manual_seed(seed)
        scope["x"] = None
        out = eval(call, {"torch": torch, **scope})
        assert out.dtype == getattr(torch, dtype), (call, out.dtype)
        flat = out.contiguous().reshape(-1)
        case = {"seed": seed, "call": call, "shape": list(out.shape), "dtype": dtype}
        if flat.numel() > 64 and not dtype == "float64":
            case["sha256"] = hashlib.sha256(flat.numpy().tobytes()).hexdigest()
        case["data"] = flat[:40].tolist()
        case["after"] = torch.rand(1).item()
        draws.append(case)


for n in ("5", "15", "16", "17", "3, 7", "1000", "0"):
    record(f"torch.rand({n})")
    record(f"torch.randn({n})")
record("torch.rand(20, dtype=torch.float64)", "float64")
record("torch.randn(5, dtype=torch.float64)", "float64")
record("torch.randn(20, dtype=torch.float64)", "float64")
record("torch.randint(0, 10, (100,))", "int64")
record("torch.randint(7, (3, 2))", "int64")
record("torch.randint(-5, 3, (9,), dtype=torch.int32)", "int32")
record("torch.randint(0, 2, (9,), dtype=torch.bool)", "bool")
record("torch.randint(0, 9, (4,), dtype=torch.float32)")
record("torch.randint(0, 2**40, (9,))", "int64")
for n in (0, 1, 2, 10, 1000):
    record(f"torch.randperm({n})", "int64")
record("torch.empty(7).uniform_(-0.37, 0.91)")
record("torch.empty(20, dtype=torch.float64).uniform_(-0.37, 0.91)", "float64")
record("torch.empty(7).normal_(3, 0.7)")
record("torch.empty(100).normal_(3, 0.7)")
record("torch.empty(4, 5).t().normal_()")
record("torch.empty(4, 5).t().uniform_()")
record("torch.empty(2, 3, 4).permute(1, 2, 0).uniform_()")
record("torch.zeros(4, 10)[:, ::2].normal_()")
record("torch.zeros(6, 4)[1:3].normal_(1, 2)")
record("torch.rand_like(torch.zeros(4, 5).t())")
record("torch.randn_like(torch.zeros(4, 5).t())")
record("torch.randn_like(torch.zeros(4, 5))")
record("torch.randint_like(torch.zeros(4, 5), 3, 7)")
record("torch.empty(9).exponential_()")
record("torch.empty(9).exponential_(2.5)")
record("torch.empty(9).geometric_(0.3)")
record("torch.empty(9).cauchy_(1, 2)")
record("torch.empty(9).log_normal_()")
record("torch.empty(20).log_normal_(0, 0.5)")
record("torch.empty(9).bernoulli_(0.3)")
record("torch.empty(3, 4).t().bernoulli_(0.3)")
record("torch.empty(9).bernoulli_(torch.linspace(0, 1, 9))")
record("torch.empty(9, dtype=torch.bool).bernoulli_()", "bool")
record("torch.empty(9).random_()")
record("torch.empty(9).random_(5)")
record("torch.empty(9).random_(-5, 5)")
record("torch.empty(9, dtype=torch.int32).random_()", "int32")
record("torch.empty(9, dtype=torch.uint8).random_()", "uint8")
record("torch.empty(9, dtype=torch.bool).random_()", "bool")
record("torch.bernoulli(torch.full((8,), 0.3))")
record("torch.bernoulli(torch.full((8,), 0.3, dtype=torch.float64))", "float64")
record("torch.bernoulli(torch.linspace(0, 1, 12).reshape(3, 4).t())")
record("torch.bernoulli(torch.zeros(3, 4), 0.7)")
record("torch.normal(0.0, 1.0, (5,))")
record("torch.normal(torch.arange(5.0), 2.0)")
record("torch.normal(torch.arange(20.0), torch.linspace(0.1, 2, 20))")
record("torch.normal(1.5, torch.linspace(0.1, 2, 20))")
for n, again in ((1, False), (2, False), (4, False), (6, True), (50, True)):
    record(f"torch.multinomial(torch.tensor([0.1, 0.2, 0.3, 0.4]), {n}, {again})", "int64")
record("torch.multinomial(torch.tensor([[1.0, 2, 0, 3], [5, 1, 1, 0]]), 3)", "int64")
record("torch.multinomial(torch.tensor([[1.0, 2, 0, 3], [5, 1, 1, 0]]), 9, replacement=True)", "int64")
record("torch.nn.functional.gumbel_softmax(torch.tensor([[1.0, 2, 3], [0, 0, 0]]), tau=0.5)")
record("torch.nn.functional.gumbel_softmax(torch.tensor([[1.0, 2, 3], [0, 0, 0]]), hard=True)")
record("torch.nn.functional.gumbel_softmax(torch.tensor([[1.0, 2, 3], [0, 0, 0]]), dim=0)")
record("torch.nn.functional.dropout(torch.ones(12), 0.3)")
record("torch.nn.functional.dropout(torch.ones(3, 4).t(), 0.3)")
record("torch.nn.functional.dropout2d(torch.ones(2, 3, 2, 2), 0.5)")
record("torch.nn.functional.alpha_dropout(torch.ones(12), 0.3, training=True)")
record("torch.rand(2) + 0 * torch.randn(3).sum() + torch.randn(1)")

states = []
for seed, draw in ((0, 0), (42, 3), (2**40 + 7, 700)):
    generator = torch.Generator().manual_seed(seed)
    torch.rand(draw, generator=generator)
    torch.randn(3, generator=generator)
    states.append({"seed": seed, "draw": draw, "sha256": hashlib.sha256(generator.get_state().numpy().tobytes()).hexdigest()})

out = {"made_with": f"PyTorch {torch.__version__}", "draws": draws, "states": states}
pathlib.Path(__file__).with_name("random.json").write_text(json.dumps(out).replace("NaN", '"nan"').replace("Infinity", '"inf"') + "\n")
print(len(draws), "draws")
