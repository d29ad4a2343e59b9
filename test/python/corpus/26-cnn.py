import torch
import torch.nn as nn
import torch.nn.functional as F

class LeNet(nn.Module):
    def __init__(self):
        super(LeNet, self).__init__()
        self.conv1 = nn.Conv2d(1, 4, 3)
        self.conv2 = nn.Conv2d(4, 8, 3)
        self.fc1 = nn.Linear(8 * 2 * 2, 16)
        self.fc2 = nn.Linear(16, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), (2, 2))
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = torch.flatten(x, 1)
        x = F.relu(self.fc1(x))
        return self.fc2(x)

torch.manual_seed(0)
net = LeNet()
print(net)
x = torch.randn(4, 1, 14, 14)
y = torch.tensor([1, 2, 3, 4])
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
for epoch in range(5):
    optimizer.zero_grad()
    output = net(x)
    loss = criterion(output, y)
    loss.backward()
    optimizer.step()
    print(f'Epoch {epoch + 1}: loss = {loss.item():.4f}')
with torch.no_grad():
    pred = net(x).argmax(dim=1)
    acc = (pred == y).float().mean().item()
print(pred, f'{acc:.2%}')
print(net.conv1.weight.grad.shape, [tuple(p.shape) for p in net.parameters()])
