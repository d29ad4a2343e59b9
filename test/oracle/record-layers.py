"""Records the layers of torch.nn.functional into layers.json: affine maps, convolutions, normalisations, embeddings, attention."""
import math

import torch
import torch.nn.functional as functional

from recorder import Recorder

r = Recorder("layers", seed=22)
inf, nan = float("inf"), float("nan")
n = r.normal
f64 = torch.float64


def F(op, *args, **kwargs):
    r.case(op, *args, module="F", **kwargs)


# Affine maps.
for x in [(3,), (2, 3), (2, 4, 3), (2, 2, 2, 3), (0, 3), (1, 3), (0, 2, 3)]:
    F("linear", n(*x), n(4, 3))
    F("linear", n(*x), n(4, 3), n(4))
    F("linear", n(*x), n(4, 3), bias=n(4))
F("linear", n(2, 3), n(3))
F("linear", n(2, 3), n(1, 3), n(1))
F("linear", n(2, 3, dtype=f64), n(4, 3, dtype=f64), n(4, dtype=f64))
F("linear", n(20, 50), n(15, 50), n(15))
for lead in [(2,), (), (2, 3), (0,)]:
    F("bilinear", n(*lead, 3), n(*lead, 4), n(5, 3, 4), n(5))
    F("bilinear", n(*lead, 3), n(*lead, 4), n(5, 3, 4))

# Convolutions.
C1 = [((2, 3, 10), (4, 3, 3)), ((1, 1, 5), (1, 1, 1)), ((3, 8), (2, 3, 2)), ((0, 3, 6), (2, 3, 3)), ((2, 2, 7), (3, 2, 7))]
for x, w in C1:
    F("conv1d", n(*x), n(*w), n(w[0]))
    F("conv1d", n(*x), n(*w))
    F("conv1d", n(*x), n(*w), n(w[0]), stride=2, padding=1)
    F("conv1d", n(*x), n(*w), padding=3, dilation=2)
F("conv1d", n(2, 4, 9), n(6, 2, 3), n(6), groups=2)
F("conv1d", n(2, 4, 9), n(4, 1, 4), groups=4, padding="same")
F("conv1d", n(2, 4, 9), n(3, 4, 4), padding="same", dilation=2)
F("conv1d", n(2, 4, 9), n(3, 4, 4), padding="valid")
F("conv1d", n(2, 4, 9), n(3, 4, 4), stride=[3], padding=[2], dilation=[2])
F("conv1d", n(2, 4, 9), n(3, 4, 3), None, 2, 1)
for stride in [1, 2, [2, 1], [3, 2]]:
    for padding in [0, 1, [2, 1], [0, 3]]:
        for dilation in [1, [2, 1]]:
            F("conv2d", n(2, 2, 8, 7), n(3, 2, 3, 2), n(3), stride=stride, padding=padding, dilation=dilation)
F("conv2d", n(2, 3, 5, 5), n(4, 3, 3, 3), n(4), 2, 1)
F("conv2d", n(2, 3, 5, 5), n(4, 3, 3, 3), n(4), 1, "same")
F("conv2d", n(2, 3, 5, 6), n(4, 3, 2, 4), n(4), padding="same")
F("conv2d", n(2, 3, 5, 6), n(4, 3, 2, 4), padding="same", dilation=[1, 2])
F("conv2d", n(3, 6, 5), n(2, 3, 3, 3), n(2))
F("conv2d", n(3, 6, 5), n(2, 3, 3, 3), padding=1)
F("conv2d", n(0, 3, 6, 5), n(2, 3, 3, 3), n(2))
F("conv2d", n(1, 4, 1, 1), n(5, 4, 1, 1), n(5))
F("conv2d", n(2, 4, 6, 6), n(8, 2, 3, 3), n(8), groups=2, stride=2, padding=1)
F("conv2d", n(2, 4, 6, 6), n(8, 1, 3, 3), n(8), groups=4)
F("conv2d", n(2, 6, 5, 5), n(6, 2, 2, 2), groups=3, dilation=2)
F("conv2d", n(1, 2, 6, 6, dtype=f64), n(2, 2, 3, 3, dtype=f64), n(2, dtype=f64), padding=1)
F("conv2d", n(2, 8, 8, 8), n(4, 8, 5, 5, scale=0.1), n(4), padding=2)
F("conv2d", torch.tensor([[[[1.0, inf, 0.0], [nan, 2.0, -inf], [0.0, 1.0, 1.0]]]]).requires_grad_(), n(1, 1, 2, 2))
F("conv3d", n(2, 2, 4, 5, 4), n(3, 2, 2, 3, 2), n(3))
F("conv3d", n(1, 2, 4, 5, 4), n(3, 2, 2, 3, 2), n(3), stride=[1, 2, 1], padding=[1, 0, 1], dilation=[1, 1, 2])
F("conv3d", n(2, 4, 4, 4), n(4, 1, 2, 2, 2), groups=2)
F("conv3d", n(1, 2, 3, 3, 3), n(1, 2, 2, 3, 2), padding="same")
for stride, padding, output_padding, dilation in [(1, 0, 0, 1), (2, 1, 1, 1), (3, 2, 1, 2), (2, 0, 0, 2), ([2], [1], [0], [1])]:
    k = dict(stride=stride, padding=padding, output_padding=output_padding, dilation=dilation)
    F("conv_transpose1d", n(2, 3, 5), n(3, 4, 3), n(4), **k)
    F("conv_transpose1d", n(3, 5), n(3, 2, 4), **k)
F("conv_transpose1d", n(2, 4, 5), n(4, 2, 3), n(4), 2, 1, 1, 2)
for stride, padding, output_padding, dilation in [(1, 0, 0, 1), (2, 1, 1, 1), ([2, 3], [0, 1], [1, 2], 1), (1, 1, 0, [2, 1]), ([2, 1], [2, 1], [1, 0], [2, 2])]:
    F("conv_transpose2d", n(2, 3, 4, 3), n(3, 2, 3, 3), n(2), stride=stride, padding=padding, output_padding=output_padding, dilation=dilation)
F("conv_transpose2d", n(2, 4, 3, 3), n(4, 3, 2, 2), n(6), groups=2, stride=2)
F("conv_transpose2d", n(2, 4, 3, 3), n(4, 1, 2, 2), groups=4)
F("conv_transpose2d", n(3, 4, 3), n(3, 2, 2, 2))
F("conv_transpose2d", n(0, 3, 4, 3), n(3, 2, 2, 2))
F("conv_transpose2d", n(1, 2, 3, 3, dtype=f64), n(2, 2, 3, 3, dtype=f64), stride=2)
F("conv_transpose3d", n(1, 2, 2, 3, 2), n(2, 3, 2, 2, 3), n(3), stride=2, padding=1, output_padding=1)

# Windows as columns.
for k in [dict(kernel_size=2), dict(kernel_size=[2, 3], padding=[1, 0]), dict(kernel_size=3, stride=2, padding=1), dict(kernel_size=2, dilation=[2, 1], stride=[1, 2])]:
    F("unfold", n(2, 3, 5, 6), **k)
    F("unfold", n(3, 5, 6), **k)
F("unfold", n(1, 1, 4, 4), 2, 1, 1, 2)
F("fold", n(2, 12, 12), output_size=[4, 5], kernel_size=2)
F("fold", n(12, 12), [4, 5], [2, 2])
F("fold", n(1, 8, 9), output_size=[5, 5], kernel_size=2, stride=2, padding=1, dilation=1)
F("fold", n(1, 18, 4), output_size=[6, 6], kernel_size=3, dilation=2, stride=2, padding=1)
F("fold", n(2, 12, 6), [4, 6], [2, 3], 1, 0, [1, 3])

# Normalisations.
for shape in [(5, 3), (2, 3, 4), (2, 3, 4, 2), (2, 3, 2, 2, 2)]:
    for training in (True, False):
        stats = (r.normal(3, grad=False), r.uniform(3, low=0.5, high=2.0, grad=False))
        F("batch_norm", n(*shape), *stats, n(3), n(3), training=training)
        F("batch_norm", n(*shape), *stats, training=training, eps=1e-3)
    F("batch_norm", n(*shape), torch.zeros(3), torch.ones(3), n(3), n(3), True)
    # Far from 0 in float64: in float32 PyTorch 1.13 loses half its digits there.
    F("batch_norm", n(*shape, scale=3.0, shift=100.0, dtype=f64), torch.zeros(3, dtype=f64), torch.ones(3, dtype=f64), training=True)
F("batch_norm", n(0, 3), torch.zeros(3), torch.ones(3), training=False)
F("batch_norm", n(6, 3, dtype=f64), torch.zeros(3, dtype=f64), torch.ones(3, dtype=f64), n(3, dtype=f64), n(3, dtype=f64), training=True, momentum=0.3)
F("batch_norm", torch.full((3, 2), 7.0, dtype=f64).requires_grad_(), torch.zeros(2, dtype=f64), torch.ones(2, dtype=f64), training=True)
for shape, last in [((4, 6), [6]), ((2, 3, 4), [4]), ((2, 3, 4), [3, 4]), ((6,), [6]), ((2, 3), [2, 3]), ((0, 3), [3])]:
    F("layer_norm", n(*shape), last)
    F("layer_norm", n(*shape), last, n(*last), n(*last))
    F("layer_norm", n(*shape), last, weight=n(*last), eps=1e-2)
    F("layer_norm", n(*shape), last, bias=n(*last))
F("layer_norm", n(4, 1, dtype=f64), [1])
F("layer_norm", n(3, 5, scale=0.01, shift=50.0, dtype=f64), [5], n(5, dtype=f64), n(5, dtype=f64))
F("layer_norm", torch.ones(2, 4).requires_grad_(), [4])
F("layer_norm", torch.tensor([[1.0, inf, 2.0], [nan, 0.0, 1.0], [1e18, -1e18, 0.0]]).requires_grad_(), [3])
F("layer_norm", n(2, 5, dtype=f64), [5], n(5, dtype=f64), n(5, dtype=f64), 1e-6)
for shape, groups in [((2, 4), 2), ((2, 4, 3), 2), ((2, 6, 3, 2), 3), ((1, 4, 2, 2), 1), ((3, 4, 6), 4), ((2, 4, 2, 2, 2), 2)]:
    F("group_norm", n(*shape), groups)
    F("group_norm", n(*shape), groups, n(shape[1]), n(shape[1]))
    F("group_norm", n(*shape), groups, weight=n(shape[1]), eps=1e-2)
for shape in [(2, 3, 5), (2, 3, 4, 2), (1, 3, 2, 2, 2)]:
    F("instance_norm", n(*shape))
    F("instance_norm", n(*shape), weight=n(3), bias=n(3))
    F("instance_norm", n(*shape), torch.zeros(3), torch.ones(3), n(3), n(3))
    F("instance_norm", n(*shape), r.normal(3, grad=False), r.uniform(3, low=0.5, grad=False), use_input_stats=False)
for shape in [(2, 5, 3), (2, 5, 3, 2), (1, 6, 2, 2, 2)]:
    for size in (1, 2, 3, 5):
        F("local_response_norm", n(*shape), size)
    F("local_response_norm", n(*shape), 3, alpha=0.1, beta=0.5, k=2.0)


def rms_norm(x, normalized_shape, weight=None, eps=None):
    dims = [d - len(normalized_shape) for d in range(len(normalized_shape))]
    y = x * torch.rsqrt(x.pow(2).mean(dims, keepdim=True) + (torch.finfo(x.dtype).eps if eps is None else eps))
    return y if weight is None else y * weight


# PyTorch has it since 2.4; this is its definition.
functional.rms_norm = rms_norm
for shape, last in [((4, 6), [6]), ((2, 3, 4), [3, 4]), ((6,), [6])]:
    F("rms_norm", n(*shape), last)
    F("rms_norm", n(*shape), last, n(*last))
    F("rms_norm", n(*shape), last, weight=n(*last), eps=1e-3)

# Embeddings.
for shape in [(4,), (2, 3), (), (0,), (2, 0)]:
    F("embedding", r.whole(0, 6, *shape), n(6, 3))
F("embedding", torch.tensor([1, 5, 1, 1, 0]), n(6, 3), padding_idx=1)
F("embedding", torch.tensor([1, 5, 1, 1, 0]), n(6, 3), padding_idx=-1)
F("embedding", torch.tensor([1, 5, 1, 1, 0]), n(6, 3), -6)
F("embedding", torch.tensor([1, 5, 1, 1, 0]), n(6, 3), scale_grad_by_freq=True)
F("embedding", torch.tensor([[1, 5], [1, 0]]), n(6, 3), max_norm=1.0)
F("embedding", torch.tensor([[1, 5], [1, 0]]), n(6, 3), max_norm=0.5, norm_type=1.0)
F("embedding", torch.tensor([1, 2], dtype=torch.int32), n(6, 3))
F("embedding", torch.tensor([1, 2]), n(6, 3, dtype=f64), sparse=False)


def attention(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None):
    factor = math.sqrt(1 / math.sqrt(query.size(-1)) if scale is None else scale)
    if is_causal:
        attn_mask = torch.ones(query.size(-2), key.size(-2), dtype=torch.bool).tril()
    scores = (query * factor) @ (key * factor).transpose(-2, -1)
    if attn_mask is not None:
        scores = scores.masked_fill(~attn_mask, -inf) if attn_mask.dtype == torch.bool else scores + attn_mask
    blind = (scores == -inf).all(-1, keepdim=True)
    weights = scores.masked_fill(blind, 0.0).softmax(-1).masked_fill(blind, 0.0)
    return weights @ value


# PyTorch has it since 2.0; this is its definition.
functional.scaled_dot_product_attention = attention
A = "scaled_dot_product_attention"
for lead in [(), (2,), (2, 3)]:
    F(A, n(*lead, 4, 8), n(*lead, 5, 8), n(*lead, 5, 6))
    F(A, n(*lead, 4, 8), n(*lead, 4, 8), n(*lead, 4, 6), is_causal=True)
    F(A, n(*lead, 4, 8), n(*lead, 5, 8), n(*lead, 5, 6), attn_mask=n(4, 5))
    F(A, n(*lead, 4, 8), n(*lead, 5, 8), n(*lead, 5, 6), attn_mask=torch.ones(4, 5).tril(1).bool())
    F(A, n(*lead, 4, 8), n(*lead, 5, 8), n(*lead, 5, 6), scale=0.3)
F(A, n(2, 3, 4, 8), n(2, 3, 5, 8), n(2, 3, 5, 6), torch.tensor([True, True, False, True, False]))
F(A, n(1, 1, 3, 4), n(1, 1, 5, 4), n(1, 1, 5, 4), is_causal=True)
F(A, n(1, 1, 5, 4), n(1, 1, 3, 4), n(1, 1, 3, 4), is_causal=True)
F(A, n(3, 4), n(2, 4), n(2, 4), attn_mask=torch.tensor([[True, False], [False, False], [True, True]]))
F(A, n(3, 4), n(2, 4), n(2, 4), attn_mask=torch.tensor([[0.0, -inf], [-inf, -inf], [0.5, 1.0]]))
F(A, n(2, 4, scale=100.0), n(3, 4, scale=100.0), n(3, 2))
F(A, n(2, 4, dtype=f64), n(3, 4, dtype=f64), n(3, 2, dtype=f64))

r.save()
