import torch
from torch.utils.data import DataLoader, Dataset, TensorDataset, random_split, Subset, ConcatDataset

class Squares(Dataset):
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n
    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError
        return torch.tensor([float(i)]), i * i

torch.manual_seed(0)
ds = Squares(10)
for x, y in DataLoader(ds, batch_size=4, shuffle=True):
    print(x.squeeze(1), y)
loader = DataLoader(TensorDataset(torch.arange(6).float(), torch.arange(6) * 2), batch_size=4, drop_last=True)
print(len(loader), [b[0].tolist() for b in loader])
train, val = random_split(ds, [7, 3], generator=torch.Generator().manual_seed(42))
print(len(train), len(val), [y for _, y in val])
print([y for _, y in Subset(ds, [1, 3])], len(ConcatDataset([ds, ds])))
for epoch in range(2):
    print([y.tolist() for _, y in DataLoader(val, batch_size=2, shuffle=True)])
print(next(iter(DataLoader([{'a': 1.5, 'b': 'x'}, {'a': 2.5, 'b': 'y'}], batch_size=2))))
g = torch.Generator()
g.manual_seed(1)
print([b.tolist() for b in DataLoader(list(range(5)), batch_size=2, shuffle=True, generator=g)])
from torch.utils.data import WeightedRandomSampler, RandomSampler, SequentialSampler, BatchSampler
torch.manual_seed(3)
print(list(WeightedRandomSampler([0.1, 0.9, 0.5], 5)), list(RandomSampler(range(4))), list(BatchSampler(SequentialSampler(range(5)), 2, False)))
