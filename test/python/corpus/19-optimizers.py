import torch
def run(make, steps=5):
    w = torch.nn.Parameter(torch.tensor([1.0, -2.0, 3.0]))
    opt = make([w])
    for _ in range(steps):
        opt.zero_grad()
        loss = ((w - torch.tensor([0.5, 0.5, 0.5])) ** 2 * torch.tensor([1.0, 2.0, 3.0])).sum()
        loss.backward()
        opt.step()
    return w.detach()
O = torch.optim
for make in [lambda p: O.SGD(p, lr=0.1), lambda p: O.SGD(p, lr=0.1, momentum=0.9), lambda p: O.SGD(p, 0.1, momentum=0.9, nesterov=True, weight_decay=0.01),
             lambda p: O.Adam(p, lr=0.1), lambda p: O.Adam(p, lr=0.1, betas=(0.8, 0.9), amsgrad=True), lambda p: O.AdamW(p, lr=0.1, weight_decay=0.1), lambda p: O.RMSprop(p, lr=0.05),
             lambda p: O.RMSprop(p, lr=0.05, momentum=0.5, centered=True), lambda p: O.Adagrad(p, lr=0.5), lambda p: O.Adadelta(p), lambda p: O.Adamax(p, lr=0.1), lambda p: O.NAdam(p, lr=0.1), lambda p: O.RAdam(p, lr=0.1), lambda p: O.Rprop(p)]:
    print(run(make))
w = torch.nn.Parameter(torch.tensor([2.0]))
v = torch.nn.Parameter(torch.tensor([3.0]))
opt = O.SGD([{'params': [w]}, {'params': [v], 'lr': 0.5}], lr=0.1)
(w * 2 + v * 3).backward()
opt.step()
print(w.item(), v.item(), [g['lr'] for g in opt.param_groups])
for g in opt.param_groups:
    g['lr'] *= 0.1
print([round(g['lr'], 4) for g in opt.param_groups])
opt = O.LBFGS([w], lr=0.5)
def closure():
    opt.zero_grad()
    loss = (w - 1) ** 2
    loss.backward()
    return loss
for _ in range(3):
    opt.step(closure)
print(f'{w.item():.4f}')
try:
    O.SGD([], lr=0.1)
except ValueError as e:
    print(e)
try:
    O.Adam([w], lr=-1)
except ValueError as e:
    print(e)
adam = O.Adam([w], lr=0.1)
w.grad = torch.ones(1)
adam.step()
state = adam.state_dict()
print(state['param_groups'][0]['lr'], state['state'][0]['exp_avg'], list(state))
