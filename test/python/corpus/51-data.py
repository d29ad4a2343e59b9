import torch
from torch.utils.data import DataLoader, Dataset, Subset, TensorDataset, random_split, ConcatDataset


class Squares(Dataset):
    def __init__(self, n, transform=None):
        self.n = n
        self.transform = transform

    def __len__(self):
        return self.n

    def __getitem__(self, idx):
        if idx >= self.n:
            raise IndexError(idx)
        sample = torch.tensor([float(idx)])
        return (self.transform(sample) if self.transform else sample), idx ** 2


data = Squares(10, transform=lambda x: x / 10)
print(len(data), data[3])
for x, y in DataLoader(data, batch_size=4):
    print(x.squeeze(1), y, y.dtype)
print(len(DataLoader(data, batch_size=4)), len(DataLoader(data, batch_size=4, drop_last=True)))
pairs = TensorDataset(torch.arange(6).view(6, 1), torch.arange(6) * 10)
print(pairs[2], len(pairs))
torch.manual_seed(0)
for xb, yb in DataLoader(pairs, batch_size=3, shuffle=True):
    print(xb.tolist(), yb.tolist())
train, val = random_split(pairs, [4, 2], generator=torch.Generator().manual_seed(42))
print(len(train), len(val), train.indices, val.indices)
print([int(x) for x, _ in Subset(pairs, [5, 0])], len(ConcatDataset([pairs, pairs])))


def collate(batch):
    return torch.stack([x for x, _ in batch]).sum(), [y for _, y in batch]


print(next(iter(DataLoader(data, batch_size=5, collate_fn=collate))))
words = [{'text': 'a', 'label': 1}, {'text': 'b', 'label': 0}]
print(next(iter(DataLoader(words, batch_size=2))))
