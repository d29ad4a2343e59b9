"""Records layers of PyTorch into nn.json: how they print, begin, compute and are differentiated, from fixed seeds."""
import json
import pathlib
import torch
from torch import nn


def numbers(tensor, n=24):
    return [str(v) if isinstance(v, float) and (v != v or abs(v) == float("inf")) else v for v in tensor.detach().reshape(-1)[:n].tolist()]


def flat(value):
    """All tensors in a result, in order."""
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, (tuple, list)):
        return [t for item in value for t in flat(item)]
    return []


layers = []


def record(call, *inputs, twice=False, **scope):
    torch.manual_seed(0)
    module = eval(call, {"nn": nn, "torch": torch, **scope})
    state = [[k, list(v.shape), numbers(v, 8)] for k, v in module.state_dict().items()]
    after = torch.rand(1).item()
    torch.manual_seed(1)
    xs = []
    for shape in inputs:
        if isinstance(shape, tuple):
            xs.append(torch.randn(shape, requires_grad=True))
        else:
            xs.append(torch.tensor(shape))
    torch.manual_seed(2)
    if twice:
        module(*xs)
    outs = flat(module(*xs))
    drawn = torch.rand(1).item()
    case = {"call": call, "printed": repr(module), "state": state, "after": after, "inputs": inputs, "twice": twice, "drawn": drawn}
    case["outputs"] = [{"shape": list(o.shape), "data": numbers(o)} for o in outs]
    torch.manual_seed(3)
    total = sum((o * torch.randn_like(o)).sum() for o in outs if o.requires_grad)
    total.backward()
    case["grads"] = [None if x.grad is None else numbers(x.grad) for x in xs]
    case["parameterGrads"] = [[k, None if p.grad is None else numbers(p.grad, 8)] for k, p in module.named_parameters()]
    case["buffers"] = [[k, numbers(b, 8)] for k, b in module.named_buffers()]
    module.eval()
    with torch.no_grad():
        case["evaluated"] = [numbers(o, 12) for o in flat(module(*xs))]
    layers.append(case)


record("nn.Linear(3, 4)", (5, 3))
record("nn.Linear(20, 3, bias=False)", (2, 2, 20))
record("nn.Bilinear(2, 3, 4)", (5, 2), (5, 3))
record("nn.Conv1d(2, 4, 3, padding=1, groups=2)", (2, 2, 7))
record("nn.Conv2d(2, 3, (2, 3), stride=(2, 1), padding=(1, 0), dilation=(1, 2), bias=False)", (2, 2, 6, 7))
record("nn.Conv2d(1, 2, 3, padding='same', padding_mode='reflect')", (1, 1, 5, 4))
record("nn.Conv2d(1, 2, 3, padding=1, padding_mode='circular')", (1, 1, 5, 4))
record("nn.Conv3d(1, 2, 2)", (1, 1, 3, 3, 3))
record("nn.ConvTranspose1d(2, 4, 3, stride=2, groups=2)", (2, 2, 4))
record("nn.ConvTranspose2d(2, 3, 3, 2, 1, output_padding=1)", (1, 2, 3, 4))
record("nn.MaxPool1d(2)", (1, 2, 7))
record("nn.MaxPool2d((2, 3), stride=1, padding=1, ceil_mode=True)", (1, 2, 5, 6))
record("nn.AvgPool1d(2)", (1, 2, 7))
record("nn.AvgPool2d(2, padding=1)", (1, 2, 5, 6))
record("nn.AdaptiveAvgPool2d((1, 2))", (1, 2, 5, 6))
record("nn.AdaptiveMaxPool2d(2)", (1, 2, 5, 6))
record("nn.LPPool2d(2, 3)", (1, 2, 6, 6))
record("nn.BatchNorm1d(3)", (4, 3), twice=True)
record("nn.BatchNorm1d(3, eps=1e-3, momentum=None)", (4, 3, 5), twice=True)
record("nn.BatchNorm2d(2, affine=False)", (3, 2, 2, 2), twice=True)
record("nn.BatchNorm2d(2, track_running_stats=False)", (3, 2, 2, 2))
record("nn.InstanceNorm2d(2)", (3, 2, 2, 2))
record("nn.InstanceNorm1d(2, affine=True, track_running_stats=True)", (3, 2, 4), twice=True)
record("nn.LayerNorm(5)", (2, 3, 5))
record("nn.LayerNorm((3, 5), eps=1e-3, elementwise_affine=False)", (2, 3, 5))
record("nn.GroupNorm(2, 4)", (2, 4, 3))
record("nn.LocalResponseNorm(2)", (1, 4, 3, 3))
record("nn.Embedding(6, 3)", [0, 5, 2, 2])
record("nn.Embedding(6, 3, padding_idx=2, max_norm=1.0)", [[0, 5], [2, 2]])
record("nn.EmbeddingBag(6, 3)", [[0, 5], [2, 2]])
record("nn.EmbeddingBag(6, 3, mode='sum', padding_idx=2)", [[0, 5], [2, 2]])
record("nn.Dropout(0.3)", (5, 6))
record("nn.Dropout2d(0.5)", (2, 3, 2, 2))
record("nn.AlphaDropout(0.2)", (5, 6))
for name in "ReLU ReLU6 SELU SiLU Mish Hardsigmoid Hardswish Sigmoid LogSigmoid Tanh Tanhshrink Softsign LeakyReLU ELU CELU GELU Softshrink Hardshrink Hardtanh PReLU RReLU GLU Softmax2d Identity Flatten".split():
    record(f"nn.{name}()", (2, 4, 3, 4))
record("nn.LeakyReLU(0.3)", (3, 4))
record("nn.ELU(alpha=0.5)", (3, 4))
record("nn.GELU(approximate='tanh')", (3, 4))
record("nn.Threshold(0.1, 20)", (3, 4))
record("nn.Hardtanh(-0.5, 2.0)", (3, 4))
record("nn.PReLU(4)", (3, 4))
record("nn.Softmax(dim=1)", (3, 4))
record("nn.LogSoftmax(-1)", (3, 4))
record("nn.Softmin(dim=0)", (3, 4))
record("nn.Unflatten(1, (2, 3))", (2, 6))
record("nn.PixelShuffle(2)", (1, 4, 2, 3))
record("nn.Unfold(3, padding=1)", (1, 2, 4, 5))
record("nn.Fold((4, 5), 2)", (1, 8, 12))
record("nn.ZeroPad2d(1)", (1, 1, 2, 3))
record("nn.ReflectionPad1d((1, 2))", (1, 2, 5))
record("nn.ReplicationPad2d(2)", (1, 1, 2, 3))
record("nn.ConstantPad1d(1, 3.5)", (1, 2, 3))
record("nn.CosineSimilarity(dim=1)", (3, 4), (3, 4))
record("nn.PairwiseDistance()", (3, 4), (3, 4))
record("nn.MSELoss()", (3, 4), (3, 4))
record("nn.L1Loss(reduction='sum')", (3, 4), (3, 4))
record("nn.SmoothL1Loss(beta=0.5)", (3, 4), (3, 4))
record("nn.HuberLoss(delta=0.5)", (3, 4), (3, 4))
record("nn.CrossEntropyLoss()", (3, 4), [0, 3, 1])
record("nn.CrossEntropyLoss(weight=torch.tensor([1.0, 2, 3, 4]), ignore_index=3, label_smoothing=0.1)", (3, 4), [0, 3, 1])
record("nn.NLLLoss(reduction='none')", (3, 4), [0, 3, 1])
record("nn.BCEWithLogitsLoss(pos_weight=torch.tensor([2.0, 1, 1, 3]))", (2, 4), [[0.0, 1, 1, 0], [1, 1, 0, 0]])
record("nn.KLDivLoss(reduction='batchmean', log_target=True)", (3, 4), (3, 4))
record("nn.PoissonNLLLoss()", (3, 4), (3, 4))
record("nn.MarginRankingLoss(margin=0.2)", (4,), (4,), [1.0, -1, 1, -1])
record("nn.HingeEmbeddingLoss()", (4,), [1.0, -1, 1, -1])
record("nn.CosineEmbeddingLoss(margin=0.1)", (4, 3), (4, 3), [1.0, -1, 1, -1])
record("nn.SoftMarginLoss()", (4,), [1.0, -1, 1, -1])
record("nn.MultiMarginLoss()", (3, 4), [0, 3, 1])
record("nn.MultiLabelSoftMarginLoss()", (2, 4), [[0.0, 1, 1, 0], [1, 1, 0, 0]])
record("nn.TripletMarginLoss(swap=True)", (3, 4), (3, 4), (3, 4))
record("nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))", (3, 2))
record("nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(0.25), nn.Linear(36, 3))", (2, 1, 6, 6))
record("nn.RNN(3, 4)", (5, 2, 3))
record("nn.RNN(3, 4, nonlinearity='relu', bias=False)", (5, 3))
record("nn.RNN(3, 4, 2, batch_first=True, bidirectional=True)", (2, 5, 3))
record("nn.LSTM(3, 4)", (5, 2, 3))
record("nn.LSTM(3, 4, num_layers=2, batch_first=True, dropout=0.4, bidirectional=True)", (2, 5, 3))
record("nn.LSTM(3, 4, proj_size=2)", (5, 2, 3))
record("nn.GRU(3, 4)", (5, 2, 3))
record("nn.GRU(3, 4, num_layers=2, bias=False)", (5, 2, 3), (2, 2, 4))
record("nn.RNNCell(3, 4)", (2, 3), (2, 4))
record("nn.LSTMCell(3, 4)", (2, 3))
record("nn.GRUCell(3, 4)", (2, 3), (2, 4))
record("nn.MultiheadAttention(8, 2)", (3, 2, 8), (5, 2, 8), (5, 2, 8))
record("nn.MultiheadAttention(8, 4, dropout=0.3, batch_first=True, kdim=3, vdim=5)", (2, 4, 8), (2, 6, 3), (2, 6, 5))
record("nn.MultiheadAttention(8, 2, bias=False)", (3, 8), (5, 8), (5, 8))
record("nn.MultiheadAttention(8, 2, add_bias_kv=True, add_zero_attn=True)", (3, 2, 8), (5, 2, 8), (5, 2, 8))
record("nn.TransformerEncoderLayer(8, 2, 16)", (4, 2, 8))
record("nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, activation='gelu', batch_first=True, norm_first=True)", (2, 4, 8))
record("nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 2, nn.LayerNorm(8))", (4, 2, 8))
record("nn.TransformerDecoderLayer(8, 2, 16)", (4, 2, 8), (3, 2, 8))
record("nn.Transformer(8, 2, 1, 1, 16)", (4, 2, 8), (3, 2, 8))

inits = []
for shape in ((4, 5), (3, 7), (6, 2, 3), (16, 16)):
    for call in (
        "uniform_(t)",
        "uniform_(t, -2, 3)",
        "normal_(t, 1, 0.5)",
        "trunc_normal_(t)",
        "trunc_normal_(t, 1, 2, -1, 2)",
        "constant_(t, 0.3)",
        "ones_(t)",
        "xavier_uniform_(t)",
        "xavier_uniform_(t, gain=2)",
        "xavier_normal_(t)",
        "kaiming_uniform_(t)",
        "kaiming_uniform_(t, a=0.2, mode='fan_out')",
        "kaiming_normal_(t, nonlinearity='relu')",
        "orthogonal_(t)",
        "orthogonal_(t, gain=3)",
        "sparse_(t, 0.3)",
        "eye_(t)",
        "dirac_(t)",
        "dirac_(t, groups=2)",
    ):
        if (len(shape) != 2 and call.startswith(("sparse", "eye"))) or (len(shape) == 2 and call.startswith("dirac")):
            continue
        torch.manual_seed(0)
        t = torch.zeros(shape)
        eval("nn.init." + call, {"nn": nn, "t": t})
        inits.append({"shape": shape, "call": call, "data": t.reshape(-1).tolist(), "after": torch.rand(1).item()})

out = {"made_with": f"PyTorch {torch.__version__}", "layers": layers, "inits": inits}
pathlib.Path(__file__).with_name("nn.json").write_text(json.dumps(out) + "\n")
print(len(layers), "layers", len(inits), "inits")
