import torch
x = torch.arange(24).reshape(2, 3, 4)
print(x[0], x[1, 2], x[1, 2, 3])
print(x[:, 1], x[..., -1], x[0, 1:, ::2])
print(x[:, None].shape, x[None, ..., None].shape)
print(x[x > 20], (x > 20).sum())
print(x[[0, 1], [1, 2]])
print(x[torch.tensor([1, 0])][:, 0])
print(x[:, torch.tensor([0, 2]), 1:3])
y = torch.zeros(3, 4)
y[1] = 5
y[0, 1:3] = torch.tensor([1.0, 2.0])
y[y == 5] = -1
y[:, 3] += 10
y[[0, 2], [0, 0]] = torch.tensor([7.0, 8.0])
print(y)
print(y[-1], y[-1].shape, y[1:1].shape)
try:
    y[3]
except IndexError as e:
    print(e)
try:
    y[0, 0, 0]
except IndexError as e:
    print(e)
mask = torch.tensor([True, False, True])
print(y[mask], y[mask, 1])
a, b = torch.tensor([[1, 2], [3, 4]])
print(a, b, a[1].item(), type(a[1].item()))
for row in y[:2]:
    print(row.tolist())
print(len(y), 7.0 in y, 99 in y)
