import torch
from torch import nn
from torch.nn.utils import clip_grad_norm_, clip_grad_value_, parameters_to_vector, vector_to_parameters

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))
x = torch.tensor([[1.0, 2.0, 3.0]])
(model(x) * 100).sum().backward()
norms = [p.grad.norm().item() for p in model.parameters()]
print([f'{n:.3f}' for n in norms])
total = clip_grad_norm_(model.parameters(), max_norm=1.0)
print(f'{total:.3f}')
after = sum(p.grad.norm() ** 2 for p in model.parameters()) ** 0.5
print(f'{after:.4f}')
clip_grad_value_(model.parameters(), 0.1)
print(max(p.grad.abs().max().item() for p in model.parameters()) <= 0.1001)


def count(model):
    rows = []
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            rows.append((name, parameter.numel(), tuple(parameter.shape)))
    return rows


for row in count(model):
    print(f'{row[0]:<10} {row[1]:>4} {row[2]}')
print('total', sum(n for _, n, _ in count(model)))
model[0].requires_grad_(False)
print('total', sum(n for _, n, _ in count(model)))
vector = parameters_to_vector(model.parameters())
print(vector.shape)
vector_to_parameters(torch.zeros_like(vector), model.parameters())
print(model(x))
print(list(model.children())[1], [type(m).__name__ for m in model.modules()])
model.apply(lambda m: nn.init.ones_(m.weight) if isinstance(m, nn.Linear) else None)
print(model[2].weight)
