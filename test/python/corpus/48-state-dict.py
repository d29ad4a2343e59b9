import io
import copy
import torch
from torch import nn, optim


class TheModelClass(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3), nn.ReLU())
        self.head = nn.Linear(3, 2, bias=False)
        self.register_buffer('scale', torch.tensor(2.0))

    def forward(self, x):
        return self.head(self.body(x)) * self.scale


torch.manual_seed(3)
model = TheModelClass()
optimizer = optim.SGD(model.parameters(), lr=0.001, momentum=0.9)
print("Model's state_dict:")
for param_tensor in model.state_dict():
    print(param_tensor, "\t", model.state_dict()[param_tensor].size())
print("Optimizer's state_dict:")
for var_name in optimizer.state_dict():
    print(var_name)
print(optimizer.state_dict()['param_groups'][0]['lr'])
kept = copy.deepcopy(model.state_dict())
x = torch.randn(5, 4)
model(x).sum().backward()
optimizer.step()
other = TheModelClass()
print(other.load_state_dict(kept))
other.eval()
model.load_state_dict(kept)
model.eval()
print(torch.equal(other(x), model(x)))
buffer = io.BytesIO()
torch.save(model.state_dict(), buffer)
buffer.seek(0)
again = TheModelClass()
again.load_state_dict(torch.load(buffer))
again.eval()
print(torch.allclose(again(x), model(x)))
try:
    nn.Linear(4, 3).load_state_dict(nn.Linear(4, 2).state_dict())
except RuntimeError as error:
    print(str(error).splitlines()[0])
missing = other.load_state_dict({'scale': torch.tensor(1.0)}, strict=False)
print(missing.missing_keys[:2], missing.unexpected_keys)
