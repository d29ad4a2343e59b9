import torch

x = torch.ones(2, 2, requires_grad=True)
print(x)
y = x + 2
print(y)
print(y.grad_fn is not None, type(y.grad_fn).__name__)
z = y * y * 3
out = z.mean()
print(z, out)
a = torch.tensor([[0.5, 1.0], [2.0, 4.0]])
a = (a * 3) / (a - 1.5)
print(a.requires_grad)
a.requires_grad_(True)
b = (a * a).sum()
print(b.grad_fn.name())
out.backward()
print(x.grad)
v = torch.tensor([0.1, 1.0, 0.0001], dtype=torch.float)
x = torch.tensor([0.5, -0.25, 1.0], requires_grad=True)
y = x * 2
while y.data.norm() < 1000:
    y = y * 2
print(y)
y.backward(v)
print(x.grad)
print(x.requires_grad, (x ** 2).requires_grad)
with torch.no_grad():
    print((x ** 2).requires_grad)
y = x.detach()
print(y.requires_grad, x.eq(y).all())
a = torch.tensor([2., 3.], requires_grad=True)
b = torch.tensor([6., 4.], requires_grad=True)
Q = 3 * a ** 3 - b ** 2
Q.backward(gradient=torch.tensor([1., 1.]))
print(9 * a ** 2 == a.grad)
print(-2 * b == b.grad)
