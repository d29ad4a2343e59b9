import torch
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x * 2
y.retain_grad()
z = (y ** 2).sum()
z.backward(retain_graph=True)
print(x.grad, y.grad)
z.backward()
print(x.grad)
try:
    z.backward()
except RuntimeError as e:
    print(str(e)[:60])
g, = torch.autograd.grad((x ** 3).sum(), x, create_graph=True)
print(g)
g2, = torch.autograd.grad(g.sum(), x)
print(g2)
with torch.no_grad():
    w = x * 2
print(w.requires_grad, w.is_leaf, x.is_leaf, y.is_leaf)
d = y.detach()
print(d.requires_grad, d)
v = torch.tensor([1.0, 0.0, 2.0])
u = torch.zeros(3, requires_grad=True)
(u * 3).backward(v)
print(u.grad)
try:
    x.sub_(1)
except RuntimeError as e:
    print(e)
try:
    with torch.no_grad():
        x.sum().backward()
except RuntimeError as e:
    print(e)
a = torch.ones(2, requires_grad=True)
b = a * 1
b += 1
(b * b).sum().backward()
print(a.grad)
c = torch.tensor([2.0], requires_grad=True)
e = c ** 2
f = e * c
e.data.fill_(1.0)
h = c.register_hook(lambda grad: grad * 10)
(c * 3).backward()
print(c.grad)
h.remove()
c.grad = None
(c * 3).backward()
print(c.grad)
@torch.no_grad()
def double(t):
    return t * 2
print(double(c).requires_grad)
with torch.enable_grad():
    print((c * 2).requires_grad)
with torch.set_grad_enabled(False):
    print((c * 2).requires_grad, torch.is_grad_enabled())
print(torch.is_grad_enabled())
print(torch.autograd.grad((c * 2).sum(), [c], allow_unused=True))
m = torch.eye(2, requires_grad=True)
print(torch.autograd.functional.jacobian(lambda t: t ** 2, torch.tensor([1.0, 2.0])))
print(torch.autograd.functional.hessian(lambda t: (t ** 3).sum(), torch.tensor([1.0, 2.0])))
