"""Records pooling, interpolation and rearrangements of images of torch.nn.functional into pooling.json."""
import torch

from recorder import Recorder

r = Recorder("pooling", seed=23)
inf, nan = float("inf"), float("nan")
n = r.normal
f64 = torch.float64


def F(op, *args, **kwargs):
    r.case(op, *args, module="F", **kwargs)


ties = torch.tensor([[[[1.0, 1.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0], [2.0, 3.0, nan, 1.0], [3.0, 2.0, 1.0, nan]]]])
depths = torch.tensor([[[[-inf, -inf, 1.0], [-inf, -inf, inf], [0.0, 2.0, inf]]]])
for k in [dict(kernel_size=2), dict(kernel_size=3, stride=1), dict(kernel_size=3, stride=2, padding=1), dict(kernel_size=2, stride=3, ceil_mode=True), dict(kernel_size=3, dilation=2), dict(kernel_size=2, dilation=3, padding=1, stride=2, ceil_mode=True)]:
    F("max_pool1d", n(2, 3, 9), **k)
    F("max_pool1d", n(3, 10), **k)
    F("max_pool1d", n(2, 3, 9), **k, return_indices=True, pick=1)
F("max_pool1d", n(2, 3, 9), 3)
F("max_pool1d", n(2, 3, 9), 3, 2, 1)
for k in [dict(kernel_size=2), dict(kernel_size=[2, 3]), dict(kernel_size=3, stride=1), dict(kernel_size=3, stride=2, padding=1), dict(kernel_size=[3, 2], stride=[2, 1], padding=[1, 0]), dict(kernel_size=2, stride=3, ceil_mode=True), dict(kernel_size=2, dilation=[2, 3]), dict(kernel_size=3, stride=2, padding=1, dilation=2, ceil_mode=True)]:
    F("max_pool2d", n(2, 3, 7, 8), **k)
    F("max_pool2d", n(3, 8, 7), **k)
    F("max_pool2d", n(2, 3, 7, 8), **k, return_indices=True, pick=1)
    F("max_pool2d", n(2, 3, 7, 8), **k, return_indices=True, pick=0)
F("max_pool2d", n(2, 3, 6, 6), 2)
F("max_pool2d", n(2, 3, 6, 6), 3, 2)
F("max_pool2d", n(2, 3, 6, 6), 3, 2, 1)
F("max_pool2d", n(0, 3, 6, 6), 2)
F("max_pool2d", ties.clone().requires_grad_(), 2)
F("max_pool2d", ties.clone().requires_grad_(), 2, 1)
F("max_pool2d", ties.clone(), 2, 1, return_indices=True, pick=1)
F("max_pool2d", depths.clone().requires_grad_(), 2, 1)
F("max_pool2d", depths.clone(), 2, 1, return_indices=True, pick=1)
F("max_pool2d", n(1, 2, 4, 4, dtype=f64), 2)
F("max_pool3d", n(2, 2, 4, 5, 4), 2)
F("max_pool3d", n(2, 4, 5, 4), [2, 3, 2], stride=[1, 2, 2], padding=[1, 1, 0])
F("max_pool3d", n(1, 1, 4, 4, 4), kernel_size=2, return_indices=True, pick=1)
for k in [dict(kernel_size=2), dict(kernel_size=3, stride=1), dict(kernel_size=3, stride=2, padding=1), dict(kernel_size=3, stride=2, padding=1, count_include_pad=False), dict(kernel_size=2, stride=3, ceil_mode=True), dict(kernel_size=4, stride=3, padding=2, ceil_mode=True), dict(kernel_size=4, stride=3, padding=2, ceil_mode=True, count_include_pad=False)]:
    r.case("avg_pool1d", n(2, 3, 9), **k)
    F("avg_pool1d", n(3, 10), **k)
    F("avg_pool2d", n(2, 3, 7, 8), **k)
    F("avg_pool2d", n(3, 8, 7), **k)
    F("avg_pool2d", n(2, 3, 7, 8), **k, divisor_override=5)
    F("avg_pool3d", n(1, 2, 5, 6, 5), **k)
F("avg_pool2d", n(2, 3, 7, 8), [3, 2], [2, 1], [1, 0], True, False)
F("avg_pool2d", n(2, 3, 7, 8), 2, 2)
F("avg_pool2d", n(0, 3, 4, 4), 2)
F("avg_pool2d", torch.tensor([[[[1.0, inf], [-inf, nan]], [[inf, inf], [1.0, 2.0]]]]).requires_grad_(), 2)
F("avg_pool2d", n(1, 2, 4, 4, dtype=f64), 2)
for p in (1, 2, 3):
    F("lp_pool1d", r.uniform(2, 3, 8, low=0.1), p, 2)
    F("lp_pool2d", r.uniform(2, 3, 6, 6, low=0.1), p, 2)
F("lp_pool2d", r.uniform(2, 3, 6, 6, low=0.1), 2.5, [2, 3], stride=[1, 2], ceil_mode=True)
F("lp_pool2d", n(2, 3, 6, 6), norm_type=2, kernel_size=3)
F("lp_pool1d", n(2, 3, 6), 1.0, 3, 1)
for size in (1, 2, 3, 5, 7, 10):
    r.case("adaptive_avg_pool1d", n(2, 3, 7), size)
    F("adaptive_max_pool1d", n(2, 3, 7), size)
    F("adaptive_max_pool1d", n(3, 7), size, return_indices=True, pick=1)
    F("adaptive_avg_pool2d", n(2, 3, 7, 5), size)
    F("adaptive_max_pool2d", n(2, 3, 7, 5), size)
    F("adaptive_max_pool2d", n(2, 3, 7, 5), size, return_indices=True, pick=1)
F("adaptive_avg_pool1d", n(3, 6), 4)
F("adaptive_avg_pool2d", n(2, 3, 7, 5), [3, 2])
F("adaptive_avg_pool2d", n(3, 7, 5), [None, 2])
F("adaptive_avg_pool2d", n(2, 3, 7, 5), [4, None])
F("adaptive_avg_pool2d", n(2, 3, 7, 5), output_size=[1, 1])
F("adaptive_avg_pool2d", n(2, 3, 7, 5, grad=False), 0)
F("adaptive_avg_pool2d", n(0, 3, 7, 5, grad=False), 2)
F("adaptive_max_pool2d", n(3, 7, 5), [None, 2])
F("adaptive_max_pool2d", ties.clone().requires_grad_(), 3)
F("adaptive_avg_pool3d", n(1, 2, 4, 5, 3), [2, 3, 2])
F("adaptive_avg_pool3d", n(1, 2, 4, 5, 3), 1)
F("max_unpool1d", n(1, 2, 3), torch.tensor([[[0, 3, 4], [1, 2, 5]]]), 2)
F("max_unpool2d", n(1, 1, 2, 2), torch.tensor([[[[0, 3], [9, 14]]]]), 2)
F("max_unpool2d", n(1, 2, 2), torch.tensor([[[0, 3], [9, 24]]]), 2, output_size=[5, 5])
F("max_unpool2d", n(1, 2, 2), torch.tensor([[[0, 3], [9, 24]]]), kernel_size=3, stride=2, padding=0)

# Other sizes.
I = "interpolate"
for mode in ("nearest", "nearest-exact", "area"):
    F(I, n(2, 2, 5), size=7, mode=mode)
    F(I, n(2, 2, 5), size=3, mode=mode)
    F(I, n(1, 2, 4, 5), size=[7, 3], mode=mode)
    F(I, n(1, 2, 4, 5), size=4, mode=mode)
    F(I, n(1, 2, 4, 5), scale_factor=2, mode=mode)
    F(I, n(1, 2, 4, 5), scale_factor=[1.5, 2.6], mode=mode)
    F(I, n(1, 2, 7, 5), scale_factor=[0.5, 0.7], mode=mode)
    F(I, n(1, 2, 7, 5), scale_factor=1.3, mode=mode, recompute_scale_factor=True)
    F(I, n(1, 1, 3, 2, 4), size=[2, 5, 4], mode=mode)
    F(I, n(1, 1, 3, 2, 4), scale_factor=2.0, mode=mode)
for size in (1, 2, 5, 6, 9, 13, 20, 31):
    F(I, n(1, 1, 13), size=size)
    F(I, n(1, 1, 13), size=size, mode="nearest-exact")
    F(I, n(1, 1, 13), size=size, mode="linear")
for factor in (0.3, 0.9, 1.1, 1.7, 2.3, 3.0):
    F(I, n(1, 1, 13), scale_factor=factor)
    F(I, n(1, 1, 13), scale_factor=factor, mode="nearest-exact")
    F(I, n(1, 1, 13), scale_factor=factor, mode="linear")
for align in (False, True):
    F(I, n(2, 2, 5), size=8, mode="linear", align_corners=align)
    F(I, n(2, 2, 5), scale_factor=2.5, mode="linear", align_corners=align)
    F(I, n(2, 2, 5), size=1, mode="linear", align_corners=align)
    F(I, n(1, 1, 3, 2, 4), size=[4, 5, 3], mode="trilinear", align_corners=align)
    for mode in ("bilinear", "bicubic"):
        F(I, n(1, 2, 4, 5), size=[7, 3], mode=mode, align_corners=align)
        F(I, n(1, 2, 4, 5), size=8, mode=mode, align_corners=align)
        F(I, n(1, 2, 4, 5), size=[1, 1], mode=mode, align_corners=align)
        F(I, n(1, 2, 1, 1), size=[3, 2], mode=mode, align_corners=align)
        F(I, n(1, 2, 4, 5), size=[4, 5], mode=mode, align_corners=align)
        F(I, n(1, 2, 4, 5), scale_factor=2, mode=mode, align_corners=align)
        F(I, n(1, 2, 4, 5), scale_factor=[0.6, 1.7], mode=mode, align_corners=align)
        F(I, n(1, 2, 4, 5), scale_factor=[0.6, 1.7], mode=mode, align_corners=align, recompute_scale_factor=True)
        F(I, n(1, 1, 4, 5, dtype=f64), size=[7, 3], mode=mode, align_corners=align)
        F(I, n(1, 1, 8, 9), size=[3, 5], mode=mode, align_corners=align, antialias=True)
        F(I, n(1, 1, 8, 9), size=[11, 4], mode=mode, align_corners=align, antialias=True)
F(I, n(0, 2, 3, 3), size=4)
F(I, n(1, 1, 2, 2), 3)
F(I, n(1, 1, 2, 2), None, 2.0)
F("upsample", n(1, 1, 2, 2), scale_factor=2, mode="bilinear", align_corners=True)
F("pixel_shuffle", n(2, 8, 3, 2), 2)
F("pixel_shuffle", n(9, 2, 2), 3)
F("pixel_shuffle", n(2, 1, 4, 2, 3), 2)
F("pixel_shuffle", n(1, 3, 2, 2), 1)
F("pixel_unshuffle", n(2, 2, 6, 4), 2)
F("pixel_unshuffle", n(1, 6, 3), 3)
F("pixel_unshuffle", n(2, 1, 3, 4, 4), 2)
r.case("channel_shuffle", r.normal(2, 6, 2, 2, grad=False), 3)

r.save()
