import copy
import torch
from torch import nn, Tensor
x = torch.tensor([3.0, 1.0, 2.0])
print(sorted(x.tolist()), max(x), min(x), sum(x), list(x), [float(v) for v in x], abs(torch.tensor([-1.0])), round(2.567, 1))
print(x == torch.tensor([3.0, 0.0, 2.0]), x != 1, (x == x).all(), x.eq(3), x is x)
a, b, c = x
print(a + b, divmod(7, 2), pow(torch.tensor(2.0), 3), x.__class__.__name__, isinstance(x, Tensor), type(x))
d = {a: 1}
print(len(d), hash(a) == hash(a))
m = nn.Linear(2, 2)
m2 = copy.deepcopy(m)
with torch.no_grad():
    m2.weight.zero_()
print(m.weight.abs().sum().item() > 0, m2.weight)
print(torch.numel(x), torch.is_tensor(x), torch.is_tensor(1), x.nelement(), x.ndimension(), x.dim(), x.size(), x.numel())
def f(t: Tensor) -> Tensor:
    return t * 2
print(list(map(f, [x, x]))[0], f(x)[1:], x[-1].item() * 2)
print('%s' % x, f'{x.mean():.3f}', f'{x.sum().item():>8.2f}', f'{a.item():.1e}')
for i, v in enumerate(x):
    print(i, v.item(), end='; ')
print()
for p, q in zip(x, x.flip(0)):
    print((p * q).item(), end=' ')
print()
print(torch.tensor(range(3)), torch.tensor((1, 2)), torch.as_tensor([1.5]), torch.Tensor([1, 2]), torch.Tensor(2, 2).shape, torch.FloatTensor([1]), torch.LongTensor([1, 2]))
print(x.clone().requires_grad_().requires_grad, x.detach() is x, x.cpu() is x, x.to('cpu').device, x.data)
class Counter(nn.Module):
    def __init__(self):
        super().__init__()
        self.count = 0
        self.names = ['a']
        self.table = {'k': torch.zeros(1)}
    def forward(self, *xs, scale=1.0, **kw):
        self.count += 1
        return sum(xs) * scale
n = Counter()
print(n(a, b, scale=2.0), n.count, n.names, list(n.parameters()), n)
print(torch.pi, torch.inf, torch.e)
