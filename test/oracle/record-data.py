"""Records the orders in which PyTorch's DataLoader and samplers go through a dataset, into data.json."""
import json
import pathlib
import torch
from torch.utils import data

x = torch.arange(10)
cases = []


def record(name, make):
    for seed in (0, 7):
        torch.manual_seed(seed)
        result = make()
        cases.append({"name": name, "seed": seed, "result": result, "after": torch.rand(1).item()})


def loader(epochs=2, **options):
    def run():
        loader = data.DataLoader(data.TensorDataset(x), **options)
        return [[b[0].tolist() for b in loader] for _ in range(epochs)]

    return run


record("plain", loader())
record("batches of 4", loader(batch_size=4))
record("shuffled", loader(batch_size=4, shuffle=True))
record("shuffled, last dropped", loader(batch_size=4, shuffle=True, drop_last=True))
record("with a generator", lambda: loader(batch_size=3, shuffle=True, generator=torch.Generator().manual_seed(5))())
record("not batched", loader(batch_size=None, shuffle=True))
record("random sampler", lambda: list(data.RandomSampler(x)))
record("random sampler, replacement", lambda: list(data.RandomSampler(x, replacement=True, num_samples=40)))
record("random sampler, 23", lambda: list(data.RandomSampler(x, num_samples=23)))
record("subset random sampler", lambda: list(data.SubsetRandomSampler([3, 5, 7, 9])))
record("weighted random sampler", lambda: list(data.WeightedRandomSampler([0.1, 0.5, 0.4], 8)))
record("weighted random sampler, no replacement", lambda: list(data.WeightedRandomSampler([0.1, 0.5, 0.4], 3, replacement=False)))
record("random split", lambda: [list(p.indices) for p in data.random_split(x, [6, 4])])
record("random split by fractions", lambda: [list(p.indices) for p in data.random_split(x, [0.45, 0.35, 0.2])])
record("batch sampler", lambda: list(data.BatchSampler(data.SequentialSampler(x), 4, False)))

pathlib.Path(__file__).with_name("data.json").write_text(json.dumps({"made_with": f"PyTorch {torch.__version__}", "cases": cases}) + "\n")
