import torch
x = torch.tensor([1.0, 2.0, 3.0])
y = x
x += 1
x *= 2
x -= 0.5
x /= 2
x **= 2
print(x, y is x, x.add_(1) is x)
x.zero_(); x.fill_(3); x.mul_(2).sub_(1).clamp_(max=4)
print(x)
x[0] = 9
x[1:] *= 2
v = x.view(3, 1)
v[2, 0] = -1
print(x, v)
x.copy_(torch.tensor([1, 2, 3]))
z = x.clone()
z.neg_(); z.abs_(); z.sqrt_(); z.exp_(); z.log_()
print(x, z)
w = torch.zeros(2, requires_grad=True)
with torch.no_grad():
    w += 1
    w[0] = 5
print(w)
t = torch.arange(6).view(2, 3)
t.t_()
print(t.shape, t.unsqueeze_(0).shape, t.squeeze_().shape)
u = torch.ones(2, 3)
u.index_fill_(1, torch.tensor([0]), 7.0)
u.masked_fill_(u == 1, 0.5)
u.scatter_(1, torch.tensor([[2], [1]]), -1.0)
u.index_add_(0, torch.tensor([0]), torch.ones(1, 3))
print(u)
a = torch.tensor([3.0, 1.0, 2.0])
a.data = a.data * 2
print(a, a.sort()[0], a)
