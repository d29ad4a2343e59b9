"""Records bags of embeddings, sampling by grids, and attention with several heads into attention.json."""
import torch

from recorder import Recorder

r = Recorder("attention", seed=24)
inf = float("inf")
n = r.normal
f64 = torch.float64


def F(op, *args, **kwargs):
    r.case(op, *args, module="F", **kwargs)


# Bags.
B = "embedding_bag"
for mode in ("sum", "mean", "max"):
    F(B, r.whole(0, 6, 3, 4), n(6, 3), mode=mode)
    F(B, torch.tensor([1, 2, 4, 5, 4, 3, 2, 1]), n(6, 3), torch.tensor([0, 4]), mode=mode)
    F(B, torch.tensor([1, 2, 4, 5, 4, 3]), n(6, 3), torch.tensor([0, 0, 2, 6]), mode=mode)
    F(B, torch.tensor([1, 2, 4, 5, 4, 3]), n(6, 3), torch.tensor([0, 3, 6]), mode=mode, include_last_offset=True)
    F(B, torch.tensor([[1, 2, 4], [4, 4, 4]]), n(6, 3), mode=mode, padding_idx=4)
F(B, r.whole(0, 6, 3, 4), n(6, 3))
F(B, r.whole(0, 6, 3, 4), n(6, 3), mode="sum", per_sample_weights=n(3, 4))
F(B, torch.tensor([1, 2, 4, 5]), n(6, 3), torch.tensor([0, 2]), mode="sum", per_sample_weights=n(4))

# Grids.
for mode in ("bilinear", "nearest", "bicubic"):
    for padding in ("zeros", "border", "reflection"):
        for align in (False, True):
            F("grid_sample", n(1, 2, 4, 5), n(1, 3, 3, 2, scale=0.9), mode=mode, padding_mode=padding, align_corners=align)
F("grid_sample", n(2, 1, 3, 3), n(2, 2, 2, 2, dtype=torch.float32), align_corners=False)
F("grid_sample", n(1, 1, 1, 4, dtype=f64), n(1, 2, 2, 2, dtype=f64), padding_mode="reflection", align_corners=True)
F("grid_sample", n(1, 1, 3, 3), torch.tensor([[[[-1.0, -1.0], [1.0, 1.0]], [[0.0, 0.0], [1.5, -0.3]]]]), align_corners=True)
for align in (False, True):
    F("affine_grid", n(2, 2, 3), [2, 1, 3, 4], align_corners=align)
    F("affine_grid", n(1, 3, 4), [1, 2, 2, 3, 2], align_corners=align)
    F("affine_grid", n(1, 2, 3), size=[1, 1, 1, 1], align_corners=align)

# Attention with several heads.
M = "multi_head_attention_forward"


def heads(query, key, value, width, count, pick, **more):
    parameters = dict(
        embed_dim_to_check=width, num_heads=count, in_proj_weight=n(3 * width, width, scale=0.4), in_proj_bias=n(3 * width, scale=0.4), bias_k=None, bias_v=None,
        add_zero_attn=False, dropout_p=0.0, out_proj_weight=n(width, width, scale=0.4), out_proj_bias=n(width),
    )
    parameters.update(more)
    F(M, query, key, value, **parameters, pick=pick)


causal = torch.ones(3, 3).triu(1).bool()
for pick in (0, 1):
    heads(n(3, 2, 4), n(5, 2, 4), n(5, 2, 4), 4, 2, pick)
    heads(n(3, 4), n(5, 4), n(5, 4), 4, 2, pick)
    heads(n(3, 2, 4), n(3, 2, 4), n(3, 2, 4), 4, 1, pick, attn_mask=causal)
    heads(n(3, 2, 6), n(3, 2, 6), n(3, 2, 6), 6, 3, pick, attn_mask=n(3, 3, grad=False))
    heads(n(3, 2, 4), n(3, 2, 4), n(3, 2, 4), 4, 2, pick, attn_mask=n(4, 3, 3, grad=False))
    heads(n(3, 2, 4), n(4, 2, 4), n(4, 2, 4), 4, 2, pick, key_padding_mask=torch.tensor([[False, False, True, True], [False, True, False, False]]))
    heads(n(3, 2, 4), n(3, 2, 4), n(3, 2, 4), 4, 2, pick, key_padding_mask=torch.tensor([[False, False, True], [False, True, False]]), attn_mask=causal)
    heads(n(3, 2, 4), n(3, 2, 4), n(3, 2, 4), 4, 2, pick, average_attn_weights=False)
    heads(n(3, 2, 4), n(3, 2, 4), n(3, 2, 4), 4, 2, pick, bias_k=n(1, 1, 4), bias_v=n(1, 1, 4))
    heads(n(3, 2, 4), n(3, 2, 4), n(3, 2, 4), 4, 2, pick, add_zero_attn=True, attn_mask=causal)
    heads(n(3, 2, 4), n(5, 2, 3), n(5, 2, 6), 4, 2, pick, in_proj_weight=None, use_separate_proj_weight=True, q_proj_weight=n(4, 4, scale=0.4), k_proj_weight=n(4, 3, scale=0.4), v_proj_weight=n(4, 6, scale=0.4))
heads(n(3, 2, 4), n(3, 2, 4), n(3, 2, 4), 4, 2, 0, need_weights=False, attn_mask=causal)
heads(n(3, 2, 4), n(3, 2, 4), n(3, 2, 4), 4, 2, 0, need_weights=False, in_proj_bias=None, out_proj_bias=None)

r.save()
