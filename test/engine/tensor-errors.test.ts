/** What reductions, sorting, shapes and indexing refuse, with their codes and PyTorch's own words. */
import { describe, expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'
import { functional as F, ones, range, tensor, zeros } from '../../src/engine/index.ts'
import { caught } from './helpers/caught.ts'

const f = tensor([1, 2])
const d = tensor([1, 2], { dtype: 'float64' })
const i = tensor([1, 2], { dtype: 'int64' })
const b = tensor([true, false])
const m = ones(2, 3)
const none = zeros(0, 3)
const at = (...list: number[]) => tensor(list, { dtype: 'int64' })
const box = (list: number[], ...shape: number[]) => at(...list).reshape(shape)

type Wrong = [call: () => unknown, code: string, torch: string]
/** Calls that types forbid, as a reader without types may write them. */
const untyped = engine as unknown as Record<string, (...args: unknown[]) => unknown>

const reductions: Wrong[] = [
  [
    () => m.sum(2),
    'dim-out-of-range',
    'IndexError: Dimension out of range (expected to be in range of [-2, 1], but got 2)',
  ],
  [() => m.sum([0, -2]), 'dim-twice', 'RuntimeError: dim 0 appears multiple times in the list of dims'],
  [() => untyped.sum!(m, { dims: 1 }), 'unknown-option', "TypeError: sum() got an unexpected keyword argument 'dims'"],
  [() => untyped.cumsum!(m), 'missing-argument', 'TypeError: cumsum() missing 1 required positional arguments: "dim"'],
  [
    () => untyped.logsumexp!(m),
    'missing-argument',
    'TypeError: logsumexp() missing 1 required positional arguments: "dim"',
  ],
  [() => untyped.sum!(3), 'not-a-tensor', "TypeError: sum(): argument 'input' must be Tensor, not number"],
  [
    () => m.prod(5),
    'dim-out-of-range',
    'IndexError: Dimension out of range (expected to be in range of [-2, 1], but got 5)',
  ],
  [
    () => none.max(),
    'empty-reduction',
    "RuntimeError: max(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.",
  ],
  [() => none.max(0), 'empty-reduction', 'IndexError: max(): Expected reduction dim 0 to have non-zero size.'],
  [
    () => none.amax(),
    'empty-reduction',
    "RuntimeError: amax(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.",
  ],
  [() => none.amin(0), 'empty-reduction', 'IndexError: amin(): Expected reduction dim 0 to have non-zero size.'],
  [
    () => none.argmax(),
    'empty-reduction',
    'RuntimeError: argmax(): Expected reduction dim to be specified for input.numel() == 0.',
  ],
  [() => none.argmin(0), 'empty-reduction', 'IndexError: argmin(): Expected reduction dim 0 to have non-zero size.'],
  [() => b.argmax(), 'dtype-not-supported', 'RuntimeError: "argmax_cpu" not implemented for \'Bool\''],
  [() => none.median(0), 'empty-reduction', 'IndexError: median(): Expected reduction dim 0 to have non-zero size.'],
  [() => none.mode(0), 'empty-reduction', 'IndexError: mode(): Expected reduction dim 0 to have non-zero size.'],
  [() => i.var(), 'dtype-not-supported', 'RuntimeError: std and var only support floating point and complex dtypes'],
  [
    () => i.mean(0),
    'mean-dtype',
    'RuntimeError: mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: Long',
  ],
  [
    () => i.nanmean(),
    'mean-dtype',
    'RuntimeError: nanmean(): expected input to have floating point dtype but got Long',
  ],
  [
    () => i.norm(),
    'dtype-not-supported',
    'RuntimeError: norm(): input dtype should be either floating point or complex. Got Long instead.',
  ],
  [
    () => untyped.norm!(f, 'foo'),
    'not-a-choice',
    "RuntimeError: only valid string values are 'fro' and 'nuc', found foo",
  ],
  [() => i.logcumsumexp(0), 'dtype-not-supported', 'RuntimeError: "logcumsumexp_out_cpu" not implemented for \'Long\''],
  [
    () => m.cumsum(3),
    'dim-out-of-range',
    'IndexError: Dimension out of range (expected to be in range of [-2, 1], but got 3)',
  ],
  [
    () => ones(2, 2, 2).cov(),
    'rank',
    'RuntimeError: cov(): expected input to have two or fewer dimensions but got an input with 3 dimensions',
  ],
  [
    () => engine.finfo('int64'),
    'dtype-not-supported',
    "TypeError: torch.finfo() requires a floating point input type. Use torch.iinfo to handle 'torch.finfo'",
  ],
  [() => tensor(3).diff(), 'rank', 'RuntimeError: diff expects input to be at least one-dimensional'],
  [() => f.diff(-1), 'negative', 'RuntimeError: order must be non-negative but got -1'],
  [() => f.quantile(1.4), 'quantile-range', 'RuntimeError: quantile() q must be in the range [0, 1] but got 1.4'],
  [() => f.quantile(tensor([1.4])), 'quantile-range', 'RuntimeError: quantile() q values must be in the range [0, 1]'],
  [
    () => f.quantile(tensor([0.5], { dtype: 'float64' })),
    'dtypes-differ',
    'RuntimeError: quantile() q tensor must be same dtype as the input tensor',
  ],
  [
    () => i.quantile(0.4),
    'dtype-not-supported',
    'RuntimeError: quantile() input tensor must be either float or double dtype',
  ],
  [() => zeros(0).quantile(0.4), 'empty-reduction', 'RuntimeError: quantile() input tensor must be non-empty'],
  [
    () => untyped.quantile!(f, 0.5, { interpolation: 'foo' }),
    'not-a-choice',
    'RuntimeError: quantile() interpolation must be one of linear, lower, higher, midpoint or nearest, but got foo',
  ],
  [() => f.topk(4), 'k-out-of-range', 'RuntimeError: selected index k out of range'],
  [() => b.topk(1), 'dtype-not-supported', 'RuntimeError: "topk_cpu" not implemented for \'Bool\''],
  [() => m.kthvalue(0), 'k-out-of-range', 'RuntimeError: kthvalue(): selected number k out of range for dimension 1'],
  [
    () => engine.searchsorted(ones(2, 2), f),
    'search-shape',
    'RuntimeError: torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value tensor must match, but we got boundaries tensor [2, 2] and input value tensor [2]',
  ],
  [() => engine.bucketize(f, m), 'rank', 'RuntimeError: boundaries tensor must be 1 dimension, but got dim(2)'],
  [() => i.histc(), 'dtype-not-supported', 'RuntimeError: "histogram_cpu" not implemented for \'Long\''],
  [() => f.histc(0), 'histogram-range', 'RuntimeError: torch.histogram(): bins must be > 0, but got 0 for dimension 0'],
  [() => f.histc(2, 3, 1), 'histogram-range', 'RuntimeError: torch.histc: max must be larger than min'],
  [() => tensor([NaN]).histc(2), 'histogram-range', 'RuntimeError: torch.histc: range of [nan, nan] is not finite'],
  [() => f.bincount(), 'dtype-not-supported', 'RuntimeError: "bincount_cpu" not implemented for \'Float\''],
  [() => b.bincount(), 'dtype-not-supported', 'RuntimeError: "bincount_cpu" not implemented for \'Bool\''],
  [() => at(1, -1).bincount(), 'negative', 'RuntimeError: bincount only supports 1-d non-negative integral inputs.'],
  [
    () => box([1, 1], 1, 2).bincount(),
    'rank',
    'RuntimeError: bincount only supports 1-d non-negative integral inputs.',
  ],
  [() => i.bincount(ones(3)), 'same-shape', 'RuntimeError: weights should be 1-d and have the same length as input'],
]

const shapes: Wrong[] = [
  [() => engine.cat([]), 'no-tensors', 'RuntimeError: torch.cat(): expected a non-empty list of Tensors'],
  [
    () => engine.cat([tensor(1), f]),
    'cat-shapes',
    'RuntimeError: zero-dimensional tensor (at position 0) cannot be concatenated',
  ],
  [
    () => engine.cat([m, ones(2, 2, 2)]),
    'cat-shapes',
    'RuntimeError: Tensors must have same number of dimensions: got 2 and 3',
  ],
  [
    () => engine.cat([m, ones(2, 4)]),
    'cat-shapes',
    'RuntimeError: Sizes of tensors must match except in dimension 0. Expected size 3 but got size 4 for tensor number 1 in the list.',
  ],
  [
    () => engine.cat([m], 3),
    'dim-out-of-range',
    'IndexError: Dimension out of range (expected to be in range of [-2, 1], but got 3)',
  ],
  [() => engine.stack([]), 'no-tensors', 'RuntimeError: stack expects a non-empty TensorList'],
  [
    () => engine.stack([m, f]),
    'stack-shapes',
    'RuntimeError: stack expects each tensor to be equal size, but got [2, 3] at entry 0 and [2] at entry 1',
  ],
  [
    () => engine.stack([m, m], 4),
    'dim-out-of-range',
    'IndexError: Dimension out of range (expected to be in range of [-3, 2], but got 4)',
  ],
  [
    () => m.split([1, 1], 1),
    'split-sizes',
    "RuntimeError: split_with_sizes expects split_sizes to sum exactly to 3 (input tensor's size at dimension 1), but got split_sizes=[1, 1]",
  ],
  [
    () => m.split(0),
    'split-sizes',
    'RuntimeError: split_size can only be 0 if dimension size is 0, but got dimension size of 2',
  ],
  [() => m.split(-1), 'split-sizes', 'RuntimeError: split expects split_size be non-negative, but got split_size=-1'],
  [() => m.chunk(0), 'count-below-one', 'RuntimeError: chunk expects `chunks` to be greater than 0, got: 0'],
  [() => tensor(2).chunk(2), 'rank', 'RuntimeError: chunk expects at least a 1-dimensional tensor'],
  [() => m.tensorSplit(0), 'count-below-one', 'RuntimeError: number of sections must be larger than 0, got 0'],
  [() => tensor(2).unbind(), 'rank', 'IndexError: Dimension specified as 0 but tensor has no dimensions'],
  [() => [...tensor(2)], 'length-of-0d', 'TypeError: iteration over a 0-d tensor'],
  [
    () => m.unflatten(1, [2, 2]),
    'reshape',
    "RuntimeError: unflatten: Provided sizes [2, 2] don't multiply up to the size of dim 1 (3) in the input tensor",
  ],
  [() => m.unflatten(1, []), 'reshape', 'RuntimeError: unflatten: sizes must be non-empty'],
  [
    () => m.repeat(2),
    'repeat',
    'RuntimeError: Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor',
  ],
  [() => m.repeat(-1, 1), 'repeat', 'RuntimeError: Trying to create tensor with negative dimension -2: [-2, 3]'],
  [
    () => m.repeatInterleave(at(1, 2), 1),
    'repeat-interleave',
    'RuntimeError: repeats must have the same size as input along dim',
  ],
  [() => m.repeatInterleave(-1), 'repeat-interleave', 'RuntimeError: repeats can not be negative'],
  [
    () => f.repeatInterleave(f),
    'dtype-not-supported',
    'RuntimeError: "repeat_interleave_cpu" not implemented for \'Float\'',
  ],
  [() => m.movedim([0, 0], [1, 0]), 'dim-twice', 'RuntimeError: movedim: repeated dim in `source` ([0, 0])'],
  [
    () => m.movedim([0], [1, 0]),
    'movedim',
    'RuntimeError: movedim: Invalid source or destination dims: source ([0] dims) should contain the same number of dims as destination ([1, 0] dims)',
  ],
  [() => f.mT, 'rank', 'RuntimeError: tensor.mT is only supported on matrices or batches of matrices. Got 1-D tensor.'],
  [
    () => ones(2, 2, 2).H,
    'rank',
    'RuntimeError: tensor.H is only supported on matrices (2-D tensors). Got 3-D tensor. For batches of matrices, consider using tensor.mH',
  ],
  [() => m.flip(0, 0), 'dim-twice', 'RuntimeError: dim 0 appears multiple times in the list of dims'],
  [() => f.fliplr(), 'rank', 'RuntimeError: Input must be >= 2-d.'],
  [() => f.rot90(), 'rank', 'RuntimeError: expected total dims >= 2, but got total dims = 1'],
  [
    () => m.rot90(1, [0, 0]),
    'rot90-dims',
    'RuntimeError: expected rotation dims to be different, but got dim0 = 0 and dim1 = 0',
  ],
  [() => m.roll([1, 2]), 'roll-dims', 'RuntimeError: shifts and dimensions must align. shifts: 2, dims:0'],
  [() => m.roll([1, 2], [0]), 'roll-dims', 'RuntimeError: shifts and dimensions must align. shifts: 2, dims:1'],
  [() => m.diagonal(0, 1, 1), 'dim-twice', 'RuntimeError: diagonal dimensions cannot be identical 1, 1'],
  [
    () => f.diagonal(),
    'dim-out-of-range',
    'IndexError: Dimension out of range (expected to be in range of [-1, 0], but got 1)',
  ],
  [() => tensor(1).diag(), 'rank', 'RuntimeError: matrix or a vector expected'],
  [() => f.trace(), 'rank', 'RuntimeError: trace: expected a matrix, but got tensor with dim 1'],
  [
    () => f.tril(),
    'dim-out-of-range',
    'IndexError: Dimension out of range (expected to be in range of [-1, 0], but got -2)',
  ],
  [() => engine.trilIndices(-1, 3), 'negative', 'RuntimeError: row must be non-negative, got-1'],
  [() => engine.meshgrid(f, i), 'dtypes-differ', 'RuntimeError: meshgrid expects all tensors to have the same dtype'],
  [
    () => engine.meshgrid(m),
    'rank',
    'RuntimeError: torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: [2, 3]',
  ],
  [
    () => untyped.meshgrid!(f, { indexing: 'zz' }),
    'not-a-choice',
    'RuntimeError: torch.meshgrid: indexing must be one of "xy" or "ij", but received: zz',
  ],
  [
    () => engine.broadcastTensors(f, ones(3)),
    'broadcast',
    'RuntimeError: The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0',
  ],
  [() => m.combinations(), 'rank', 'RuntimeError: Expect a 1D vector, but got shape [2, 3]'],
  [() => m.unfold(1, 4, 1), 'unfold', 'RuntimeError: maximum size for tensor at dimension 1 is 3 but size is 4'],
  [() => m.unfold(1, 2, 0), 'unfold', 'RuntimeError: step is 0 but must be > 0'],
  [
    () => ones(3).asStrided([2, 2], [1, 1], 1),
    'as-strided',
    'RuntimeError: setStorage: sizes [2, 2], strides [1, 1], storage offset 1, and itemsize 4 requiring a storage size of 16 are out of bounds for storage of size 12',
  ],
  [() => f.asStrided([2, 2], [1]), 'as-strided', 'RuntimeError: mismatch in length of strides and shape'],
  [() => engine.linspace(0, 1, -1), 'negative', 'RuntimeError: number of steps must be non-negative'],
  [() => F.pad(m, [1, 1, 1, 1, 1, 1]), 'pad-length', 'RuntimeError: Padding length too large'],
  [() => F.pad(m, [1]), 'pad-length', 'RuntimeError: Padding length must be divisible by 2'],
  [
    () => F.pad(m, [3, 3], 'reflect'),
    'pad-size',
    'RuntimeError: Argument #4: Padding size should be less than the corresponding input dimension, but got: padding (3, 3) at dimension 1 of input [2, 3]',
  ],
  [
    () => F.pad(f, [1, 1], 'reflect'),
    'pad-rank',
    'NotImplementedError: Only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now',
  ],
  [
    () => untyped.pad ?? (F as unknown as typeof untyped).pad!(m, [1, 1], 'foo'),
    'not-a-choice',
    'NotImplementedError: Unrecognised padding mode foo',
  ],
  [
    () => F.pad(m, [1, 1], 'reflect', 1),
    'pad-value',
    'RuntimeError: Padding mode "reflect" doesn\'t take in value argument',
  ],
]

const indexing: Wrong[] = [
  [() => m.get(5), 'index-out-of-range', 'IndexError: index 5 is out of bounds for dimension 0 with size 2'],
  [() => m.get([5]), 'index-out-of-range', 'IndexError: index 5 is out of bounds for dimension 0 with size 2'],
  [() => m.get(':', at(-4)), 'index-out-of-range', 'IndexError: index -4 is out of bounds for dimension 1 with size 3'],
  [() => m.get(0, 0, 0), 'too-many-indices', 'IndexError: too many indices for tensor of dimension 2'],
  [
    () => tensor(3).get(0),
    'too-many-indices',
    'IndexError: invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number',
  ],
  [
    () => m.get([0, 1], [0, 1, 2]),
    'index-broadcast',
    'IndexError: shape mismatch: indexing tensors could not be broadcast together with shapes [2], [3]',
  ],
  [
    () => m.get(tensor([true, false, true])),
    'mask-shape',
    'IndexError: The shape of the mask [3] at index 0 does not match the shape of the indexed tensor [2, 3] at index 0',
  ],
  [() => m.get(f), 'index-dtype', 'IndexError: tensors used as indices must be long, byte or bool tensors'],
  [
    () => m.get(1.5),
    'index-kind',
    'IndexError: only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got float)',
  ],
  [() => m.get([0.5]), 'index-kind', 'IndexError: tensors used as indices must be long, byte or bool tensors'],
  [() => m.get(range(null, null, -1)), 'slice-step', 'ValueError: step must be greater than zero'],
  [
    () => m.clone().set([0], ones(2)),
    'expand',
    'RuntimeError: The expanded size of the tensor (3) must match the existing size (2) at non-singleton dimension 0.  Target sizes: [3].  Tensor sizes: [2]',
  ],
  [
    () => m.clone().set([[0, 1]], ones(2)),
    'index-put-shape',
    'RuntimeError: shape mismatch: value tensor of shape [2] cannot be broadcast to indexing result of shape [2, 3]',
  ],
  [
    () => m.clone().set([[0, 1]], at(1)),
    'dtypes-differ',
    'RuntimeError: Index put requires the source and destination dtypes match, got Float for the destination and Long for the source.',
  ],
  [
    () => ones(2).requiresGrad_().set([0], 1),
    'leaf-changed-in-place',
    'RuntimeError: a view of a leaf Variable that requires grad is being used in an in-place operation.',
  ],
  [
    () => m.gather(1, box([0, 5], 1, 2)),
    'index-out-of-range',
    'RuntimeError: index 5 is out of bounds for dimension 1 with size 3',
  ],
  [
    () => m.gather(0, box([-1], 1, 1)),
    'index-out-of-range',
    'RuntimeError: index -1 is out of bounds for dimension 0 with size 2',
  ],
  [
    () => m.gather(1, at(0)),
    'index-shape',
    'RuntimeError: Index tensor must have the same number of dimensions as input tensor',
  ],
  [
    () => m.gather(0, box([0, 0, 0, 0], 1, 4)),
    'index-shape',
    'RuntimeError: Size does not match at dimension 1 expected index [1, 4] to be smaller than self [2, 3] apart from dimension 0',
  ],
  [() => m.gather(1, ones(2, 1)), 'index-dtype', 'RuntimeError: gather(): Expected dtype int64 for index'],
  [
    () => untyped.gather!(m, 1),
    'missing-argument',
    'TypeError: gather() missing 1 required positional arguments: "index"',
  ],
  [
    () => m.takeAlongDim(at(0), 1),
    'index-shape',
    'RuntimeError: torch.take_along_dim(): input and indices should have the same number of dimensions, but got 2 dimensions for input, and 1 dimensions for indices',
  ],
  [
    () => m.scatter(0, box([0, 1, 0, 1, 0, 1], 2, 3), ones(1, 1)),
    'index-shape',
    'RuntimeError: Expected index [2, 3] to be smaller than self [2, 3] apart from dimension 0 and to be smaller size than src [1, 1]',
  ],
  [
    () => m.scatter(0, box([0, 3], 1, 2), 1),
    'index-out-of-range',
    'RuntimeError: index 3 is out of bounds for dimension 0 with size 2',
  ],
  [
    () => untyped.scatter!(m, 0, box([0], 1, 1), 1, { reduce: 'foo' }),
    'not-a-choice',
    'RuntimeError: reduce argument must be either add or multiply.',
  ],
  [
    () => f.scatter(0, at(0), d),
    'dtypes-differ',
    'RuntimeError: scatter(): Expected self.dtype to be equal to src.dtype',
  ],
  [
    () => untyped.scatterReduce!(f, 0, at(0), f, 'add'),
    'not-a-choice',
    'RuntimeError: reduce argument must be either sum, prod, mean, amax or amin.',
  ],
  [() => m.indexSelect(0, at(5)), 'index-out-of-range', 'IndexError: index out of range in self'],
  [() => m.indexSelect(0, at(-1)), 'index-out-of-range', 'IndexError: index out of range in self'],
  [() => m.indexSelect(0, box([1], 1, 1)), 'rank', 'IndexError: index_select(): Index is supposed to be a vector'],
  [() => m.indexSelect(0, f), 'index-dtype', 'RuntimeError: index_select(): Expected dtype int32 or int64 for index'],
  [
    () => m.indexAdd(0, at(1, 0), ones(1, 3)),
    'source-shape',
    'RuntimeError: index_add_(): Number of indices (2) should be equal to source.size(dim): (1), for dim: 0',
  ],
  [
    () => f.indexAdd(0, at(1, 0), d),
    'dtypes-differ',
    'RuntimeError: index_add_(): self (Float) and source (Double) must have the same scalar type',
  ],
  [
    () => m.indexCopy(0, at(3), ones(1, 3)),
    'index-out-of-range',
    'IndexError: index_copy_(): index 3 is out of bounds for dimension 0 with size 2',
  ],
  [
    () => m.indexCopy(1, at(0), ones(2, 2)),
    'source-shape',
    'IndexError: index_copy_(): Number of indices (1) should be equal to source.size(dim) (2)',
  ],
  [
    () => m.indexFill(1, at(5), 9),
    'index-out-of-range',
    'IndexError: index 5 is out of bounds for dimension 1 with size 3',
  ],
  [
    () => m.indexFill(1, at(0), tensor([9])),
    'rank',
    'RuntimeError: index_fill_ only supports a 0-dimensional value tensor, but got tensor with 1 dimension(s).',
  ],
  [
    () => m.maskedFill(b, 0),
    'broadcast',
    'RuntimeError: The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 1',
  ],
  [
    () => f.maskedFill(b, f),
    'rank',
    'RuntimeError: masked_fill_ only supports a 0-dimensional value tensor, but got tensor with 1 dimension(s).',
  ],
  [() => f.maskedSelect(i), 'mask-dtype', 'RuntimeError: masked_select: expected BoolTensor or ByteTensor for mask'],
  [
    () => f.maskedScatter(b, zeros(0)),
    'source-shape',
    'RuntimeError: Number of elements of source < number of ones in mask',
  ],
  [
    () => m.take(at(6)),
    'index-out-of-range',
    'IndexError: out of range: tried to access index 6 on a tensor of 6 elements.',
  ],
  [() => m.take(f), 'index-dtype', 'RuntimeError: take(): Expected a long tensor for index, but got Float'],
  [() => F.oneHot(at(3), 2), 'one-hot-class', 'RuntimeError: Class values must be smaller than num_classes.'],
  [() => F.oneHot(at(-3), 2), 'one-hot-class', 'RuntimeError: Class values must be non-negative.'],
  [() => F.oneHot(f), 'index-dtype', 'RuntimeError: one_hot is only applicable to index tensor.'],
  [() => F.oneHot(at()), 'one-hot-class', 'RuntimeError: Can not infer total number of classes from empty tensor.'],
  [
    () => m.clone().fill_(f),
    'rank',
    'RuntimeError: fill_ only supports 0-dimension value tensor but got tensor with 1 dimensions.',
  ],
  [
    () => f.clone().copy_(ones(3)),
    'broadcast',
    'RuntimeError: The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0',
  ],
  [
    () => m.size(2),
    'dim-out-of-range',
    'IndexError: Dimension out of range (expected to be in range of [-2, 1], but got 2)',
  ],
  [() => tensor(1).size(0), 'dim-out-of-range', 'IndexError: Dimension specified as 0 but tensor has no dimensions'],
]

describe.each([
  ['reductions', reductions],
  ['shapes', shapes],
  ['indexing', indexing],
])('%s', (_, wrong) => {
  test.each(wrong)('%s fails with code %s and says what PyTorch says', (call, code, torch) => {
    const error = caught(call)
    expect(error.code).toBe(code)
    expect(`${error.torch!.type}: ${error.torch!.message}`).toBe(torch)
  })
})

test.each([
  [() => untyped.sum!(m, { dims: 1 }), 'sum: has no option dims. It takes dim, keepdim, dtype.'],
  [() => untyped.gather!(m, 1), 'gather: index is missing. It needs dim, index.'],
  [() => none.max(0), 'max: dimension 0 of [0, 3] is empty, and nothing can be chosen from nothing.'],
  [() => f.topk(4), 'topk: k is 4, but dimension 0 of [2] has 2 elements: k goes from 0 to 2.'],
  [
    () => engine.cat([m, ones(2, 4)]),
    'cat: [2, 3] and [2, 4] must have the same sizes but in dimension 0. stack joins along a new dimension.',
  ],
  [() => m.split([1, 1], 1), 'split: parts of [1, 1] do not make up dimension 1 of [2, 3], which is 3.'],
  [
    () => m.get(f),
    "get: places are whole numbers, int64, got float32. tensor([…], { dtype: 'int64' }) makes them; a comparison makes a mask.",
  ],
  [() => m.gather(1, box([0, 5], 1, 2)), 'gather: index 5 is outside [0, 2], dimension 1 has size 3.'],
  [
    () => m.clone().set([[0, 1]], ones(2)),
    'indexPut: a value of shape [2] does not broadcast to the part, which is [2, 3].',
  ],
  [() => F.pad(m, [3, 3], 'reflect'), "pad: margins of 3 and 3 do not suit dimension 1 of [2, 3] in mode 'reflect'."],
  [() => F.oneHot(at(3), 2), 'oneHot: with 2 classes they are numbered from 0 to 1; another number came, or none.'],
])('a message says what came, what was expected and what to try', (call, message) => {
  expect(call).toThrow(message)
})
