import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim


class Net(nn.Module):

    def __init__(self):
        super(Net, self).__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), (2, 2))
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = torch.flatten(x, 1)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)


torch.manual_seed(0)
net = Net()
print(net)
params = list(net.parameters())
print(len(params))
print(params[0].size())
print(sum(p.numel() for p in net.parameters() if p.requires_grad))
input = torch.rand(1, 1, 32, 32)
out = net(input)
print(out.shape, out.grad_fn.name())
net.zero_grad()
target = torch.linspace(0, 1, 10).view(1, -1)
criterion = nn.MSELoss()
loss = criterion(out, target)
print(f'{loss.item():.4f}')
print(type(loss.grad_fn).__name__)
print(loss.grad_fn.next_functions[0][0].name())
loss.backward()
print(net.conv1.bias.grad.shape, net.conv1.bias.grad.abs().sum() > 0)
optimizer = optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
for _ in range(5):
    optimizer.zero_grad()
    loss = criterion(net(input), target)
    loss.backward()
    optimizer.step()
    print(f'{loss.item():.3f}')
