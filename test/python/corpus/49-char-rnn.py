import torch
from torch import nn

text = "hello world, hello torch"
chars = sorted(set(text))
stoi = {ch: i for i, ch in enumerate(chars)}
itos = {i: ch for ch, i in stoi.items()}
print(len(chars), ''.join(chars))
encoded = torch.tensor([stoi[ch] for ch in text])
print(encoded)


class CharRNN(nn.Module):
    def __init__(self, vocab, hidden):
        super().__init__()
        self.embed = nn.Embedding(vocab, 8)
        self.rnn = nn.GRU(8, hidden, batch_first=True)
        self.head = nn.Linear(hidden, vocab)

    def forward(self, x, state=None):
        out, state = self.rnn(self.embed(x), state)
        return self.head(out), state


torch.manual_seed(42)
model = CharRNN(len(chars), 16)
optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
inputs, targets = encoded[:-1].unsqueeze(0), encoded[1:].unsqueeze(0)
for step in range(60):
    logits, _ = model(inputs)
    loss = nn.functional.cross_entropy(logits.view(-1, len(chars)), targets.view(-1))
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    if step % 20 == 0:
        print(step, f'{loss.item():.2f}')
model.eval()
with torch.no_grad():
    state, token = None, encoded[:1].unsqueeze(0)
    produced = [itos[token.item()]]
    for _ in range(len(text) - 1):
        logits, state = model(token, state)
        token = logits[:, -1].argmax(-1, keepdim=True)
        produced.append(itos[token.item()])
print(''.join(produced))
