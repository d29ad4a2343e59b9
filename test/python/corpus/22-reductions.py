import torch
x = torch.tensor([[1.0, 5.0, 3.0], [4.0, 2.0, 6.0]])
print(x.sum(), x.sum(0), x.sum(dim=1, keepdim=True), x.mean(), x.mean(1), x.prod(), x.std(), x.var(0), x.var(unbiased=False), x.norm(), x.norm(dim=1))
print(x.max(), x.min(), x.argmax(), x.argmin(dim=1), x.max(dim=1), x.min(0).values)
values, indices = x.max(1)
print(values, indices, x.amax(0), x.median(), x.median(dim=1))
print(x.sort(dim=1), x.argsort(dim=1, descending=True), x.topk(2), torch.topk(x, k=1, dim=0))
print(x.cumsum(1), x.cumprod(dim=0), x.logsumexp(1), (x > 2).all(), (x > 2).any(dim=1), x.unique(), torch.unique(torch.tensor([1, 1, 2]), return_counts=True))
print(torch.max(x, torch.tensor(3.0)), torch.maximum(x, torch.full_like(x, 3)), torch.clamp(x, min=2, max=5), x.clamp(max=3), torch.where(x > 3, x, torch.zeros_like(x)), torch.where(x > 3, 1.0, 0.0))
print(torch.std_mean(x), torch.var_mean(x, dim=0), torch.histc(x, bins=3), torch.bincount(torch.tensor([0, 1, 1])), x.count_nonzero(), x.nonzero().shape, torch.diff(x))
print(torch.quantile(x, 0.5), torch.mode(torch.tensor([1, 2, 2])), torch.kthvalue(x, 2), x.flatten().cummax(0))
print(torch.tensor([1, 2, 3]).sum(), torch.tensor([True, True]).sum(), torch.tensor([1, 2]).float().mean())
try:
    torch.tensor([1, 2]).mean()
except RuntimeError as e:
    print(e)
