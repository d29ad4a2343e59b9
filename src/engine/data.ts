/** The namespace of PyTorch's torch.utils.data. */
export { ConcatDataset, Dataset, Subset, TensorDataset, randomSplit } from './data/dataset.ts'
export {
  BatchSampler,
  RandomSampler,
  SequentialSampler,
  SubsetRandomSampler,
  WeightedRandomSampler,
  type Sampler,
} from './data/samplers.ts'
export { defaultCollate } from './data/collate.ts'
export { DataLoader, type DataLoaderOptions } from './data/loader.ts'
