"""PyTorch on one thread. `python3 pytorch.py '<{ numbers, work, budget }>'` prints its times as JSON on the last line."""
import json, statistics, sys, time

import numpy
import torch
from torch import nn
from torch.nn import functional

torch.set_num_threads(1)


def describe():
    """Version, and the library of matrix products that was really loaded."""
    torch.ones(2, 2) @ torch.ones(2, 2)
    try:
        maps = open('/proc/self/maps').read().split()
    except OSError:
        maps = []
    libraries = sorted({path.rsplit('/', 1)[-1] for path in maps if 'blas' in path.lower() or 'libmkl' in path})
    config = torch.__config__.show()
    if not libraries and 'BLAS_INFO=' in config:
        libraries = ['BLAS_INFO=' + config.split('BLAS_INFO=')[1].split(',')[0]]
    return {'version': torch.__version__, 'blas': libraries, 'threads': torch.get_num_threads()}


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1 = nn.LayerNorm(64)
        self.qkv = nn.Linear(64, 192)
        self.out = nn.Linear(64, 64)
        self.norm2 = nn.LayerNorm(64)
        self.up = nn.Linear(64, 256)
        self.down = nn.Linear(256, 64)
        self.register_buffer('later', torch.triu(torch.ones(32, 32), 1).bool(), persistent=False)

    def forward(self, x):
        q, k, v = (part.view(8, 32, 4, 16).transpose(1, 2) for part in self.qkv(self.norm1(x)).split(64, 2))
        scores = (q @ k.transpose(-2, -1) / 4).masked_fill(self.later, float('-inf'))
        seen = torch.softmax(scores, -1) @ v
        x = x + self.out(seen.transpose(1, 2).reshape(8, 32, 64))
        return x + self.down(torch.relu(self.up(self.norm2(x))))


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(64, 64)
        self.positions = nn.Embedding(32, 64)
        self.blocks = nn.Sequential(Block(), Block())
        self.norm = nn.LayerNorm(64)
        self.head = nn.Linear(64, 64)

    def forward(self, x):
        return self.head(self.norm(self.blocks(self.tokens(x) + self.positions(torch.arange(32)))))


def train(model, given, optimizer, loss_of):
    model.load_state_dict({name: value for name, value in given.items() if name not in ('x', 'y')})
    optimizer = optimizer(model.parameters())

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(model)
        loss.backward()
        optimizer.step()
        return loss

    return step


def sgd(parameters):
    return torch.optim.SGD(parameters, lr=0.05)


def adam(parameters):
    return torch.optim.Adam(parameters, lr=0.001)


def create(work, given):
    if work == 'W0':
        w = given['w'].requires_grad_()

        def step():
            w.grad = None
            loss = (w * given['x'] - 10) ** 2
            loss.backward()
            return loss.detach() + w.grad / 100

        return step
    if work == 'W1':
        model = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 1))
        return train(model, given, sgd, lambda model: functional.mse_loss(model(given['x']), given['y']))
    if work.startswith('W5'):
        return lambda: given['a'] @ given['b']
    labels = given['y'].long().reshape(-1)
    if work == 'W2':
        model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
        return train(model, given, sgd, lambda model: functional.cross_entropy(model(given['x']), labels))
    if work == 'W3':
        model = nn.Sequential(
            nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(400, 10),
        )
        return train(model, given, adam, lambda model: functional.cross_entropy(model(given['x']), labels))
    tokens = given['x'].long()
    return train(Gpt(), given, adam, lambda model: functional.cross_entropy(model(tokens).reshape(-1, 64), labels))


def time_work(step, compared, warm, measure):
    """The same as time-work.ts does."""
    clock = lambda: time.process_time() * 1000
    number = lambda result: float(result.abs().mean()) if result.dim() == 2 else float(result)

    def batch(size):
        started = clock()
        for _ in range(size):
            last = step()
        number(last)
        return clock() - started

    started = clock()
    losses = [number(step())]
    first = clock() - started
    while len(losses) < compared:
        losses.append(number(step()))
    size, last, end = 1, batch(1), started + warm
    while clock() < end or last < 12.5:
        size = max(1, min(10 * size, round(size * 25 / max(last, 0.01))))
        last = batch(size)
        if size == 1 and last >= 25 and clock() >= end:
            break
    steps, begun = [], clock()
    while not steps or clock() - begun <= (3 * measure if len(steps) < 3 else measure):
        steps.append(batch(size) / size)
    times = {'first': first, 'step': statistics.median(steps), 'fastest': min(steps), 'batches': len(steps)}
    return {'losses': losses, **times}


def read(numbers):
    """A JSON head of names and shapes on the first line, and then the numbers in their order."""
    with open(numbers, 'rb') as file:
        head = json.loads(file.readline())
        tensors = {}
        for name, shape in head:
            count = int(numpy.prod(shape)) if shape else 1
            array = numpy.frombuffer(file.read(4 * count), dtype='<f4').reshape(shape)
            tensors[name] = torch.tensor(array)
        return tensors


errand = json.loads(sys.argv[1])
if errand.get('describe'):
    print(json.dumps(describe()))
else:
    print(json.dumps(time_work(create(errand['work'], read(errand['numbers'])), **errand['budget'])))
