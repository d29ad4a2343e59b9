/** How the calls may be written, what tensors say of themselves, what shares its numbers, and edges worked out by hand. */
import { describe, expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'
import { arange, functional as F, noGrad, ones, range, tensor, zeros, type Tensor } from '../../src/engine/index.ts'

const x = () =>
  tensor([
    [1, 3, 3],
    [2, 2, 0],
  ])
const leaf = (list: number[]) => tensor(list, { requiresGrad: true })
const places = (...list: number[]) => tensor(list, { dtype: 'int64' })

describe('the forms of a call are one call', () => {
  const forms: [string, (() => unknown)[]][] = [
    [
      'sum',
      [
        () => engine.sum(x(), 1),
        () => engine.sum(x(), [1]),
        () => engine.sum(x(), { dim: -1 }),
        () => x().sum(1),
        () => x().sum({ dim: 1 }),
      ],
    ],
    [
      'sum, kept',
      [() => x().sum(1, true), () => x().sum(1, { keepdim: true }), () => x().sum({ dim: 1, keepdim: true })],
    ],
    [
      'max along a dim',
      [() => x().max(1).values, () => x().max({ dim: 1 })[0], () => engine.max(x(), 1, false).values],
    ],
    ['var', [() => x().var(1, false), () => x().var({ dim: 1, correction: 0 }), () => x().var(1, { unbiased: false })]],
    ['cumsum', [() => x().cumsum(1), () => engine.cumsum(x(), { dim: 1 })]],
    ['cat', [() => engine.cat([x(), x()], 1), () => engine.cat([x(), x()], { dim: 1 })]],
    [
      'flip',
      [() => x().flip(0, 1), () => x().flip([0, 1]), () => x().flip({ dims: [0, 1] }), () => engine.flip(x(), [0, -1])],
    ],
    [
      'flatten',
      [() => x().flatten(0), () => x().flatten(), () => x().flatten({ startDim: 0 }), () => engine.flatten(x(), 0, -1)],
    ],
    [
      'transpose',
      [
        () => x().transpose(0, 1),
        () => x().transpose({ dim0: 0, dim1: 1 }),
        () => x().T,
        () => x().mT,
        () => x().swapaxes(1, 0),
      ],
    ],
    [
      'reshape',
      [() => x().reshape(3, 2), () => x().reshape([3, -1]), () => x().reshape({ shape: [3, 2] }), () => x().view(3, 2)],
    ],
    [
      'expand',
      [() => ones(3, 1).expand(3, 2), () => ones(3, 1).expand([-1, 2]), () => ones(3, 1).expand({ size: [3, 2] })],
    ],
    [
      'gather',
      [
        () => x().gather(1, places(0, 2).reshape(2, 1)),
        () => engine.gather(x(), { dim: 1, index: places(0, 2).reshape(2, 1) }),
      ],
    ],
    ['roll', [() => x().roll(1, 0), () => x().roll([1], [0]), () => x().roll({ shifts: 1, dims: 0 })]],
    [
      'topk',
      [() => x().topk(2).values, () => x().topk({ k: 2 }).values, () => x().topk(2, -1, { largest: true }).values],
    ],
    ['arange', [() => arange(1, 5, 2), () => arange({ start: 1, end: 5, step: 2 }), () => arange(1, 5, { step: 2 })]],
    [
      'full',
      [
        () => engine.full([2], 7),
        () => engine.full({ size: [2], fillValue: 7 }),
        () => zeros({ size: [2] } as never).add(7),
      ],
    ],
    [
      'null for what is not given',
      [() => x().sum(null as never), () => x().sum({ dim: null as never }), () => x().sum()],
    ],
  ]
  test.each(forms)('%s', (_, calls) => {
    const [first, ...others] = calls.map((call) => String(call()))
    for (const other of others) expect(other).toBe(first)
  })
})

describe('results of several tensors', () => {
  test('have places and names', () => {
    const [values, indices] = x().max(1)
    const named = x().max(1)
    expect([values.tolist(), indices.tolist()]).toEqual([
      [3, 2],
      [1, 0],
    ])
    expect(named.values.tolist()).toEqual([3, 2])
    expect(named.indices.tolist()).toEqual([1, 0])
    expect(Object.values(named)).toHaveLength(2)
    expect(x().aminmax().max.item()).toBe(3)
  })

  test('print as PyTorch prints them', () => {
    expect(String(x().max(1))).toBe('torch.return_types.max(\nvalues=tensor([3., 2.]),\nindices=tensor([1, 0]))')
    expect(String(x().aminmax())).toBe('torch.return_types.aminmax(\nmin=tensor(0.),\nmax=tensor(3.))')
  })

  test('become ordinary arrays when mapped', () => {
    const shapes = x()
      .sort()
      .map((t: Tensor) => t.shape)
    expect(shapes).toEqual([
      [2, 3],
      [2, 3],
    ])
    expect(Object.getPrototypeOf(shapes)).toBe(Array.prototype)
  })
})

describe('a tensor says of itself', () => {
  const t = arange(6).to('float32').reshape(2, 3)
  const said: [string, unknown, unknown][] = [
    ['its shape', t.size(), [2, 3]],
    ['the size of a dimension', t.size(-1), 3],
    ['its number of dimensions', [t.dim(), t.ndim, t.ndimension()], [2, 2, 2]],
    ['its number of elements', [t.numel(), t.nelement()], [6, 6]],
    ['its length', t.length, 2],
    ['its strides', [t.stride(), t.T.stride(), t.stride(0)], [[3, 1], [1, 3], 3]],
    ['where it begins', [t.storageOffset(), t.get(1).storageOffset()], [0, 3]],
    [
      'whether it lies without gaps',
      [t.isContiguous(), t.T.isContiguous(), t.T.contiguous().isContiguous()],
      [true, false, true],
    ],
    [
      'the bytes of an element',
      [t.elementSize(), t.itemsize, t.nbytes, t.long().elementSize(), t.bool().nbytes],
      [4, 4, 24, 8, 6],
    ],
    [
      'its type in PyTorch',
      [t.type(), t.double().type(), t.long().type(), t.int().type(), t.byte().type(), t.bool().type()],
      [
        'torch.FloatTensor',
        'torch.DoubleTensor',
        'torch.LongTensor',
        'torch.IntTensor',
        'torch.ByteTensor',
        'torch.BoolTensor',
      ],
    ],
    ['whether it has fractions', [t.isFloatingPoint(), t.long().isFloatingPoint()], [true, false]],
    ['whether another has its shape', [t.isSameSize(ones(2, 3)), t.isSameSize(t.T)], [true, false]],
    ['where it is', [t.device, t.cpu() === t], ['cpu', true]],
    ['its slices, one by one', Array.from(t, (row) => row.sum().item()), [3, 12]],
    ['nothing, if it is empty', [...zeros(0, 3)], []],
  ]
  test.each(said)('%s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })

  test('for … of goes through the first dimension, in the graph', () => {
    const w = leaf([1, 2, 3])
    let total = tensor(0)
    for (const one of w) total = total.add(one.square())
    total.backward()
    expect(w.grad!.tolist()).toEqual([2, 4, 6])
  })
})

describe('types', () => {
  const f = tensor([1.7, -1.7, 0])
  const conversions: [string, Tensor, string, unknown[]][] = [
    ['long', f.long(), 'int64', [1, -1, 0]],
    ['int', f.int(), 'int32', [1, -1, 0]],
    ['bool', f.bool(), 'bool', [true, true, false]],
    ['double', f.double(), 'float64', [1.7, -1.7, 0].map(Math.fround)],
    ['typeAs', f.typeAs(places(1)), 'int64', [1, -1, 0]],
    ['type', f.type('int64'), 'int64', [1, -1, 0]],
    ['to a tensor', f.to(places(1)), 'int64', [1, -1, 0]],
    ['to a device and a type', f.to('cpu', 'int64'), 'int64', [1, -1, 0]],
    ['to named options', f.to({ dtype: 'int64', device: 'cpu' }), 'int64', [1, -1, 0]],
    ['newZeros', places(1).newZeros(2), 'int64', [0, 0]],
    ['newOnes', f.newOnes([2]), 'float32', [1, 1]],
    ['newOnes of another type', f.newOnes([2], { dtype: 'bool' }), 'bool', [true, true]],
    ['newFull', places(1).newFull([2], 3), 'int64', [3, 3]],
    ['newTensor', places(1).newTensor([5, 6]), 'int64', [5, 6]],
    ['a fraction filled into whole numbers', places(1, 2).fill_(2.7), 'int64', [2, 2]],
    ['cat of two types', engine.cat([places(1), f.slice(0, 2)]), 'float32', [1, 0]],
    ['linspace of whole numbers', engine.linspace(3, 10, 5, { dtype: 'int64' }), 'int64', [3, 4, 6, 8, 10]],
  ]
  test.each(conversions)('%s', (_, found, dtype, list) => {
    expect(found.dtype).toBe(dtype)
    expect(found.tolist()).toEqual(list)
  })

  test('to gives the tensor itself where nothing changes, or a copy if asked', () => {
    expect(f.to('float32') === f).toBe(true)
    expect(f.to('cpu') === f).toBe(true)
    expect(f.to({ copy: true }) === f).toBe(false)
  })

  test('a device that there is not is refused', () => {
    expect(() => f.to('cuda' as never)).toThrow("to: there is no type or device 'cuda'.")
  })
})

describe('views share their numbers', () => {
  const views: [string, (t: Tensor) => Tensor][] = [
    ['split', (t) => t.split(1)[1]!],
    ['chunk', (t) => t.chunk(2, 1)[1]!],
    ['unbind', (t) => t.unbind()[1]!],
    ['iteration', (t) => [...t][1]!],
    ['diagonal', (t) => t.diagonal(1)],
    ['unfold', (t) => t.unfold(1, 2, 1)],
    ['movedim', (t) => t.movedim(0, 1).get(2)],
    ['unflatten', (t) => t.unflatten(1, [3, 1]).get(1)],
    ['asStrided', (t) => t.asStrided([2], [1], 4)],
    ['expandAs', (t) => t.expandAs(ones(4, 2, 3)).get(0, 1)],
    ['get with ranges', (t) => t.get(range(1), ':', null)],
  ]
  test.each(views)('a change in what %s gives is a change in the tensor', (_, view) => {
    const t = zeros(2, 3)
    noGrad(() => view(t).fill_(1))
    expect(t.sum().item()).toBeGreaterThan(0)
    expect(t.version).toBe(1)
  })

  const copies: [string, (t: Tensor) => Tensor][] = [
    ['flip', (t) => t.flip(0)],
    ['roll', (t) => t.roll(1)],
    ['repeat', (t) => t.repeat(1, 1)],
    ['get with places', (t) => t.get([0, 1])],
    ['indexSelect', (t) => t.indexSelect(0, places(0))],
    ['cat', (t) => engine.cat([t])],
    ['pad', (t) => F.pad(t, [0, 0])],
  ]
  test.each(copies)('what %s gives is a copy', (_, copy) => {
    const t = zeros(2, 3)
    copy(t).fill_(1)
    expect(t.sum().item()).toBe(0)
  })
})

describe('in place', () => {
  const changes: [string, (t: Tensor) => Tensor, (t: Tensor) => Tensor][] = [
    [
      'scatter_',
      (t) => t.scatter_(1, places(0, 2).reshape(2, 1), 9),
      (t) => t.scatter(1, places(0, 2).reshape(2, 1), 9),
    ],
    [
      'scatterAdd_',
      (t) => t.scatterAdd_(1, places(0, 2).reshape(2, 1), ones(2, 1)),
      (t) => t.scatterAdd(1, places(0, 2).reshape(2, 1), ones(2, 1)),
    ],
    [
      'scatterReduce_',
      (t) => t.scatterReduce_(1, places(0, 2).reshape(2, 1), ones(2, 1), 'mean'),
      (t) => t.scatterReduce(1, places(0, 2).reshape(2, 1), ones(2, 1), 'mean'),
    ],
    ['indexAdd_', (t) => t.indexAdd_(0, places(1), ones(1, 3)), (t) => t.indexAdd(0, places(1), ones(1, 3))],
    ['indexCopy_', (t) => t.indexCopy_(0, places(1), ones(1, 3)), (t) => t.indexCopy(0, places(1), ones(1, 3))],
    ['indexFill_', (t) => t.indexFill_(0, places(1), 7), (t) => t.indexFill(0, places(1), 7)],
    [
      'indexPut_',
      (t) => t.indexPut_([places(1), places(2)], tensor([7])),
      (t) => t.indexPut([places(1), places(2)], tensor([7])),
    ],
    ['maskedFill_', (t) => t.maskedFill_(t.gt(2), 0), (t) => t.maskedFill(t.gt(2), 0)],
    [
      'maskedScatter_',
      (t) => t.maskedScatter_(t.gt(2), places(8, 9).float()),
      (t) => t.maskedScatter(t.gt(2), places(8, 9).float()),
    ],
    ['put_', (t) => t.put_(places(0), tensor([5])), (t) => t.put(places(0), tensor([5]))],
    ['cumsum_', (t) => t.cumsum_(1), (t) => t.cumsum(1)],
    ['tril_', (t) => t.tril_(), (t) => t.tril()],
    ['triu_', (t) => t.triu_(1), (t) => t.triu(1)],
  ]
  test.each(changes)('%s writes what the form without _ gives', (_, change, plain) => {
    const t = x()
    expect(change(t)).toBe(t)
    expect(t.tolist()).toEqual(plain(x()).tolist())
    expect(t.version).toBe(1)
  })

  test('a mask overwritten after it was used is told by backward', () => {
    const w = leaf([1, 2])
    const mask = w.detach().gt(1)
    const y = w.maskedFill(mask, 0)
    mask.fill_(1)
    expect(() => y.sum().backward()).toThrow('was changed in place')
  })

  test('the numbers of a parameter are replaced through data', () => {
    const w = leaf([1, 2])
    const before = w
    w.data = tensor([5, 6])
    expect(w).toBe(before)
    expect([w.tolist(), w.requiresGrad, w.isLeaf]).toEqual([[5, 6], true, true])
    w.data.mul_(2)
    expect(w.tolist()).toEqual([10, 12])
    w.square().sum().backward()
    expect(w.grad!.tolist()).toEqual([20, 24])
  })
})

describe('edges, by hand', () => {
  const gradient = (f: (w: Tensor) => Tensor, list: number[]): unknown => {
    const w = leaf(list)
    f(w).backward()
    return w.grad!.tolist()
  }
  const edges: [string, unknown, unknown][] = [
    ['the largest of all share the gradient', gradient((w) => w.max(), [1, 3, 3]), [0, 0.5, 0.5]],
    ['the first largest along a dimension has it all', gradient((w) => w.max(0).values, [1, 3, 3]), [0, 1, 0]],
    ['equal medians share the gradient', gradient((w) => w.median(), [2, 2, 5]), [0.5, 0.5, 0]],
    ['a product with one 0 has one gradient', gradient((w) => w.prod(), [2, 0, 3]), [0, 6, 0]],
    ['a product with two has none', gradient((w) => w.prod(), [0, 0, 3]), [0, 0, 0]],
    ['the norm of nothing but 0 has the gradient 0', gradient((w) => w.norm(), [0, 0]), [0, 0]],
    ['the standard deviation of equals has the gradient 0', gradient((w) => w.std(), [4, 4]), [0, 0]],
    ['what is chosen twice has twice the gradient', gradient((w) => w.get([1, 1, 0]).sum(), [5, 6]), [1, 2]],
    [
      'an infinite gradient does not spoil what was masked',
      gradient(
        (w) =>
          w
            .maskedFill(tensor([true, false]), 0)
            .sqrt()
            .sum(),
        [0, 4],
      ),
      [0, 0.25],
    ],
    [
      'an empty sum, product, mean',
      [zeros(0).sum().item(), zeros(0).prod().item(), zeros(0).mean().item()],
      [0, 1, NaN],
    ],
    ['all of nothing, any of nothing', [zeros(0).all().item(), zeros(0).any().item()], [true, false]],
    [
      'NaN is the largest and the smallest',
      [tensor([1, NaN]).max().item(), tensor([1, NaN]).min(0).indices.item()],
      [NaN, 1],
    ],
    ['NaN is sorted behind ∞', tensor([NaN, Infinity, -Infinity]).argsort().tolist(), [2, 1, 0]],
    ['a median of an even number is the lower', tensor([1, 2, 3, 4]).median().item(), 2],
    [
      'large logits do not overflow',
      tensor([1000, 1000]).logsumexp(0).sub(1000).item(),
      Math.fround(Math.fround(1000 + Math.log(2)) - 1000),
    ],
    ['the variance of large numbers keeps its digits', tensor([10000, 10001, 10002]).var().item(), 1],
    [
      'one number varies not at all, by n − 1 not even that',
      [tensor([3]).var(false).item(), tensor([3]).var().item()],
      [0, NaN],
    ],
    [
      'int64 sums are exact beyond float32',
      places(2 ** 40, 1)
        .sum()
        .item(),
      2 ** 40 + 1,
    ],
    ['a mask of nothing chooses nothing', tensor([1, 2]).get(tensor([false, false])).shape, [0]],
    ['cat passes over the empty list it began with', engine.cat([tensor([]), x()]).shape, [2, 3]],
    [
      'uneven chunks',
      arange(7)
        .chunk(3)
        .map((part) => part.shape[0]),
      [3, 3, 1],
    ],
    [
      'even sections',
      arange(7)
        .tensorSplit(3)
        .map((part) => part.shape[0]),
      [3, 2, 2],
    ],
  ]
  test.each(edges)('%s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })
})
