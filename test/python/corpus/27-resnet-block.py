import torch
from torch import nn

class BasicBlock(nn.Module):
    expansion = 1
    def __init__(self, in_planes, planes, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(in_planes, planes, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(planes, planes, kernel_size=3, stride=1, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.shortcut = nn.Sequential()
        if stride != 1 or in_planes != planes:
            self.shortcut = nn.Sequential(nn.Conv2d(in_planes, planes, kernel_size=1, stride=stride, bias=False), nn.BatchNorm2d(planes))

    def forward(self, x):
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += self.shortcut(x)
        return self.relu(out)

torch.manual_seed(0)
net = nn.Sequential(BasicBlock(2, 4, 2), BasicBlock(4, 4), nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten(), nn.Linear(4, 3))
print(net)
x = torch.randn(4, 2, 8, 8)
out = net(x)
print(out)
out.sum().backward()
print(net[0].conv1.weight.grad.abs().sum().item() > 0, net[0].bn1.running_mean.round(decimals=4), net[0].bn1.num_batches_tracked)
net.eval()
print(net(x))
print([k for k in net.state_dict()][:8])
