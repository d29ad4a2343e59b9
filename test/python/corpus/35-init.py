import torch
import torch.nn as nn
torch.manual_seed(0)
w = torch.empty(3, 4)
for f in [lambda: nn.init.uniform_(w), lambda: nn.init.normal_(w, 0, 0.1), lambda: nn.init.xavier_uniform_(w), lambda: nn.init.xavier_normal_(w, gain=2.0), lambda: nn.init.kaiming_uniform_(w, nonlinearity='relu'), lambda: nn.init.kaiming_normal_(w, mode='fan_out'), lambda: nn.init.constant_(w, 0.3), lambda: nn.init.ones_(w), lambda: nn.init.zeros_(w), lambda: nn.init.eye_(w), lambda: nn.init.trunc_normal_(w, std=0.02)]:
    print(f()[0])
print(nn.init.calculate_gain('tanh'), nn.init.calculate_gain('relu'))
for make in [lambda: nn.Linear(3, 2), lambda: nn.Conv2d(1, 2, 2), lambda: nn.Embedding(3, 2), lambda: nn.LSTM(2, 2), lambda: nn.MultiheadAttention(4, 2), lambda: nn.Bilinear(2, 2, 1)]:
    torch.manual_seed(5)
    layer = make()
    print(type(layer).__name__, [round(p.sum().item(), 4) for p in layer.parameters()])
