import torch
from torch.optim import lr_scheduler as S
def run(make, steps=6):
    w = torch.nn.Parameter(torch.zeros(1))
    opt = torch.optim.SGD([w], lr=0.1)
    sch = make(opt)
    out = []
    for _ in range(steps):
        out.append(round(opt.param_groups[0]['lr'], 6))
        opt.step()
        sch.step()
    return out
print(run(lambda o: S.StepLR(o, step_size=2, gamma=0.5)))
print(run(lambda o: S.MultiStepLR(o, milestones=[2, 4], gamma=0.1)))
print(run(lambda o: S.ExponentialLR(o, gamma=0.9)))
print(run(lambda o: S.CosineAnnealingLR(o, T_max=5)))
print(run(lambda o: S.LinearLR(o, start_factor=0.5, total_iters=4)))
print(run(lambda o: S.LambdaLR(o, lr_lambda=lambda epoch: 0.95 ** epoch)))
print(run(lambda o: S.OneCycleLR(o, max_lr=1.0, total_steps=10)))
print(run(lambda o: S.CosineAnnealingWarmRestarts(o, T_0=2)))
print(run(lambda o: S.PolynomialLR(o, total_iters=4, power=2.0)))
print(run(lambda o: S.CyclicLR(o, base_lr=0.01, max_lr=0.1, step_size_up=2)))
print(run(lambda o: S.SequentialLR(o, [S.ConstantLR(o, factor=0.1, total_iters=2), S.ExponentialLR(o, gamma=0.9)], milestones=[2])))
w = torch.nn.Parameter(torch.zeros(1))
opt = torch.optim.SGD([w], lr=0.1)
plateau = S.ReduceLROnPlateau(opt, factor=0.5, patience=1)
for loss in [1.0, 0.9, 0.9, 0.9, 0.9, 0.9]:
    opt.step()
    plateau.step(loss)
    print(opt.param_groups[0]['lr'], end=' ')
print()
sch = S.StepLR(opt, 1, gamma=0.5)
opt.step(); sch.step()
print(sch.get_last_lr())
