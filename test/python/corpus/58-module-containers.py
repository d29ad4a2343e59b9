import torch
from torch import nn


class Many(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])
        self.choices = nn.ModuleDict({'relu': nn.ReLU(), 'lrelu': nn.LeakyReLU(0.1)})
        self.scales = nn.ParameterList([nn.Parameter(torch.ones(1)) for _ in range(2)])
        self.extra = nn.ParameterDict({'bias': nn.Parameter(torch.zeros(2))})

    def forward(self, x, act='relu'):
        for i, layer in enumerate(self.layers):
            x = self.choices[act](layer(x))
        return x * self.scales[0] + self.extra['bias']


torch.manual_seed(0)
model = Many([3, 4, 2])
print(model)
print([name for name, _ in model.named_parameters()])
print(len(model.layers), model.layers[-1], 'relu' in model.choices, list(model.choices.keys()))
model.layers.append(nn.Linear(2, 2))
print(len(list(model.parameters())), model(torch.ones(1, 3)).shape)
net = nn.Sequential()
net.add_module('first', nn.Linear(2, 2))
net.add_module('act', nn.GELU())
print(net, net.first.in_features, len(net))
print(nn.Dropout(0.5), nn.Embedding(10, 3, padding_idx=0), nn.LSTM(3, 4, num_layers=2, bidirectional=True))
print(nn.TransformerEncoderLayer(8, 2, 16))
print(nn.Conv2d(1, 2, 3, stride=2, padding=1, bias=False), nn.MaxPool2d(2), nn.AdaptiveAvgPool2d((1, 1)))
print(nn.BatchNorm2d(4), nn.LayerNorm(8), nn.GroupNorm(2, 4), nn.Softmax(dim=-1), nn.CrossEntropyLoss())
print(model.training, model.eval().training, model.train()[0] if hasattr(model, '__getitem__') else 'no index')
print(dict(model.named_children()).keys())
