import torch, math, itertools, functools, collections, dataclasses, typing, json, re, string, time, os, sys, random
@dataclasses.dataclass
class Config:
    lr: float = 0.1
    steps: int = 3
cfg = Config()
def descend(f, x0, cfg):
    x = torch.tensor(x0, requires_grad=True)
    for step in range(cfg.steps):
        loss = f(x)
        loss.backward()
        yield step, x.item(), x.grad.item()
        with torch.no_grad():
            x.sub_(cfg.lr * x.grad)
        x.grad.zero_()
for step, x, g in descend(lambda x: torch.sin(x) + x ** 2, 1.0, cfg):
    print(f'{step}: x={x:.4f} grad={g:.4f}')
text = 'hello world'
chars = sorted(set(text))
stoi = {c: i for i, c in enumerate(chars)}
data = torch.tensor([stoi[c] for c in text], dtype=torch.long)
print(data, ''.join(chars[i] for i in data))
counts = torch.zeros(len(chars), len(chars), dtype=torch.int32)
for a, b in zip(data, data[1:]):
    counts[a, b] += 1
print(counts.sum(), counts[stoi['l']])
P = (counts + 1).float()
P /= P.sum(1, keepdim=True)
print(P[0].sum(), P.shape)
g = torch.Generator().manual_seed(2147483647)
ix, out = 0, []
for _ in range(8):
    ix = torch.multinomial(P[ix], num_samples=1, replacement=True, generator=g).item()
    out.append(chars[ix])
print(''.join(out))
print(json.dumps({'loss': torch.tensor(0.5).item()}), math.isclose(torch.tensor(0.1).item(), 0.1, rel_tol=1e-6))
xs = torch.stack([torch.tensor([i, i ** 2]) for i in range(3)])
print(xs, functools.reduce(lambda a, b: a @ b, [torch.eye(2)] * 3))
