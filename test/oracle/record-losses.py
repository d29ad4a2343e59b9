"""Records losses and similarities of PyTorch into losses.json."""
import torch

from recorder import Recorder

r = Recorder("losses", seed=13)
inf, nan = float("inf"), float("nan")


def F(op, *args, **kwargs):
    r.case(op, *args, module="F", **kwargs)


signs = lambda *shape: r.whole(0, 2, *shape) * 2 - 1
large = torch.tensor([0.0, 1.0, -1.0, 0.5, 1e-3, 10.0, -10.0, 100.0, -100.0, 1e4, inf, -inf, nan])

for reduction in ("mean", "sum", "none"):
    for name in "mse_loss l1_loss smooth_l1_loss huber_loss".split():
        F(name, r.normal(2, 3, 2), r.normal(2, 3, 2), reduction=reduction)
        F(name, r.normal(3, 1), r.normal(4), reduction=reduction)
        F(name, r.normal(), r.normal(), reduction=reduction)
        F(name, torch.zeros(0, 2).requires_grad_(), torch.zeros(0, 2), reduction=reduction)
        F(name, large.clone().requires_grad_(), torch.zeros(13), reduction=reduction)
        F(name, r.normal(4, dtype=torch.float64), r.normal(4, dtype=torch.float64), reduction=reduction)
    F("smooth_l1_loss", r.normal(8, scale=2), r.normal(8), reduction=reduction, beta=0.5)
    F("smooth_l1_loss", r.normal(8), r.normal(8), reduction=reduction, beta=0.0)
    F("smooth_l1_loss", torch.tensor([0.3, -0.3, 0.1]).requires_grad_(), torch.zeros(3), reduction=reduction, beta=0.3)
    F("huber_loss", r.normal(8, scale=2), r.normal(8), reduction=reduction, delta=0.5)
    F("huber_loss", torch.tensor([0.3, -0.3, 0.1]).requires_grad_(), torch.zeros(3), reduction=reduction, delta=0.3)

    # Classes.
    for name in "nll_loss cross_entropy".split():
        F(name, r.normal(4), torch.tensor(2), reduction=reduction)
        F(name, r.normal(6, 4), r.whole(0, 4, 6), reduction=reduction)
        F(name, r.normal(6, 4), r.whole(0, 4, 6), weight=r.uniform(4, grad=False), reduction=reduction)
        F(name, r.normal(6, 4), torch.tensor([0, 2, 2, 1, 3, 2]), ignore_index=2, reduction=reduction)
        F(name, r.normal(6, 4), torch.tensor([0, -100, 2, 1, -100, 2]), reduction=reduction)
        F(name, r.normal(6, 4), torch.tensor([0, -1, 2, 1, 3, -1]), weight=r.uniform(4, grad=False), ignore_index=-1, reduction=reduction)
        F(name, r.normal(2, 3, 5), r.whole(0, 3, 2, 5), reduction=reduction)
        F(name, r.normal(2, 3, 2, 2), r.whole(0, 3, 2, 2, 2), reduction=reduction)
        F(name, r.normal(2, 3, 2, 2), r.whole(0, 3, 2, 2, 2), weight=r.uniform(3, grad=False), ignore_index=1, reduction=reduction)
        F(name, r.normal(2, 3, 2, 2, 2), r.whole(0, 3, 2, 2, 2, 2), reduction=reduction)
        F(name, torch.zeros(0, 3).requires_grad_(), torch.zeros(0, dtype=torch.int64), reduction=reduction)
        F(name, r.normal(3, 4, dtype=torch.float64), r.whole(0, 4, 3), reduction=reduction)
        F(name, r.normal(2, 4), torch.tensor([-100, -100]), reduction=reduction)
    F("cross_entropy", r.normal(6, 4), r.whole(0, 4, 6), label_smoothing=0.2, reduction=reduction)
    F("cross_entropy", r.normal(6, 4), torch.tensor([0, 2, 2, 1, 3, 2]), label_smoothing=0.2, ignore_index=2, reduction=reduction)
    F("cross_entropy", r.normal(6, 4), torch.tensor([0, 2, 2, 1, 3, 2]), label_smoothing=0.2, weight=r.uniform(4, grad=False), reduction=reduction)
    F("cross_entropy", r.normal(6, 4), torch.tensor([0, 2, 2, 1, 3, 2]), label_smoothing=0.1, weight=r.uniform(4, grad=False), ignore_index=2, reduction=reduction)
    F("cross_entropy", r.normal(2, 3, 2, 2), r.whole(0, 3, 2, 2, 2), label_smoothing=0.1, weight=r.uniform(3, grad=False), reduction=reduction)
    F("cross_entropy", r.normal(4), torch.tensor(2), label_smoothing=1.0, reduction=reduction)
    F("cross_entropy", r.normal(6, 4), r.normal(6, 4).detach().softmax(1), reduction=reduction)
    F("cross_entropy", r.normal(6, 4), r.normal(6, 4).detach().softmax(1).requires_grad_(), weight=r.uniform(4, grad=False), reduction=reduction)
    F("cross_entropy", r.normal(4), r.normal(4).detach().softmax(0), reduction=reduction)
    F("cross_entropy", r.normal(2, 3, 4), r.normal(2, 3, 4).detach().softmax(1), label_smoothing=0.1, weight=r.uniform(3, grad=False), reduction=reduction)
    F("cross_entropy", torch.tensor([[1000.0, 0.0, -1000.0], [10.0, 0.0, 1.0], [16.0, 1.0, 0.0], [-inf, 0.0, 1.0]]).requires_grad_(), torch.tensor([0, 0, 0, 2]), reduction=reduction)
    F("cross_entropy", torch.tensor([[1000.0, 0.0], [-inf, 0.0], [nan, 1.0]]).requires_grad_(), torch.tensor([1, 0, 1]), reduction=reduction)

    # Yes or no.
    F("binary_cross_entropy", r.uniform(3, 4), r.uniform(3, 4), reduction=reduction)
    F("binary_cross_entropy", r.uniform(3, 4), r.uniform(3, 4), weight=r.uniform(4, grad=False), reduction=reduction)
    F("binary_cross_entropy", torch.tensor([0.0, 1.0, 0.0, 1.0, 1e-6, 0.999999]).requires_grad_(), torch.tensor([0.0, 1.0, 1.0, 0.0, 1.0, 1.0]), reduction=reduction)
    F("binary_cross_entropy", r.uniform(), r.uniform(), reduction=reduction)
    F("binary_cross_entropy", torch.zeros(0).requires_grad_(), torch.zeros(0), reduction=reduction)
    F("binary_cross_entropy_with_logits", r.normal(3, 4), r.uniform(3, 4), reduction=reduction)
    F("binary_cross_entropy_with_logits", r.normal(3, 4), r.uniform(3, 4), weight=r.uniform(4, grad=False), pos_weight=r.uniform(4, high=3, grad=False), reduction=reduction)
    F("binary_cross_entropy_with_logits", r.normal(3, 4), r.uniform(3, 4), weight=r.uniform(3, 1, grad=False), reduction=reduction)
    F("binary_cross_entropy_with_logits", r.normal(3, 4), r.uniform(3, 4, grad=False), pos_weight=r.uniform(1, high=3, grad=False), reduction=reduction)
    for target in (0.0, 1.0, 0.3):
        F("binary_cross_entropy_with_logits", large.clone().requires_grad_(), torch.full((13,), target), reduction=reduction)
    F("binary_cross_entropy_with_logits", r.normal(), r.uniform(), reduction=reduction)

    # Likelihoods.
    F("kl_div", r.normal(3, 4).detach().log_softmax(1).requires_grad_(), r.normal(3, 4).detach().softmax(1).requires_grad_(), reduction=reduction)
    F("kl_div", r.normal(3, 4), r.normal(3, 4), reduction=reduction, log_target=True)
    F("kl_div", r.normal(3, 4), torch.tensor([0.0, 0.2, 0.8, 0.0]), reduction=reduction)
    F("kl_div", r.normal(2, 3, 4), r.uniform(3, 1), reduction=reduction)
    F("poisson_nll_loss", r.normal(3, 4), r.whole(0, 9, 3, 4).float(), reduction=reduction)
    F("poisson_nll_loss", r.normal(3, 4), r.whole(0, 9, 3, 4).float(), full=True, reduction=reduction)
    F("poisson_nll_loss", r.uniform(3, 4, low=0.1, high=4), r.whole(0, 9, 4).float(), log_input=False, reduction=reduction)
    F("poisson_nll_loss", r.uniform(5), r.whole(0, 9, 5).float(), log_input=False, full=True, eps=0.1, reduction=reduction)
    F("gaussian_nll_loss", r.normal(3, 4), r.normal(3, 4), r.uniform(3, 4, low=0.1), reduction=reduction)
    F("gaussian_nll_loss", r.normal(3, 4), r.normal(3, 4), r.uniform(3, 1, low=0.1), full=True, reduction=reduction)
    F("gaussian_nll_loss", r.normal(3, 4), r.normal(3, 4), r.uniform(3, low=0.1), reduction=reduction)
    F("gaussian_nll_loss", r.normal(3), r.normal(3), torch.tensor([0.0, 0.05, 0.5]).requires_grad_(), eps=0.1, reduction=reduction)

    # Margins.
    F("margin_ranking_loss", r.normal(3, 4), r.normal(3, 4), signs(3, 4), reduction=reduction)
    F("margin_ranking_loss", r.normal(3, 4), r.normal(1, 4), signs(3, 1), margin=0.5, reduction=reduction)
    F("margin_ranking_loss", torch.tensor([1.0, 2.0]).requires_grad_(), torch.tensor([1.0, 1.0]).requires_grad_(), torch.tensor([1.0, -1.0]), reduction=reduction)
    F("hinge_embedding_loss", r.normal(3, 4), signs(3, 4), reduction=reduction)
    F("hinge_embedding_loss", r.normal(3, 4), signs(4), margin=2.0, reduction=reduction)
    F("hinge_embedding_loss", torch.tensor([1.0, 1.0, 2.0]).requires_grad_(), torch.tensor([1, -1, 0]), reduction=reduction)
    F("soft_margin_loss", r.normal(3, 4), signs(3, 4).float(), reduction=reduction)
    F("soft_margin_loss", torch.tensor([0.0, 5.0, -5.0, 10.0, -10.0, 30.0, -30.0]).requires_grad_(), torch.ones(7), reduction=reduction)
    F("multi_margin_loss", r.normal(5, 4), r.whole(0, 4, 5), reduction=reduction)
    F("multi_margin_loss", r.normal(5, 4), r.whole(0, 4, 5), p=2, margin=0.7, reduction=reduction)
    F("multi_margin_loss", r.normal(5, 4), r.whole(0, 4, 5), weight=r.uniform(4, grad=False), reduction=reduction)
    F("multi_margin_loss", r.normal(5, 4), r.whole(0, 4, 5), p=2, weight=r.uniform(4, grad=False), reduction=reduction)
    F("multi_margin_loss", r.normal(4), torch.tensor(1), reduction=reduction)
    F("multi_margin_loss", torch.tensor([[1.0, 2.0, 0.0]]).requires_grad_(), torch.tensor([1]), reduction=reduction)
    F("multilabel_soft_margin_loss", r.normal(3, 4), r.whole(0, 2, 3, 4).float(), reduction=reduction)
    F("multilabel_soft_margin_loss", r.normal(3, 4), r.whole(0, 2, 3, 4).float(), weight=r.uniform(4, grad=False), reduction=reduction)

    # Embeddings.
    F("cosine_embedding_loss", r.normal(5, 3), r.normal(5, 3), signs(5), reduction=reduction)
    F("cosine_embedding_loss", r.normal(5, 3), r.normal(5, 3), signs(5), margin=0.3, reduction=reduction)
    F("cosine_embedding_loss", r.normal(3), r.normal(3), torch.tensor(-1), reduction=reduction)
    F("cosine_embedding_loss", torch.zeros(2, 3).requires_grad_(), r.normal(2, 3), torch.tensor([1, -1]), reduction=reduction)
    F("triplet_margin_loss", r.normal(5, 3), r.normal(5, 3), r.normal(5, 3), reduction=reduction)
    F("triplet_margin_loss", r.normal(5, 3), r.normal(5, 3), r.normal(5, 3), margin=0.2, swap=True, reduction=reduction)
    F("triplet_margin_loss", r.normal(5, 3), r.normal(1, 3), r.normal(5, 3), p=1, reduction=reduction)
    F("triplet_margin_loss", r.normal(3), r.normal(3), r.normal(3), p=3, eps=1e-3, reduction=reduction)

F("kl_div", r.normal(3, 4), r.uniform(3, 4), reduction="batchmean")
F("kl_div", r.normal(3, 4), r.normal(3, 4), reduction="batchmean", log_target=True)
F("kl_div", r.normal(), r.uniform(), reduction="batchmean")
F("mse_loss", r.normal(4), r.normal(4), size_average=False)
F("l1_loss", r.normal(4), r.normal(4), reduce=False)
F("cross_entropy", r.normal(3, 4), r.whole(0, 4, 3), size_average=False)
F("mse_loss", r.normal(4, grad=False), torch.tensor([0, 1, 2, 3]))
F("mse_loss", r.normal(4, grad=False), r.normal(4, grad=False, dtype=torch.float64))

F("cosine_similarity", r.normal(3, 4), r.normal(3, 4))
F("cosine_similarity", r.normal(3, 4), r.normal(4), dim=-1)
F("cosine_similarity", r.normal(2, 3, 4), r.normal(3, 1), dim=0)
F("cosine_similarity", r.normal(4), r.normal(4), dim=0)
F("cosine_similarity", torch.tensor([[0.0, 0.0], [1e-9, 0.0], [1e20, 1e20], [1.0, 0.0]]).requires_grad_(), torch.tensor([[1.0, 2.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]).requires_grad_())
F("cosine_similarity", r.normal(3, 4), r.normal(3, 4), 1, 10.0)
r.case("cosine_similarity", r.normal(3, 4), r.normal(3, 4), dim=0)
F("pairwise_distance", r.normal(3, 4), r.normal(3, 4))
F("pairwise_distance", r.normal(3, 4), r.normal(4), p=1, keepdim=True)
F("pairwise_distance", r.normal(3, 4), r.normal(3, 4), 3.0)
F("pairwise_distance", r.normal(3, 4), r.normal(3, 4), p=inf, eps=0.0)
F("pairwise_distance", r.normal(4), r.normal(4))
F("pairwise_distance", torch.ones(2, 3).requires_grad_(), torch.ones(2, 3).requires_grad_(), eps=0.0)
F("normalize", r.normal(3, 4))
F("normalize", r.normal(2, 3, 4), p=1.0, dim=-1)
F("normalize", r.normal(2, 3, 4), p=3.0, dim=0)
F("normalize", r.normal(3, 4), p=inf)
F("normalize", r.normal(2, 3, 4), dim=(1, 2))
F("normalize", r.normal(3), dim=0)
F("normalize", torch.tensor([[0.0, 0.0], [1e-13, 0.0], [3.0, 4.0]]).requires_grad_())
r.save()
