import torch
import torch.nn as nn
import torch.nn.functional as F
torch.manual_seed(0)
x = torch.randn(2, 4, 6, 6)
bn = nn.BatchNorm2d(4)
print(bn(x).mean((0, 2, 3)).abs().max() < 1e-5, bn.running_mean, bn.running_var)
print(nn.LayerNorm([4, 6, 6])(x).shape, nn.GroupNorm(2, 4)(x).shape, nn.InstanceNorm2d(4)(x).shape)
print(F.max_pool2d(x, 2).shape, F.avg_pool2d(x, 3, stride=1, padding=1).shape, F.adaptive_avg_pool2d(x, (1, 1)).flatten(), nn.MaxPool2d(2, return_indices=True)(x)[1].shape)
print(F.conv2d(torch.ones(1, 1, 3, 3), torch.ones(1, 1, 2, 2)), F.conv2d(x, torch.ones(2, 4, 3, 3), stride=2, padding=1).shape, F.conv_transpose2d(torch.ones(1, 1, 2, 2), torch.ones(1, 1, 2, 2), stride=2).shape, F.conv1d(torch.ones(1, 1, 5), torch.ones(1, 1, 3)))
print(F.interpolate(torch.arange(4.0).view(1, 1, 2, 2), scale_factor=2), F.interpolate(torch.arange(4.0).view(1, 1, 2, 2), size=(3, 3), mode='bilinear', align_corners=True))
print(F.layer_norm(torch.tensor([1.0, 2.0, 3.0]), (3,)), F.batch_norm(torch.randn(3, 2), None, None, training=True).mean(0).abs().max() < 1e-6)
print(nn.Unfold(2)(torch.arange(9.0).view(1, 1, 3, 3)), F.pad(torch.ones(1, 1, 2, 2), (1, 1, 1, 1), mode='reflect') if False else F.pad(torch.ones(2, 2), (1, 0), value=5.0))
bn.eval()
print(bn(x)[0, 0, 0], bn.momentum, bn.eps, bn.num_features)
