import torch


def attempt(name, f):
    try:
        print(name, f())
    except Exception as error:
        print(name, type(error).__name__, error)


a, b = torch.ones(2, 3), torch.ones(2)
attempt('add', lambda: a + b)
attempt('mul', lambda: a * torch.ones(3, 2))
attempt('matmul', lambda: a @ a)
attempt('mv', lambda: a @ b)
attempt('view', lambda: a.view(4, 2))
attempt('reshape', lambda: a.reshape(-1, 4))
attempt('cat', lambda: torch.cat([a, torch.ones(3, 2)]))
attempt('stack', lambda: torch.stack([a, b]))
attempt('index', lambda: a[2])
attempt('dim', lambda: a.sum(dim=2))
attempt('squeeze', lambda: a.unsqueeze(5))
attempt('item', lambda: a.item())
attempt('bool', lambda: bool(a))
attempt('backward', lambda: a.sum().backward())
attempt('grad', lambda: (torch.ones(2, requires_grad=True) * 2).backward())
attempt('leaf', lambda: torch.ones(2, requires_grad=True).add_(1))
attempt('int grad', lambda: torch.tensor([1], requires_grad=True))
attempt('linear', lambda: torch.nn.Linear(3, 2)(torch.ones(1, 4)))
attempt('expand', lambda: a.expand(3, 3))
attempt('broadcast', lambda: torch.broadcast_to(b, (3, 2)))
attempt('mean', lambda: torch.tensor([1, 2]).mean())
attempt('numpy', lambda: torch.ones(1, requires_grad=True).numpy())
attempt('class', lambda: torch.nn.functional.cross_entropy(torch.zeros(1, 2), torch.tensor([2])))
attempt('iter', lambda: list(torch.tensor(1)))
attempt('len', lambda: len(torch.tensor(1)))


def twice():
    w = torch.ones(1, requires_grad=True)
    y = (w * w).sum()
    y.backward()
    y.backward()


attempt('twice', twice)
attempt('mixed', lambda: torch.ones(2) @ torch.ones(2, dtype=torch.float64))
