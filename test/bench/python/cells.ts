/** Programs whose times are measured: what they print is a number that they measured themselves. */
import type { PageCell } from '../../sandbox/cell-page.ts'

const python = (id: string, code: string, limit = 120): PageCell => ({ id, code, limit, language: 'python' })

export const cells: PageCell[] = [
  python(
    'first-gradient',
    `import torch
w = torch.tensor(2.0, requires_grad=True)
x = torch.tensor(3.0)
loss = (w * x - 10.0) ** 2
loss.backward()
print(w.grad.item())`,
  ),
  python('endless', 'while True: pass'),
  // One operation: an addition of two numbers, the loop around it taken away [µs].
  python(
    'operation',
    `import time, torch
a, b = torch.tensor(1.0), torch.tensor(2.0)
def measure(n):
    best = 1e9
    for _ in range(7):
        start = time.perf_counter()
        for _ in range(n): a + b
        middle = time.perf_counter()
        for _ in range(n): pass
        best = min(best, (middle - start) - (time.perf_counter() - middle))
    return best / n * 1e6
measure(1000)
print(measure(10000))`,
  ),
  // 100 steps of gradient descent on a network of 2, 16, 16 and 1 [ms].
  python(
    'network',
    `import time, torch
from torch import nn
torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
x = torch.randn(32, 2)
y = x[:, :1] * x[:, 1:]
def train(steps):
    start = time.perf_counter()
    for step in range(steps):
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return (time.perf_counter() - start) * 1e3
train(20)
print(min(train(100) for _ in range(5)))`,
  ),
  ...[1000, 5000].map((steps) =>
    python(
      `work-${steps}`,
      `import torch
torch.manual_seed(0)
w = torch.randn(64, 64, requires_grad=True)
x = torch.randn(64, 64)
for step in range(${steps}):
    loss = ((x @ w).tanh() - x).square().mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        w.grad = None
print(loss.item())`,
    ),
  ),
]
