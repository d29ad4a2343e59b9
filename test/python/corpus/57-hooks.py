import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
shapes = {}


def remember(name):
    def hook(module, inputs, output):
        shapes[name] = (tuple(inputs[0].shape), tuple(output.shape))
    return hook


handles = [layer.register_forward_hook(remember(str(i))) for i, layer in enumerate(model)]
model(torch.ones(4, 2))
print(shapes)
for handle in handles:
    handle.remove()
shapes.clear()
model(torch.ones(1, 2))
print(shapes)
w = torch.tensor([1.0, 2.0], requires_grad=True)
w.register_hook(lambda grad: print('grad', grad))
(w * 3).sum().backward()
h = w.register_hook(lambda grad: grad * 2)
w.grad = None
(w ** 2).sum().backward()
print(w.grad)
h.remove()
pre = model[0].register_forward_pre_hook(lambda module, inputs: (inputs[0] * 0,))
print(torch.equal(model[0](torch.ones(1, 2)), model[0].bias.unsqueeze(0)))
pre.remove()
y = w * 2
y.retain_grad()
y.sum().backward()
print(y.grad, y.is_leaf, w.is_leaf)
