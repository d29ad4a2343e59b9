import torch
from torch import nn, optim
from torch.optim import lr_scheduler

model = nn.Linear(2, 1)


def curve(make, steps=8, metric=None):
    optimizer = optim.SGD(model.parameters(), lr=0.1)
    scheduler = make(optimizer)
    rates = []
    for step in range(steps):
        rates.append(round(optimizer.param_groups[0]['lr'], 5))
        optimizer.step()
        if metric:
            scheduler.step(metric[step])
        else:
            scheduler.step()
    return rates


print(curve(lambda o: lr_scheduler.StepLR(o, step_size=3, gamma=0.1)))
print(curve(lambda o: lr_scheduler.MultiStepLR(o, milestones=[2, 5], gamma=0.5)))
print(curve(lambda o: lr_scheduler.ExponentialLR(o, gamma=0.9)))
print(curve(lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=8)))
print(curve(lambda o: lr_scheduler.LambdaLR(o, lr_lambda=lambda epoch: 0.95 ** epoch)))
print(curve(lambda o: lr_scheduler.LinearLR(o, start_factor=0.5, total_iters=4)))
print(curve(lambda o: lr_scheduler.ReduceLROnPlateau(o, patience=1, factor=0.5), metric=[1, 1, 1, 1, 1, 0.5, 0.5, 0.5]))
print(curve(lambda o: lr_scheduler.OneCycleLR(o, max_lr=0.1, total_steps=8)))
optimizer = optim.SGD(model.parameters(), lr=0.1)
scheduler = lr_scheduler.StepLR(optimizer, 2)
optimizer.step()
scheduler.step()
print(scheduler.get_last_lr(), scheduler.last_epoch)
groups = optim.SGD([{'params': [model.weight], 'lr': 1e-2}, {'params': [model.bias]}], lr=1e-3, momentum=0.9)
print([group['lr'] for group in groups.param_groups])
print(groups)
