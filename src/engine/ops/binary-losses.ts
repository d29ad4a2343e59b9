/** Cross-entropy of a yes or no, from probabilities and from logits. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { dtypes, isFloating } from '../dtype.ts'
import { ArgumentError, DtypeError, runtimeError, shown } from '../errors.ts'
import { combined } from '../kernels/elementwise.ts'
import { values } from '../kernels/values.ts'
import { sameShape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import {
  lossSettings,
  reduceLoss,
  refuseGradient,
  shareOf,
  sizesDiffer,
  type LossOptions,
  type Reduction,
} from './loss.ts'
import { input, operand } from './operand.ts'
import { logsigmoid } from './sigmoid.ts'
import type { Settings } from './settings.ts'
import { roundingOf } from './types.ts'

interface Params {
  readonly reduction: Reduction
  /** The number of elements. */
  readonly n: number
}

/** A logarithm that stops at −100: a sure error costs much, but not everything. */
const boundedLog = (value: number): number => Math.max(Math.log(value), -100)

const BinaryCrossEntropy: Operation<Params> = {
  name: 'BinaryCrossEntropyBackward0',
  forward([x, target, weight], { reduction }) {
    const round = roundingOf(x!.dtype)
    const losses = combined(
      'binaryCrossEntropy',
      x!,
      target!,
      (p, t) => (t - 1) * boundedLog(round(1 - p)) - t * boundedLog(p),
    )
    return reduceLoss(losses.mul(weight!), reduction)
  },
  gradient: [
    given([0, 1, 2], (g, [x, target, weight], { reduction, n }) => {
      const slope = x!.sub(target!).div(x!.rsub(1).mul(x!).clampMin(1e-12))
      return shareOf(g, reduction, n).mul(slope).mul(weight!)
    }),
    given([0, 2], (g, [x, weight], { reduction, n }) => {
      const slope = x!.rsub(1).log().clampMin(-100).sub(x!.log().clampMin(-100))
      return shareOf(g, reduction, n).mul(slope).mul(weight!)
    }),
    null,
  ],
}

/**
 * `(1 − t) x + f · (m + log(e⁻ᵐ + e⁻ˣ⁻ᵐ))` with `m = max(−x, 0)` and `f = 1 + (w⁺ − 1) t`: no exponent is above 0.
 * Rounded step by step: for a sure prediction the sum is just above 1, where float32 holds few digits, in PyTorch as here.
 * Without w⁺, m is added first, which keeps more of them.
 */
const BinaryCrossEntropyWithLogits: Operation<Params> = {
  name: 'BinaryCrossEntropyWithLogitsBackward0',
  forward([x, target, weight, positives], { reduction }) {
    const m = x!.neg().clampMin(0)
    const log = m.neg().exp().add(x!.neg().sub(m).exp()).log()
    const negative = target!.rsub(1).mul(x!)
    const losses = positives!.isWrappedNumber
      ? negative.add(m).add(log)
      : negative.add(positives!.sub(1).mul(target!).add(1).mul(log.add(m)))
    return reduceLoss(losses.mul(weight!), reduction)
  },
  gradient: [
    given([0, 1, 2, 3], (g, [x, target, weight, positives], { reduction, n }) => {
      const factor = positives!.sub(1).mul(target!).add(1)
      const slope = factor.mul(x!.sigmoid()).sub(target!.mul(positives!))
      return shareOf(g, reduction, n).mul(slope).mul(weight!)
    }),
    given([0, 2, 3], (g, [x, weight, positives], { reduction, n }) => {
      const slope = logsigmoid(x!.neg()).sub(logsigmoid(x!).mul(positives!))
      return shareOf(g, reduction, n).mul(slope).mul(weight!)
    }),
    null,
    null,
  ],
}

export interface BinaryOptions extends LossOptions {
  /** A factor for each element, of a shape that broadcasts; 1 by default. */
  weight?: Tensor
}

/**
 * Binary cross-entropy of probabilities: the mean of `−w (t log x + (1 − t) log(1 − x))`, with logarithms not below −100.
 *
 * @param x                  [...] probabilities, in [0, 1]
 * @param target             [...] the shape and type of x, in [0, 1]
 * @param options.weight     a factor for each element, of a shape that broadcasts; 1 by default
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @returns  one number in nats, or [...] for `'none'`
 * @throws ShapeError `loss-sizes`; ArgumentError `not-a-probability`; DtypeError `dtypes-differ`; GradError `no-gradient-for`
 * Gradient: `dx = g · w (x − t) / (x (1 − x)) / n`, `dt = g · w (log(1 − x) − log x) / n`.
 * Source: Goodfellow, Bengio, Courville 2016, §6.2.2.2.
 * @example functional.binaryCrossEntropy(tensor([1, 0]), tensor([1, 0])).item() // 0
 */
export function binaryCrossEntropy(x: Tensor, target: Tensor, ...options: Settings<BinaryOptions>): Tensor {
  const { weight, reduction } = lossSettings<BinaryOptions>('binaryCrossEntropy', ['weight'], options)
  input('binaryCrossEntropy', x)
  if (!sameShape(x.shape, input('binaryCrossEntropy', target).shape)) {
    const message = `Using a target size (torch.Size(${shown(target.shape)})) that is different to the input size (torch.Size(${shown(x.shape)})) is deprecated. Please ensure they have the same size.`
    throw sizesDiffer('binaryCrossEntropy', x.shape, target.shape, 'they must be equal', {
      type: 'ValueError',
      message,
    })
  }
  if (x.dtype !== target.dtype) {
    throw new DtypeError(
      `binaryCrossEntropy: the types differ, ${x.dtype} and ${target.dtype}. Convert one: target.to('${x.dtype}').`,
      {
        code: 'dtypes-differ',
        params: { operation: 'binaryCrossEntropy', a: x.dtype, b: target.dtype },
        torch: runtimeError(`Found dtype ${dtypes[target.dtype].torch} but expected ${dtypes[x.dtype].torch}`),
      },
    )
  }
  refuseGradient('binaryCrossEntropy', 'weight', weight, { function: 'binary_cross_entropy', argument: 'weight' })
  requireProbabilities(x)
  return apply(BinaryCrossEntropy, [x, target, operand('binaryCrossEntropy', weight ?? 1)], { reduction, n: x.numel() })
}

function requireProbabilities(x: Tensor): void {
  const bad = values(x).find((p) => !(p >= 0 && p <= 1))
  if (bad === undefined) return
  throw new ArgumentError(
    `binaryCrossEntropy: ${bad} is not a probability, in [0, 1]. For logits there is binaryCrossEntropyWithLogits.`,
    {
      code: 'not-a-probability',
      params: { operation: 'binaryCrossEntropy', value: bad },
      torch: runtimeError('all elements of input should be between 0 and 1'),
    },
  )
}

export interface BinaryLogitsOptions extends BinaryOptions {
  /** A factor for the positive part of each target, of a shape that broadcasts; 1 by default. */
  posWeight?: Tensor
}

/**
 * Binary cross-entropy of logits: the mean of `−w (w⁺ t log σ(x) + (1 − t) log σ(−x))`, without overflow.
 *
 * @param x                  [...] logits, any real values
 * @param target             [...] the shape of x, in [0, 1]
 * @param options.weight     w, a factor for each element, of a shape that broadcasts; 1 by default
 * @param options.posWeight  w⁺, a factor for the positives, of a shape that broadcasts; 1 by default
 * @param options.reduction  `'mean'`, `'sum'` or `'none'`; default `'mean'`
 * @returns  one number in nats, or [...] for `'none'`; at least 0
 * @throws ShapeError `loss-sizes`, `broadcast`; DtypeError `dtype-not-supported`; GradError `no-gradient-for`
 * Gradient: `dx = g · w ((1 + (w⁺ − 1) t) σ(x) − w⁺ t) / n`, which is `g · (σ(x) − t) / n` without weights;
 * `dt = g · w (log σ(−x) − w⁺ log σ(x)) / n`. Source: Goodfellow, Bengio, Courville 2016, §6.2.2.2.
 * @example functional.binaryCrossEntropyWithLogits(tensor([-1000]), tensor([1])).item() // 1000
 */
export function binaryCrossEntropyWithLogits(
  x: Tensor,
  target: Tensor,
  ...options: Settings<BinaryLogitsOptions>
): Tensor {
  const name = 'binaryCrossEntropyWithLogits'
  const torch = 'binary_cross_entropy_with_logits'
  const { weight, posWeight, reduction } = lossSettings<BinaryLogitsOptions>(name, ['weight', 'posWeight'], options)
  if (!sameShape(input(name, x).shape, input(name, target).shape)) {
    const message = `Target size (torch.Size(${shown(target.shape)})) must be the same as input size (torch.Size(${shown(x.shape)}))`
    throw sizesDiffer(name, x.shape, target.shape, 'they must be equal', { type: 'ValueError', message })
  }
  if (!isFloating(target.dtype)) {
    throw new DtypeError(
      `${name}: takes floating-point targets, got ${target.dtype}. Convert them: target.to('float32').`,
      {
        code: 'dtype-not-supported',
        params: { operation: name, dtype: target.dtype },
        torch: runtimeError(`result type Float can't be cast to the desired output type ${dtypes[target.dtype].torch}`),
      },
    )
  }
  refuseGradient(name, 'weight', weight, { function: torch, argument: 'weight' })
  refuseGradient(name, 'posWeight', posWeight, { function: torch, argument: 'pos_weight' })
  return apply(BinaryCrossEntropyWithLogits, [x, target, operand(name, weight ?? 1), operand(name, posWeight ?? 1)], {
    reduction,
    n: x.numel(),
  })
}
