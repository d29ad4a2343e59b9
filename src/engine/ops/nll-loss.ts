/** The negative log-likelihood of the right classes. */
import { apply, applyMany } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { dtypes, isFloating } from '../dtype.ts'
import { DtypeError, IndexError, ShapeError, runtimeError, shown } from '../errors.ts'
import { forEachChoice, type Layout } from '../kernels/classes.ts'
import { classesVector } from '../kernels/row-vectors.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { numelOf, sameShape, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { lossSettings, refuseGradient, sizesDiffer, type LossOptions, type Reduction } from './loss.ts'
import { input } from './operand.ts'
import type { Settings } from './settings.ts'
import { notSupported } from './types.ts'

interface Choice {
  /** Of the scores: [C], [N, C] or [N, C, ...]. */
  readonly shape: Shape
  readonly ignoreIndex: number
}

const layoutOf = (shape: Shape): Layout =>
  shape.length === 1
    ? { n: 1, classes: shape[0]!, inner: 1 }
    : { n: shape[0]!, classes: shape[1]!, inner: numelOf(shape.slice(2)) }

/** The score of each index; 0 for ignored ones. */
const Pick: Operation<Choice> = {
  name: 'NllLossBackwardBackward0',
  forward([x, target], { shape, ignoreIndex }) {
    const { n, classes, inner } = layoutOf(shape)
    const fast = inner === 1 ? classesVector('takeClasses', x!, target!, n, classes, ignoreIndex, target!.shape) : null
    if (fast !== null) return fast
    const out = newNumbers(x!.dtype, target!.numel())
    const scores = values(x!)
    forEachChoice(values(target!), layoutOf(shape), ignoreIndex, (at, score) => (out[at] = scores[score]!))
    return fromNumbers(out, target!.shape, x!.dtype)
  },
  gradient: [given([1], (g, [target], choice) => apply(Place, [g, target!], choice)), null],
}

/** Zeros of the shape of the scores, with one number at each index: what `Pick` is the transpose of. */
const Place: Operation<Choice> = {
  name: 'NllLossBackwardBackward0',
  forward([x, target], { shape, ignoreIndex }) {
    const { n, classes, inner } = layoutOf(shape)
    const fast = inner === 1 ? classesVector('placeClasses', x!, target!, n, classes, ignoreIndex, shape) : null
    if (fast !== null) return fast
    const out = newNumbers(x!.dtype, numelOf(shape))
    const given = values(x!)
    forEachChoice(values(target!), layoutOf(shape), ignoreIndex, (at, score) => (out[score] = given[at]!))
    return fromNumbers(out, shape, x!.dtype)
  },
  gradient: [given([1], (g, [target], choice) => apply(Pick, [g, target!], choice)), null],
}

interface Params extends Choice {
  readonly reduction: Reduction
  readonly node: string
}

/** The second output is the weight of each index, 0 for ignored ones: a mean is over the weights, not over their number. */
const NllLoss: Operation<Params> = {
  name: ({ node }) => node,
  forward([x, target, weight], { shape, ignoreIndex, reduction }) {
    const indices = values(target!)
    const byClass = weight === undefined ? null : values(weight)
    const ones = newNumbers(x!.dtype, indices.length)
    for (let i = 0; i < ones.length; i++) ones[i] = indices[i] === ignoreIndex ? 0 : (byClass?.[indices[i]!] ?? 1)
    const weights = fromNumbers(ones, target!.shape, x!.dtype)
    const losses = apply(Pick, [x!, target!], { shape, ignoreIndex }).mul(weights).neg()
    const loss = reduction === 'none' ? losses : reduction === 'sum' ? losses.sum() : losses.sum().div(weights.sum())
    return [loss, weights]
  },
  gradient: [
    given([1, 'output1'], (g, [target, weights], { shape, ignoreIndex, reduction }) => {
      const share = reduction === 'mean' ? g.div(weights!.sum()) : g
      return apply(Place, [share.mul(weights!).neg(), target!], { shape, ignoreIndex })
    }),
    null,
    null,
  ],
}

export interface NllOptions extends LossOptions {
  /** [C] a factor for each class; 1 by default. */
  weight?: Tensor
  /** Targets of this value count for nothing. Default: −100. */
  ignoreIndex?: number
}

/**
 * Negative log-likelihood of the target classes: the mean of `−w[t] · x[t]`, over the weights w[t].
 *
 * @param x                    [C], [N, C] or [N, C, ...] log-probabilities, as of `logSoftmax`
 * @param target               [], [N] or [N, ...] class indices in [0, C − 1], int64
 * @param options.weight       [C] a factor for each class; 1 by default
 * @param options.ignoreIndex  targets of this value count for nothing; default −100
 * @param options.reduction    `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @returns  one number, or the shape of the target for `'none'`; NaN for a mean over nothing
 * @throws ShapeError `loss-sizes`, `class-weight`; IndexError `target-out-of-bounds`; DtypeError `target-dtype`; GradError `no-gradient-for`
 * Gradient: `dx[t] = −g · w[t] / Σ w[t]`, 0 elsewhere; undivided where the reduction is not the mean.
 * Source: Goodfellow, Bengio, Courville 2016, §5.5.
 * @example functional.nllLoss(tensor([[-1, -2]]), tensor([1], { dtype: 'int64' })).item() // 2
 */
export function nllLoss(x: Tensor, target: Tensor, ...options: Settings<NllOptions>): Tensor {
  const {
    weight,
    ignoreIndex = -100,
    reduction,
  } = lossSettings<NllOptions>('nllLoss', ['weight', 'ignoreIndex'], options)
  checkShapes(input('nllLoss', x), input('nllLoss', target))
  checkTypes(x, target, weight)
  refuseGradient('nllLoss', 'weight', weight, { function: 'nll_loss_forward', argument: 'weight' })
  const classes = x.shape[x.ndim === 1 ? 0 : 1]!
  if (weight !== undefined)
    checkWeight(
      'nllLoss',
      weight,
      classes,
      x.ndim === 4 ? 'weight tensor should be defined either for all or no classes' : undefined,
    )
  checkIndices(target, classes, ignoreIndex)
  const run = (scores: Tensor, indices: Tensor, node: string): Tensor => {
    const inputs = weight === undefined ? [scores, indices] : [scores, indices, weight]
    return applyMany(NllLoss, inputs, { shape: scores.shape, ignoreIndex, reduction, node })[0]!
  }
  if (x.ndim <= 2) return run(x, target, 'NllLossBackward0')
  if (x.ndim === 4) return run(x, target, 'NllLoss2DBackward0')
  // As PyTorch does it: one kernel for images, and every other number of dimensions is seen as one.
  const [n, places] = [x.shape[0]!, numelOf(x.shape.slice(2))]
  const loss = run(x.reshape([n, classes, 1, places]), target.reshape([n, 1, places]), 'NllLoss2DBackward0')
  return reduction === 'none' ? loss.view(target.shape) : loss
}

function checkShapes(x: Tensor, target: Tensor): void {
  const refuseSizes = (
    expected: string,
    message: string,
    type: 'RuntimeError' | 'ValueError' = 'RuntimeError',
  ): never => {
    throw sizesDiffer('nllLoss', x.shape, target.shape, expected, { type, message })
  }
  if (x.ndim === 0)
    refuseSizes('the input is [C] or [N, C, ...]', 'Expected 1 or more dimensions (got 0)', 'ValueError')
  if (x.ndim === 1) {
    if (target.ndim > 1)
      refuseSizes('the target is one index', '0D or 1D target tensor expected, multi-target not supported')
    if (target.ndim === 1)
      refuseSizes(
        'the target is one index',
        `size mismatch (got input: ${shown(x.shape)}, target: ${shown(target.shape)})`,
      )
    return
  }
  if (x.shape[0] !== target.shape[0])
    refuseSizes(
      `one index for each of ${x.shape[0]} rows of scores`,
      `Expected input batch_size (${x.shape[0]}) to match target batch_size (${target.shape[0] ?? 0}).`,
      'ValueError',
    )
  const expected = [x.shape[0]!, ...x.shape.slice(2)]
  if (sameShape(expected, target.shape)) return
  refuseSizes(
    `the target is ${shown(expected)}`,
    x.ndim === 2
      ? '0D or 1D target tensor expected, multi-target not supported'
      : x.ndim !== 4
        ? `Expected target size ${shown(expected)}, got ${shown(target.shape)}`
        : target.ndim !== 3
          ? `only batches of spatial targets supported (3D tensors) but got targets of dimension: ${target.ndim}`
          : `size mismatch (got input: ${shown(x.shape)} , target: ${shown(target.shape)}`,
  )
}

function checkTypes(x: Tensor, target: Tensor, weight: Tensor | undefined): void {
  if (!isFloating(x.dtype))
    throw notSupported(
      'nllLoss',
      x.dtype,
      'floating-point scores',
      x.ndim > 2 ? 'nll_loss2d_forward_out_frame' : 'nll_loss_out_frame',
    )
  if (target.dtype !== 'int64') throw targetType('nllLoss', target)
  if (weight === undefined || weight.dtype === x.dtype) return
  throw new DtypeError(
    `nllLoss: the types differ, ${x.dtype} and ${weight.dtype}. Convert one: weight.to('${x.dtype}').`,
    {
      code: 'dtypes-differ',
      params: { operation: 'nllLoss', a: x.dtype, b: weight.dtype },
      torch: runtimeError(`expected scalar type ${dtypes[x.dtype].torch} but found ${dtypes[weight.dtype].torch}`),
    },
  )
}

/** Class indices are int64. */
export const targetType = (operation: string, target: Tensor): DtypeError =>
  new DtypeError(
    `${operation}: class indices are int64, got ${target.dtype}. Make them with { dtype: 'int64' }, or convert: target.to('int64').`,
    {
      code: 'target-dtype',
      params: { operation, dtype: target.dtype },
      torch: runtimeError(`expected scalar type Long but found ${dtypes[target.dtype].torch}`),
    },
  )

/** @param torch  what PyTorch says where it does not name the shape */
export function checkWeight(operation: string, weight: Tensor, classes: number, torch?: string): void {
  if (weight.ndim === 1 && weight.shape[0] === classes) return
  throw new ShapeError(
    `${operation}: the weight has one number for each class, [${classes}], got ${shown(weight.shape)}.`,
    {
      code: 'class-weight',
      params: { operation, classes, weight: weight.shape },
      torch: runtimeError(
        torch ??
          `weight tensor should be defined either for all ${classes} classes or no classes but got weight tensor of shape: ${shown(weight.shape)}`,
      ),
    },
  )
}

function checkIndices(target: Tensor, classes: number, ignoreIndex: number): void {
  const indices = values(target)
  let i = 0
  while (i < indices.length && (indices[i] === ignoreIndex || (indices[i]! >= 0 && indices[i]! < classes))) i++
  if (i === indices.length) return
  const bad = indices[i]!
  throw new IndexError(`nllLoss: the target ${bad} is outside [0, ${classes - 1}]: there are ${classes} classes.`, {
    code: 'target-out-of-bounds',
    params: { operation: 'nllLoss', target: bad, classes },
    torch: { type: 'IndexError', message: `Target ${bad} is out of bounds.` },
  })
}
