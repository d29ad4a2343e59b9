import torch
x = torch.tensor([0.5, 1.0, 2.0])
for name in 'exp log sin cos tan tanh sigmoid sqrt rsqrt square abs neg reciprocal floor ceil round sign erf log2 log10 log1p expm1 asin sinh relu trunc frac'.split():
    print(name, getattr(torch, name)(x), getattr(x, name)())
print(torch.pow(x, 2), torch.atan2(x, x), torch.fmod(x, 0.75), torch.remainder(-x, 0.75), torch.hypot(x, x), torch.lerp(x, x * 2, 0.5), torch.isnan(x), torch.isfinite(x), torch.nan_to_num(torch.tensor([float('nan')])))
print(torch.logical_and(x > 0, x < 2), torch.logical_not(x > 1), torch.isclose(x, x + 1e-9), torch.allclose(x, x), torch.equal(x, x), torch.eq(x, 1), torch.gt(x, 1), torch.ne(x, 1))
print(torch.sum(x), torch.mean(x, dim=0), torch.add(x, 1), torch.mul(x, 2), torch.div(x, 2, rounding_mode='floor'), torch.sub(x, 1, alpha=2), torch.abs(-x), torch.numel(x), torch.squeeze(x.unsqueeze(0)), torch.unsqueeze(x, 0), torch.transpose(x.unsqueeze(0), 0, 1).shape, torch.reshape(x, (3, 1)).shape, torch.t(x.unsqueeze(0)).shape)
print(torch.softmax(x, 0), torch.log_softmax(x, dim=0), torch.sigmoid(x), torch.argmax(x), torch.sort(x, descending=True), torch.cumsum(x, 0), torch.flip(x, [0]), torch.where(x > 1), torch.tensor(2).pow(3), torch.heaviside(x - 1, torch.tensor([0.5])), torch.special.expit(x) if False else torch.logit(torch.tensor([0.2])))
print(torch.broadcast_to(x, (2, 3)), torch.broadcast_tensors(x, torch.zeros(2, 1))[1], torch.searchsorted(x, torch.tensor([1.5])), torch.bucketize(torch.tensor([1.5]), x), torch.trapz(x), torch.cov(torch.stack([x, x ** 2])), torch.corrcoef(torch.stack([x, -x])))
