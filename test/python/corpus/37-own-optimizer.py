import torch
from torch.optim import Optimizer
class MySGD(Optimizer):
    def __init__(self, params, lr=0.1, decay=0.0):
        defaults = dict(lr=lr, decay=decay)
        super().__init__(params, defaults)
    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group['params']:
                if p.grad is None:
                    continue
                state = self.state[p]
                state['step'] = state.get('step', 0) + 1
                p.add_(p.grad + group['decay'] * p, alpha=-group['lr'])
w = torch.nn.Parameter(torch.tensor([1.0, 2.0]))
opt = MySGD([w], lr=0.5)
for _ in range(3):
    opt.zero_grad()
    (w ** 2).sum().backward()
    opt.step()
    print(w.tolist())
print(opt.state[w])
b = torch.zeros(2)
b.addcmul_(torch.ones(2), torch.tensor([2.0, 3.0]), value=0.5)
b.addcdiv_(torch.ones(2), torch.tensor([2.0, 4.0]), value=1.0)
print(b, b.lerp(torch.ones(2), 0.5), torch.add(b, b, alpha=2), b.sub(1, alpha=3))
