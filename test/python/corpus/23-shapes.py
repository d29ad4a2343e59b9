import torch
x = torch.arange(12.0)
print(x.view(3, 4).t(), x.reshape(2, -1).shape, x.view(2, 2, 3).permute(2, 0, 1).shape, x.view(3, 4).T.shape, x.view(1, 12).squeeze().shape, x.unsqueeze(-1).shape)
print(x.view(3, 4).transpose(0, 1).contiguous().view(-1), x.view(3, 4).flatten().shape, torch.flatten(x.view(2, 2, 3), 1).shape)
a, b = torch.ones(2, 3), torch.zeros(2, 3)
print(torch.cat([a, b]), torch.cat((a, b), dim=1).shape, torch.stack([a, b]).shape, torch.stack([a, b], dim=-1).shape, torch.vstack([a, b]).shape, torch.hstack([a, b]).shape)
print(x.split(5), x.chunk(3), torch.unbind(a), x.view(3, 4).split([1, 2])[1])
print(a.expand(2, 2, 3).shape, torch.tensor([1, 2]).repeat(2, 2), torch.tensor([1, 2]).repeat_interleave(2), torch.tile(torch.tensor([1]), (3,)), a.expand_as(torch.zeros(4, 2, 3)).shape)
print(x.flip(0)[:3], torch.roll(x, 2)[:3], torch.tril(torch.ones(3, 3)), torch.triu(torch.ones(3, 3), diagonal=1), torch.diag(torch.tensor([1, 2])), torch.eye(2, 3))
print(torch.meshgrid(torch.arange(2), torch.arange(3), indexing='ij')[0], torch.cartesian_prod(torch.tensor([1, 2]), torch.tensor([3, 4])), torch.linspace(0, 1, 3), torch.logspace(0, 2, 3))
print(x.view(3, 4).gather(1, torch.tensor([[0], [1], [2]])), torch.zeros(3, 4).scatter(1, torch.tensor([[0], [1], [2]]), 1.0), x.view(3, 4).index_select(0, torch.tensor([2, 0])), torch.masked_select(x, x > 9), x.view(3, 4).masked_fill(x.view(3, 4) > 5, -1.0))
print(x.unfold(0, 4, 4), torch.movedim(torch.zeros(2, 3, 4), 0, -1).shape, torch.zeros(2, 3).new_zeros(4).shape, x.view_as(torch.zeros(3, 4)).shape, x.is_contiguous(), x.view(3, 4).t().is_contiguous(), x.view(3, 4).stride())
try:
    x.view(5, 3)
except RuntimeError as e:
    print(e)
try:
    x.view(3, 4).t().view(-1)
except RuntimeError as e:
    print(e)
try:
    torch.cat([torch.zeros(2, 3), torch.zeros(3, 2)])
except RuntimeError as e:
    print(e)
