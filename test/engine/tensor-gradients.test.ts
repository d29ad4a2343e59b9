/** Gradients of reductions, sorting, shapes and indexing against central differences, and their gradients as well. */
import { describe, expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'
import { functional as F, range, tensor, type Tensor } from '../../src/engine/index.ts'
import { gradcheck, gradgradcheck, numbers } from './helpers/gradcheck.ts'

type Checked = [name: string, f: (...x: Tensor[]) => Tensor, inputs: Tensor[]]

const any = (shape: number[] = [2, 3], seed = 1) => numbers(shape, { seed })
const places = (list: number[], shape = [list.length]) => tensor(list, { dtype: 'int64' }).reshape(shape)
const mask = tensor([true, false, true, false, true, true]).reshape(2, 3)
/** A number of which a change of one element shows in the gradient of the gradient. */
const bent = (x: Tensor): Tensor => x.square()
const pair = (tensors: readonly Tensor[]): Tensor => tensors.map((t) => bent(t).sum()).reduce((a, b) => a.add(b.mul(2)))

const zeros = (at: number[]) => {
  const x = any([3, 2]).detach()
  for (const i of at) x.reshape(-1).set([i], 0)
  return x.requiresGrad_()
}

const reductions: Checked[] = [
  ['sum', (x) => bent(x.sum(1)), [any()]],
  ['mean of several dims', (x) => bent(x.mean([0, 2], true)), [any([2, 3, 2])]],
  ['prod', (x) => x.prod(), [any()]],
  ['prod along a dim', (x) => x.prod({ dim: 1 }), [any()]],
  ['prod with a zero', (x) => x.prod(), [zeros([2])]],
  ['prod with a zero in a column', (x) => x.prod(0), [zeros([2])]],
  ['prod with two zeros', (x) => x.prod(0, true), [zeros([0, 2, 3])]],
  ['max of all', (x) => bent(x.max()), [any()]],
  ['max along a dim', (x) => bent(x.max(1).values), [any()]],
  ['min along a dim, kept', (x) => bent(x.min({ dim: 0, keepdim: true }).values), [any()]],
  ['max of two', (x, y) => bent(engine.max(x, y)), [any(), any([3], 2)]],
  ['amax', (x) => bent(x.amax([0, 2])), [any([2, 3, 2])]],
  ['amin', (x) => bent(x.amin(-1, true)), [any()]],
  ['aminmax', (x) => pair(x.aminmax({ dim: 1 })), [any()]],
  ['median', (x) => bent(x.median()), [any()]],
  ['median along a dim', (x) => bent(x.median(1).values), [any([2, 5])]],
  ['nanmedian', (x) => bent(x.nanmedian({ dim: 0, keepdim: true }).values), [any([3, 2])]],
  ['mode', (x) => bent(x.mode(0).values), [any([3, 2])]],
  ['var', (x) => bent(x.var()), [any()]],
  ['var along a dim', (x) => bent(x.var({ dim: 1, correction: 0, keepdim: true })), [any()]],
  ['std', (x) => bent(x.std([0, 1], false)), [any()]],
  ['varMean', (x) => pair(engine.varMean(x, { dim: 1 })), [any()]],
  ['stdMean', (x) => pair(engine.stdMean(x, { dim: 0 })), [any([3, 2])]],
  ...[0.5, 1, 1.5, 2, 3, 4.5, Infinity, -Infinity].map((p): Checked => [
    `norm of order ${p}`,
    (x) => bent(x.norm(p, 1)),
    [numbers([2, 3], { low: 0.4, high: 2 })],
  ]),
  ['norm of all', (x) => bent(x.norm()), [any()]],
  ['logsumexp', (x) => bent(x.logsumexp([0, 1])), [any()]],
  ['logsumexp along a dim', (x) => bent(x.logsumexp(1, true)), [any()]],
  ['nansum', (x) => bent(x.nansum(1)), [any()]],
  ['nanmean', (x) => bent(x.nanmean(0)), [any()]],
  ['cumsum', (x) => bent(x.cumsum(1)), [any()]],
  ['cumprod', (x) => bent(x.cumprod(0)), [any([3, 2])]],
  ['cumprod with a zero', (x) => x.cumprod(0), [zeros([2])]],
  ['cumprod with two zeros', (x) => bent(x.cumprod(0)), [zeros([2, 4])]],
  ['logcumsumexp', (x) => bent(x.logcumsumexp(1)), [any([2, 4])]],
  [
    'logcumsumexp with gradients of both signs',
    (x) => x.logcumsumexp(0).mul(tensor([1, -2, 3], { dtype: 'float64' })),
    [any([3])],
  ],
  ['cummax', (x) => bent(x.cummax(1).values), [any([2, 4])]],
  ['cummin', (x) => bent(x.cummin(0).values), [any([4, 2])]],
  ['diff', (x) => bent(x.diff(2)), [any([2, 4])]],
  ['diff with more joined', (x, y) => bent(x.diff({ dim: 0, prepend: y })), [any(), any([1, 3], 2)]],
  ['quantile', (x) => bent(x.quantile(0.3)), [any()]],
  ['quantile along a dim', (x) => bent(x.quantile(tensor([0.2, 0.9], { dtype: 'float64' }), 1)), [any([2, 4])]],
  ['nanquantile', (x) => bent(x.nanquantile(0.6, { dim: 0, interpolation: 'midpoint' })), [any([4, 2])]],
  ['sort', (x) => bent(x.sort(1).values).mul(tensor([1, 2, 3], { dtype: 'float64' })), [any()]],
  ['sort, largest first', (x) => bent(x.sort(0, true).values).cumsum(0), [any()]],
  ['topk', (x) => bent(x.topk(2).values).cumsum(1), [any()]],
  ['kthvalue', (x) => bent(x.kthvalue(2, 0, true).values), [any([3, 2])]],
  ['cov', (x) => bent(x.cov()), [any([2, 4])]],
  ['corrcoef', (x) => bent(x.corrcoef()), [any([2, 4])]],
  ['trapezoid', (y, x) => bent(engine.trapezoid(y, x)), [any(), any([3], 2)]],
  ['cumulativeTrapezoid', (y) => bent(engine.cumulativeTrapezoid(y, { dx: 0.5, dim: 0 })), [any()]],
  ['msort', (x) => bent(x.msort()).cumsum(0), [any([3, 2])]],
]

const shapes: Checked[] = [
  ['cat', (x, y) => bent(engine.cat([x, y], 1)), [any(), any([2, 1], 2)]],
  ['cat of one tensor twice', (x) => bent(engine.cat([x, x])), [any()]],
  ['stack', (x, y) => bent(engine.stack([x, y], { dim: -1 })), [any(), any([2, 3], 2)]],
  ['hstack', (x, y) => bent(engine.hstack([x, y])), [any([2]), any([3], 2)]],
  ['dstack', (x, y) => bent(engine.dstack([x, y])), [any(), any([2, 3], 2)]],
  ['columnStack', (x, y) => bent(engine.columnStack([x, y])), [any([2]), any([2, 2], 2)]],
  ['split', (x) => pair(x.split(2)), [any([5, 2])]],
  ['split, of which one part is used', (x) => bent(x.split([1, 2], 1)[1]!), [any()]],
  ['chunk', (x) => pair(x.chunk(3, 1)), [any([2, 5])]],
  ['tensorSplit', (x) => pair(x.tensorSplit(2, 1)), [any([2, 5])]],
  ['unbind', (x) => pair(x.unbind(1)), [any()]],
  ['iteration', (x) => pair([...x]), [any()]],
  ['unflatten', (x) => bent(x.unflatten(1, [2, -1])), [any([2, 4])]],
  ['movedim', (x) => bent(x.movedim(0, -1)).cumsum(0), [any([2, 3, 2])]],
  ['mT', (x) => bent(x.mT).cumsum(1), [any([2, 3, 2])]],
  ['H', (x) => bent(x.H).cumsum(1), [any()]],
  ['flip', (x) => bent(x.flip(0, 1)).cumsum(1), [any()]],
  ['rot90', (x) => bent(x.rot90(3)).cumsum(1), [any()]],
  ['roll', (x) => bent(x.roll([1, -1], [0, 1])).cumsum(1), [any()]],
  ['roll of all', (x) => bent(x.roll(2)).cumsum(1), [any()]],
  ['repeat', (x) => bent(x.repeat(2, 1, 2)), [any()]],
  ['tile', (x) => bent(x.tile(2)), [any()]],
  ['repeatInterleave', (x) => bent(x.repeatInterleave(places([2, 0, 1]), 1)), [any()]],
  ['diagonal', (x) => bent(x.diagonal(1, 0, 2)), [any([2, 2, 3])]],
  ['diagonal of a transpose', (x) => bent(x.t().diagonal(-1)), [any([3, 4])]],
  ['diagEmbed', (x) => bent(x.diagEmbed({ offset: -1, dim1: 0, dim2: 2 })), [any()]],
  ['diag of a vector', (x) => bent(x.diag(1)), [any([3])]],
  ['diag of a matrix', (x) => bent(x.diag(-1)), [any([3, 3])]],
  ['diagflat', (x) => bent(x.diagflat()), [any()]],
  ['trace', (x) => bent(x.trace()), [any([3, 2])]],
  ['tril', (x) => bent(x.tril(-1)), [any([2, 3, 3])]],
  ['triu', (x) => bent(x.triu(1)), [any([3, 4])]],
  ['meshgrid', (x, y) => pair(engine.meshgrid(x, y, { indexing: 'xy' })), [any([2]), any([3], 2)]],
  ['cartesianProd', (x, y) => bent(engine.cartesianProd(x, y)), [any([2]), any([3], 2)]],
  ['combinations', (x) => bent(x.combinations(2, true)), [any([3])]],
  ['broadcastTo', (x) => bent(x.broadcastTo([2, 3])), [any([3])]],
  ['broadcastTensors', (x, y) => pair(engine.broadcastTensors(x, y)), [any([3]), any([2, 1], 2)]],
  ['expandAs', (x) => bent(x.expandAs(engine.zeros(2, 3))), [any([3])]],
  ['atleast2d', (x) => bent(engine.atleast2d(x)), [any([3])]],
  ['ravel', (x) => bent(x.t().ravel()).cumsum(0), [any()]],
  ['blockDiag', (x, y) => bent(engine.blockDiag(x, y)), [any(), any([2], 2)]],
  ['unfold', (x) => bent(x.unfold(1, 2, 1)), [any([2, 4])]],
  ['unfold of a transpose', (x) => bent(x.t().unfold(0, 3, 1)), [any([2, 4])]],
  ['asStrided', (x) => bent(x.asStrided([2, 3], [1, 1], 1)), [any([5])]],
  ['pad with a number', (x) => bent(F.pad(x, [1, -1, 2, 0], { value: 3 })), [any()]],
  ['pad, mirrored', (x) => bent(F.pad(x, [2, 1], 'reflect')), [any([2, 3])]],
  ['pad with the edge', (x) => bent(F.pad(x, [2, 1, 0, 1], 'replicate')), [any([1, 2, 3])]],
  ['pad with the other end', (x) => bent(F.pad(x, [2, 1], 'circular')), [any([1, 2, 3])]],
]

const index = places([0, 2, 1, 1], [2, 2])
/** No place twice: of two numbers written to one, the first would have no part in the result. */
const apart = places([0, 2, 1, 0], [2, 2])
const indexing: Checked[] = [
  ['gather', (x) => bent(x.gather(1, index)), [any()]],
  ['takeAlongDim', (x) => bent(x.takeAlongDim(places([1, 0], [2, 1]), 1)), [any()]],
  ['take', (x) => bent(x.take(places([5, 0, 5]))), [any()]],
  ['put', (x, y) => bent(x.put(places([5, 0]), y)), [any(), any([2], 2)]],
  ['scatter', (x, y) => bent(x.scatter(1, apart, y)), [any(), any([2, 2], 2)]],
  ['scatter of a larger source', (x, y) => bent(x.scatter(1, apart, y)), [any(), any([3, 3], 2)]],
  ['scatter of a number', (x) => bent(x.scatter(1, index, 2)), [any()]],
  ['scatterAdd', (x, y) => bent(x.scatterAdd(1, index, y)), [any(), any([2, 2], 2)]],
  ...(['sum', 'prod', 'mean', 'amax', 'amin'] as const).flatMap((way): Checked[] => [
    [
      `scatterReduce ${way}`,
      (x, y) => bent(x.scatterReduce(0, places([0, 1, 0, 0, 1, 1], [2, 3]), y, way)),
      [any(), any([2, 3], 2)],
    ],
    [
      `scatterReduce ${way} without x`,
      (x, y) => bent(x.scatterReduce(1, index, y, way, { includeSelf: false })),
      [any(), any([2, 2], 2)],
    ],
  ]),
  [
    'scatterReduce prod with a zero',
    (x, y) => x.scatterReduce(0, places([0, 0, 1]), y, 'prod'),
    [
      any([2]),
      numbers([3], { low: 1, high: 1 + 1e-9 })
        .detach()
        .set([1], 0)
        .requiresGrad_(),
    ],
  ],
  ['indexSelect', (x) => bent(x.indexSelect(1, places([2, 0, 2]))), [any()]],
  ['indexAdd', (x, y) => bent(x.indexAdd(1, places([2, 2]), y, { alpha: 3 })), [any(), any([2, 2], 2)]],
  ['indexCopy', (x, y) => bent(x.indexCopy(1, places([2, 0]), y)), [any(), any([2, 2], 2)]],
  ['indexFill', (x) => bent(x.indexFill(1, places([2, 0]), 4)), [any()]],
  ['indexFill with a tensor', (x, y) => bent(x.indexFill(1, places([2, 0]), y)), [any(), any([], 2)]],
  ['maskedFill', (x) => bent(x.maskedFill(mask, 4)), [any()]],
  ['maskedFill with a tensor', (x, y) => bent(x.maskedFill(mask, y)), [any(), any([], 2)]],
  ['maskedFill of a narrower tensor', (x) => bent(x.maskedFill(mask, 4)), [any([3])]],
  ['maskedSelect', (x) => bent(x.maskedSelect(mask)), [any()]],
  ['maskedScatter', (x, y) => bent(x.maskedScatter(mask, y)), [any(), any([6], 2)]],
  ['get by places', (x) => bent(x.get([1, 0, 1], [2, 2, 0])), [any()]],
  ['get by a mask', (x) => bent(x.get(mask)), [any()]],
  ['get by places with a range between', (x) => bent(x.get([0, 1], range(0, 2), [2, 0])), [any([2, 3, 3])]],
  ['get of a transpose', (x) => bent(x.t().get([2, 0], null)), [any()]],
  ['indexPut', (x, y) => bent(x.indexPut([places([0, 1]), places([1, 2])], y)), [any(), any([2], 2)]],
  ['indexPut, added', (x, y) => bent(x.indexPut([places([0, 0])], y, { accumulate: true })), [any(), any([2, 3], 2)]],
  ['set by places', (x, y) => bent(x.mul(1).set([[1, 0], 2], y)), [any(), any([2], 2)]],
  ['set in a view', (x, y) => changedView(x.mul(1), y), [any([2, 3]), any([2], 2)]],
  ['set by a mask', (x, y) => bent(x.mul(1).set(mask, y)), [any(), any([], 2)]],
  ['set a range', (x, y) => bent(x.mul(1).set([':', range(1)], y)), [any(), any([2, 1], 2)]],
  ['scatterAdd_ in a view', (x, y) => addedInView(x.mul(1), y), [any(), any([2], 2)]],
  ['selectScatter', (x, y) => bent(x.selectScatter(y, 1, 0)), [any(), any([2], 2)]],
  ['sliceScatter', (x, y) => bent(x.sliceScatter(y, 1, 1)), [any(), any([2, 2], 2)]],
  ['diagonalScatter', (x, y) => bent(x.diagonalScatter(y)), [any(), any([2], 2)]],
  ['fillDiagonal_', (x) => bent(x.mul(1).fillDiagonal_(3)), [any()]],
  ['fill_ with a tensor', (x, y) => filledView(x.mul(1), y), [any(), any([], 2)]],
]

function changedView(x: Tensor, y: Tensor): Tensor {
  x.get(':', range(1)).set(
    [
      [1, 0],
      [0, 1],
    ],
    y,
  )
  return bent(x)
}

function addedInView(x: Tensor, y: Tensor): Tensor {
  x.get(1).scatterAdd_(0, places([0, 0]), y)
  return bent(x)
}

function filledView(x: Tensor, y: Tensor): Tensor {
  x.get(':', 1).fill_(y)
  return bent(x)
}

describe.each([
  ['reductions', reductions],
  ['shapes', shapes],
  ['indexing', indexing],
])('%s: gradients agree with central differences', (_, operations) => {
  test.each(operations)('%s', (_, f, inputs) => {
    expect(gradcheck(f, inputs)).toBeLessThan(1e-7)
  })

  test.each(operations)('%s, the gradient of its gradient', (_, f, inputs) => {
    expect(gradgradcheck(f, inputs)).toBeLessThan(1e-6)
  })
})
