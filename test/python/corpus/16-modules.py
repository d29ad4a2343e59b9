import torch
import torch.nn as nn
from collections import OrderedDict

class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.net = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))
        self.scale = nn.Parameter(torch.ones(1))
        self.register_buffer('steps', torch.zeros(1))

    def forward(self, x):
        self.steps += 1
        return x + self.scale * self.net(self.norm(x))

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList([Block(4), nn.Identity()])
        self.heads = nn.ModuleDict({'a': nn.Linear(4, 2), 'b': nn.Linear(4, 3)})
        self.drop = nn.Dropout(p=0.5)

    def forward(self, x, head='a'):
        for block in self.blocks:
            x = block(x)
        return self.heads[head](self.drop(x))

torch.manual_seed(0)
net = Net()
print(net)
print([name for name, _ in net.named_parameters()])
print([name for name, _ in net.named_modules()])
print([name for name, _ in net.named_buffers()])
print(sum(p.numel() for p in net.parameters()))
net.eval()
x = torch.ones(2, 4)
print(net(x))
print(net(x, head='b').shape, net.blocks[0].steps, net.blocks[1])
net.train()
print(net.training, net.drop.training, net.blocks[0].net[1].training)
state = net.state_dict()
print(list(state)[:4], state['blocks.0.scale'])
other = Net()
print(other.load_state_dict(state))
other.eval(); net.eval()
print(torch.equal(other(x), net(x)))
seq = nn.Sequential(OrderedDict([('first', nn.Linear(2, 3)), ('act', nn.ReLU())]))
print(seq, seq[0], len(seq), seq.first.weight.shape)
seq.add_module('last', nn.Linear(3, 1))
print(seq[:2])
for p in net.parameters():
    p.requires_grad_(False)
print(any(p.requires_grad for p in net.parameters()))
def init(m):
    if isinstance(m, nn.Linear):
        nn.init.constant_(m.weight, 0.5)
        nn.init.zeros_(m.bias)
seq.apply(init)
print(seq(torch.tensor([[1.0, 2.0]])))
handle = seq[0].register_forward_hook(lambda module, inp, out: print('hook', out.shape))
seq(torch.zeros(1, 2))
handle.remove()
try:
    net.load_state_dict({'x': torch.zeros(1)})
except RuntimeError as e:
    print(str(e)[:50])
try:
    net.missing
except AttributeError as e:
    print(e)
print(isinstance(net.heads['a'], nn.Linear), net.heads['a'].in_features, net.heads['a'].bias is not None)
print(nn.Linear(2, 2, bias=False).bias, nn.Conv2d(1, 2, 3).kernel_size, nn.Dropout(0.3).p)
