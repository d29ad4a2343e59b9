import torch.nn as nn
for layer in [nn.Linear(3, 2), nn.Linear(3, 2, bias=False), nn.Conv2d(3, 8, 3, padding=1), nn.Conv2d(3, 8, kernel_size=(3, 5), stride=2, bias=False),
              nn.Conv1d(1, 2, 3), nn.ConvTranspose2d(4, 2, 2, stride=2), nn.BatchNorm2d(8), nn.BatchNorm1d(4, affine=False), nn.LayerNorm(4), nn.LayerNorm((2, 3)), nn.GroupNorm(2, 4),
              nn.Embedding(10, 3), nn.Embedding(10, 3, padding_idx=0), nn.Dropout(0.2), nn.Dropout(), nn.MaxPool2d(2), nn.AvgPool2d(2, stride=1), nn.AdaptiveAvgPool2d(1), nn.AdaptiveAvgPool2d((1, 1)),
              nn.ReLU(), nn.ReLU(inplace=True), nn.LeakyReLU(0.1), nn.ELU(), nn.GELU(), nn.Sigmoid(), nn.Tanh(), nn.Softmax(dim=1), nn.LogSoftmax(dim=-1), nn.SiLU(),
              nn.Flatten(), nn.Unflatten(1, (2, 3)), nn.Identity(), nn.MSELoss(), nn.CrossEntropyLoss(), nn.BCELoss(), nn.L1Loss(), nn.NLLLoss(), nn.SmoothL1Loss(), nn.HuberLoss(),
              nn.LSTM(3, 4), nn.GRU(3, 4, num_layers=2, batch_first=True), nn.RNN(2, 3), nn.MultiheadAttention(8, 2), nn.PReLU(), nn.Hardtanh(), nn.ZeroPad2d(1), nn.TransformerEncoderLayer(8, 2, 16)]:
    print(layer)
