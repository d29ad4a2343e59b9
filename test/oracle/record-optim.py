"""Records update rules and schedules of PyTorch step by step into optim.json."""
import json
import pathlib
import torch
from torch.optim import lr_scheduler

w0 = torch.linspace(-2, 2, 19)
c = torch.linspace(0.3, 3, 19)
t = torch.linspace(1, -1, 19)


def loss_of(w):
    return (c * (w - t) ** 2).sum() + (w[0] * w[1]).sin()


optimizers = []
for name, options in [
    ("SGD", dict(lr=0.05)),
    ("SGD", dict(lr=0.05, momentum=0.9, dampening=0.1)),
    ("SGD", dict(lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.01)),
    ("SGD", dict(lr=0.001, maximize=True, weight_decay=0.1, momentum=0.5)),
    ("Adam", dict()),
    ("Adam", dict(lr=0.1, betas=(0.5, 0.9), eps=1e-3, weight_decay=0.1)),
    ("Adam", dict(lr=0.1, amsgrad=True, maximize=True)),
    ("AdamW", dict()),
    ("AdamW", dict(lr=0.3, weight_decay=0.2, amsgrad=True)),
    ("RMSprop", dict(lr=0.05)),
    ("RMSprop", dict(lr=0.05, alpha=0.5, eps=1e-4, weight_decay=0.1)),
    ("RMSprop", dict(lr=0.05, alpha=0.9, momentum=0.9, centered=True)),
    ("Adagrad", dict(lr=0.5)),
    ("Adagrad", dict(lr=0.5, lr_decay=0.1, weight_decay=0.1, initial_accumulator_value=0.5, eps=1e-3)),
    ("Adadelta", dict()),
    ("Adadelta", dict(lr=0.5, rho=0.5, eps=1e-3, weight_decay=0.1, maximize=True)),
    ("Adamax", dict(lr=0.1)),
    ("Adamax", dict(lr=0.1, betas=(0.5, 0.7), weight_decay=0.1)),
    ("NAdam", dict(lr=0.1)),
    ("NAdam", dict(lr=0.1, betas=(0.5, 0.7), weight_decay=0.1, momentum_decay=0.1)),
    ("RAdam", dict(lr=0.1)),
    ("RAdam", dict(lr=0.1, betas=(0.8, 0.9), weight_decay=0.1)),
    ("Rprop", dict(lr=0.1)),
    ("Rprop", dict(lr=0.3, etas=(0.3, 1.5), step_sizes=(0.01, 0.4))),
    ("LBFGS", dict(lr=0.5)),
    ("LBFGS", dict(lr=1.0, max_iter=5, history_size=3, line_search_fn="strong_wolfe")),
]:
    w = w0.clone().requires_grad_()
    opt = getattr(torch.optim, name)([w], **options)
    printed = repr(opt)

    def closure():
        opt.zero_grad()
        loss = loss_of(w)
        loss.backward()
        return loss

    steps = []
    for i in range(15):
        loss = opt.step(closure)
        steps.append({"loss": loss.item(), "w": w.tolist() if i in (0, 1, 4, 14) else None})
    optimizers.append({"name": name, "options": options, "printed": printed, "steps": steps})

schedulers = []


def schedule(name, count, make, lr=0.1, optimizer="SGD", **options):
    ws = [torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)]
    momentum = {} if optimizer == "Adam" else {"momentum": 0.9}
    opt = getattr(torch.optim, optimizer)([{"params": [ws[0]]}, {"params": [ws[1]], "lr": lr / 2}], lr=lr, **momentum)
    sched = make(opt)
    lrs = []
    moments = []
    for _ in range(count):
        lrs.append([g["lr"] for g in opt.param_groups])
        moments.append([g["betas"][0] if optimizer == "Adam" else g["momentum"] for g in opt.param_groups])
        opt.step()
        sched.step()
    schedulers.append({"name": name, "optimizer": optimizer, "lrs": lrs, "momentums": moments})


L = lr_scheduler
schedule("StepLR 4", 12, lambda o: L.StepLR(o, 4))
schedule("StepLR 3 0.7", 12, lambda o: L.StepLR(o, step_size=3, gamma=0.7))
schedule("MultiStepLR", 12, lambda o: L.MultiStepLR(o, [2, 5, 5, 9], gamma=0.3))
schedule("ConstantLR", 8, lambda o: L.ConstantLR(o))
schedule("ConstantLR 0.25 3", 8, lambda o: L.ConstantLR(o, factor=0.25, total_iters=3))
schedule("LinearLR", 9, lambda o: L.LinearLR(o))
schedule("LinearLR 1 0.1 6", 9, lambda o: L.LinearLR(o, 1.0, 0.1, 6))
schedule("ExponentialLR", 9, lambda o: L.ExponentialLR(o, 0.8))
schedule("PolynomialLR", 9, lambda o: L.PolynomialLR(o))
schedule("PolynomialLR 7 2", 9, lambda o: L.PolynomialLR(o, total_iters=7, power=2))
schedule("CosineAnnealingLR", 24, lambda o: L.CosineAnnealingLR(o, 7, eta_min=0.003))
schedule("CosineAnnealingWarmRestarts", 20, lambda o: L.CosineAnnealingWarmRestarts(o, 3, T_mult=2, eta_min=0.01))
schedule("CosineAnnealingWarmRestarts 4", 12, lambda o: L.CosineAnnealingWarmRestarts(o, 4))
schedule("LambdaLR", 9, lambda o: L.LambdaLR(o, [lambda e: 0.9**e, lambda e: 1 / (1 + e)]))
schedule("MultiplicativeLR", 9, lambda o: L.MultiplicativeLR(o, lambda e: 0.95 + 0.01 * e))
schedule("OneCycleLR", 20, lambda o: L.OneCycleLR(o, max_lr=0.5, total_steps=20))
schedule("OneCycleLR linear three", 20, lambda o: L.OneCycleLR(o, [0.5, 1.0], epochs=4, steps_per_epoch=5, anneal_strategy="linear", three_phase=True, pct_start=0.4, div_factor=10.0, final_div_factor=100.0))
schedule("OneCycleLR Adam", 10, lambda o: L.OneCycleLR(o, 0.5, 10), optimizer="Adam")
schedule("OneCycleLR still", 10, lambda o: L.OneCycleLR(o, 0.5, 10, cycle_momentum=False))
schedule("CyclicLR", 20, lambda o: L.CyclicLR(o, 0.01, 0.1, step_size_up=4))
schedule("CyclicLR 2", 20, lambda o: L.CyclicLR(o, 0.01, 0.1, step_size_up=3, step_size_down=5, mode="triangular2"))
schedule("CyclicLR exp", 20, lambda o: L.CyclicLR(o, 0.01, 0.1, step_size_up=3, mode="exp_range", gamma=0.9, cycle_momentum=False))
schedule("CyclicLR scale", 20, lambda o: L.CyclicLR(o, 0.01, 0.1, step_size_up=3, scale_fn=lambda x: 1 / (1 + x), scale_mode="iterations"))
schedule("SequentialLR", 14, lambda o: L.SequentialLR(o, [L.ConstantLR(o, 0.1, 2), L.ExponentialLR(o, 0.9), L.CosineAnnealingLR(o, 5)], [3, 8]))
schedule("ChainedScheduler", 12, lambda o: L.ChainedScheduler([L.ConstantLR(o, 0.1, 3), L.ExponentialLR(o, 0.9)]))

measures = [5, 4, 3.9, 3.9, 3.9, 3.95, 3.9, 3.8999, 3.9, 3.9, 3.9, 3.9, 3, 3, 3, 3, 3, 3]
plateaus = []
for options in [dict(patience=2), dict(patience=1, cooldown=2, factor=0.5), dict(mode="max", patience=3, threshold=0.5, threshold_mode="abs"), dict(patience=0, min_lr=0.02), dict(patience=0, eps=0.02)]:
    opt = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
    sched = L.ReduceLROnPlateau(opt, **options)
    lrs = []
    for m in measures:
        sched.step(m)
        lrs.append(opt.param_groups[0]["lr"])
    plateaus.append({"options": options, "lrs": lrs})

out = {"made_with": f"PyTorch {torch.__version__}", "optimizers": optimizers, "schedulers": schedulers, "measures": measures, "plateaus": plateaus}
pathlib.Path(__file__).with_name("optim.json").write_text(json.dumps(out) + "\n")
