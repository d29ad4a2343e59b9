import math
import torch
import torch.nn as nn
import torch.nn.functional as F


class SelfAttention(nn.Module):
    def __init__(self, embed, heads):
        super().__init__()
        self.embed, self.heads, self.head_dim = embed, heads, embed // heads
        self.qkv = nn.Linear(embed, 3 * embed, bias=False)
        self.out = nn.Linear(embed, embed)
        self.register_buffer('mask', torch.tril(torch.ones(8, 8)).view(1, 1, 8, 8))

    def forward(self, x):
        B, T, C = x.size()
        q, k, v = self.qkv(x).split(self.embed, dim=2)
        q = q.view(B, T, self.heads, self.head_dim).transpose(1, 2)
        k = k.view(B, T, self.heads, self.head_dim).transpose(1, 2)
        v = v.view(B, T, self.heads, self.head_dim).transpose(1, 2)
        att = (q @ k.transpose(-2, -1)) * (1.0 / math.sqrt(k.size(-1)))
        att = att.masked_fill(self.mask[:, :, :T, :T] == 0, float('-inf'))
        att = F.softmax(att, dim=-1)
        y = (att @ v).transpose(1, 2).contiguous().view(B, T, C)
        return self.out(y), att


torch.manual_seed(0)
layer = SelfAttention(8, 2)
x = torch.rand(2, 4, 8)
y, att = layer(x)
print(y.shape, att.shape)
print(att[0, 0])
print(att.sum(-1).allclose(torch.ones(2, 2, 4)))
print(torch.triu(att[0, 1], diagonal=1).abs().max())
print(layer)
scores = torch.einsum('bqd,bkd->bqk', x, x)
print(scores.shape, torch.allclose(scores, x @ x.transpose(1, 2)))
print(torch.einsum('ii', torch.arange(9.).view(3, 3)), torch.einsum('i,j->ij', torch.arange(2.), torch.arange(3.)))
mha = nn.MultiheadAttention(8, 2, batch_first=True)
out, weights = mha(x, x, x)
print(out.shape, weights.shape)
pe = torch.zeros(4, 6)
position = torch.arange(0, 4).unsqueeze(1).float()
div_term = torch.exp(torch.arange(0, 6, 2).float() * (-math.log(10000.0) / 6))
pe[:, 0::2] = torch.sin(position * div_term)
pe[:, 1::2] = torch.cos(position * div_term)
print(pe)
