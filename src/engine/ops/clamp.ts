/** Keeping numbers between bounds. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { resultType, type DType } from '../dtype.ts'
import { ArgumentError, runtimeError } from '../errors.ts'
import { combined, mapped } from '../kernels/elementwise.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { Tensor } from '../tensor.ts'
import { input, operand, type Operand } from './operand.ts'
import { settings, type Settings } from './settings.ts'
import { inType } from './types.ts'
import { where } from './where.ts'

interface Bounds {
  readonly min: number
  readonly max: number
  readonly dtype: DType
  readonly node: string
}

/** At the bounds the gradient passes; outside them, and for NaN, it does not. */
const Clamp: Operation<Bounds> = {
  name: ({ node }) => node,
  forward: ([x], { min, max, dtype }) => mapped(x!, (a) => Math.min(Math.max(a, min), max), dtype),
  gradient: [given([0], (g, [x], { min, max }) => where(x!.ge(min).logicalAnd(x!.le(max)), g, 0))],
}

/** With tensors as bounds. Where the lower bound is above the upper, the upper one counts. */
const ClampBetween: Operation = {
  name: 'ClampBackward0',
  forward: ([x, min, max]) => combined('clamp', combined('clamp', x!, min!, Math.max), max!, Math.min),
  gradient: [
    given([0, 1, 2], (g, [x, min, max]) => where(x!.ge(min!).logicalAnd(x!.le(max!)), g, 0)),
    given([0, 1, 2], (g, [x, min, max]) => where(min!.lt(max!).logicalAnd(x!.lt(min!)), g, 0)),
    given([0, 1, 2], (g, [x, min, max]) => where(x!.gt(max!).logicalOr(max!.lt(min!)), g, 0)),
  ],
}

const ClampFromBelow: Operation<{ node: string }> = {
  name: ({ node }) => node,
  forward: ([x, min]) => combined('clamp', x!, min!, Math.max),
  gradient: [
    given([0, 1], (g, [x, min]) => where(x!.ge(min!), g, 0)),
    given([0, 1], (g, [x, min]) => where(x!.lt(min!), g, 0)),
  ],
}

const ClampFromAbove: Operation<{ node: string }> = {
  name: ({ node }) => node,
  forward: ([x, max]) => combined('clamp', x!, max!, Math.min),
  gradient: [
    given([0, 1], (g, [x, max]) => where(x!.le(max!), g, 0)),
    given([0, 1], (g, [x, max]) => where(x!.gt(max!), g, 0)),
  ],
}

function clampedByNumbers(x: Tensor, min: number | undefined, max: number | undefined, node: string): Tensor {
  const given = [min, max].filter((bound) => bound !== undefined)
  const dtype = resultType([x, ...given.map((bound) => operand('clamp', bound))])
  return apply(Clamp, [x], { min: inType(min ?? -Infinity, dtype), max: inType(max ?? Infinity, dtype), dtype, node })
}

export interface ClampOptions {
  /** The lower bound, a number or a tensor that broadcasts. */
  min?: Operand
  /** The upper bound, a number or a tensor that broadcasts. */
  max?: Operand
}

/**
 * `min(max(x, lower), upper)`: what lies outside the bounds becomes the bound.
 *
 * @param x  [...] numbers
 * @param options.min  the lower bound, a number or a tensor that broadcasts; none by default
 * @param options.max  the upper bound; none by default; it counts where it is below the lower one
 * @returns  the broadcast shape, the common type; NaN stays NaN
 * @throws ArgumentError `clamp-without-bounds`; ShapeError `broadcast`
 * Gradient: g where x lies between the bounds or on one, else 0; to the bound itself, where it is a tensor and was taken, g.
 * @example clamp(tensor([-2, 0.5, 3]), { min: 0, max: 1 }).tolist() // [0, 0.5, 1]
 */
export function clamp(x: Tensor, ...options: Settings<ClampOptions>): Tensor {
  const { min, max } = settings<ClampOptions>('clamp', ['min', 'max'], options)
  input('clamp', x)
  if (min === undefined && max === undefined) {
    throw new ArgumentError('clamp: needs a bound: clamp(x, { min: 0 }), clamp(x, { max: 1 }) or both.', {
      code: 'clamp-without-bounds',
      torch: runtimeError("torch.clamp: At least one of 'min' or 'max' must not be None"),
    })
  }
  if (!(min instanceof Tensor) && !(max instanceof Tensor)) {
    return clampedByNumbers(
      x,
      min === undefined ? min : Number(min),
      max === undefined ? max : Number(max),
      'ClampBackward1',
    )
  }
  if (max === undefined) return apply(ClampFromBelow, [x, operand('clamp', min!)], { node: 'ClampBackward0' })
  if (min === undefined) return apply(ClampFromAbove, [x, operand('clamp', max)], { node: 'ClampBackward0' })
  return apply(ClampBetween, [x, operand('clamp', min), operand('clamp', max)])
}

/** `clamp` with a lower bound only. Gradient: g where x ≥ min, else 0. @example clampMin(tensor([-1, 2]), 0).tolist() // [0, 2] */
export function clampMin(x: Tensor, min: Operand): Tensor {
  if (min instanceof Tensor) return apply(ClampFromBelow, [input('clampMin', x), min], { node: 'ClampMinBackward1' })
  return clampedByNumbers(input('clampMin', x), Number(min), undefined, 'ClampMinBackward0')
}

/** `clamp` with an upper bound only. Gradient: g where x ≤ max, else 0. @example clampMax(tensor([-1, 2]), 0).tolist() // [-1, 0] */
export function clampMax(x: Tensor, max: Operand): Tensor {
  if (max instanceof Tensor) return apply(ClampFromAbove, [input('clampMax', x), max], { node: 'ClampMaxBackward1' })
  return clampedByNumbers(input('clampMax', x), undefined, Number(max), 'ClampMaxBackward0')
}

declare module '../tensor.ts' {
  interface Tensor {
    clamp: AsMethod<typeof clamp>
    clamp_: InPlace<typeof clamp>
    clip: AsMethod<typeof clamp>
    clip_: InPlace<typeof clamp>
    clampMin: AsMethod<typeof clampMin>
    clampMin_: InPlace<typeof clampMin>
    clampMax: AsMethod<typeof clampMax>
    clampMax_: InPlace<typeof clampMax>
  }
}
methods({ clamp, clip: clamp, clampMin, clampMax })
inPlaceMethods({ clamp, clip: clamp, clampMin, clampMax })

export { clamp as clip }
