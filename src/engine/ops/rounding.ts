/** Rounding to whole numbers, and to decimals. */
import { apply } from '../autograd/apply.ts'
import type { Formula, Operation } from '../autograd/node.ts'
import { mapped } from '../kernels/elementwise.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { zerosLike } from './create.ts'
import { input } from './operand.ts'
import { requireFloating, roundingOf } from './types.ts'
import { unary, type UnaryOptions } from './unary.ts'

/** Steps have slope 0 wherever they have one, and PyTorch says 0 at the jumps too. */
const flat: Formula<unknown, Tensor> = (g) => zerosLike(g)
const wholeNumbers = (name: string): UnaryOptions => ({ integers: 'stay', kernel: `${name}_vml_cpu` })

/** The largest whole number not above x. Gradient: 0. @example floor(tensor([-1.5, 1.5])).tolist() // [-2, 1] */
export const floor = unary('floor', Math.floor, flat, wholeNumbers('floor'))

/** The smallest whole number not below x. Gradient: 0. @example ceil(tensor([-1.5, 1.5])).tolist() // [-1, 2] */
export const ceil = unary('ceil', Math.ceil, flat, wholeNumbers('ceil'))

/** The whole number next to x on the way to 0. Gradient: 0. @example trunc(tensor([-1.5, 1.5])).tolist() // [-1, 1] */
export const trunc = unary('trunc', Math.trunc, flat, wholeNumbers('trunc'))

/** What `trunc` takes away, with the sign of x. Gradient: `dx = g`. @example frac(tensor([-1.5, 1.25])).tolist() // [-0.5, 0.25] */
export const frac = unary(
  'frac',
  (a) => a - Math.trunc(a),
  (g) => g,
  { integers: 'refused' },
)

/** The nearest whole number; of two, the even one. */
function roundHalfToEven(a: number): number {
  const up = Math.round(a)
  return up - a === 0.5 && up % 2 !== 0 ? up - 1 : up
}

const toWhole = unary('round', roundHalfToEven, flat, wholeNumbers('round'))

/** Rounds `x · 10ᵈ` in the type of x, as PyTorch does: 2.675 in float32 is a little more, and becomes 2.68. */
const RoundDecimals: Operation<{ decimals: number }> = {
  name: 'RoundBackward1',
  forward([x], { decimals }) {
    const round = roundingOf(x!.dtype)
    const power = round(10 ** Math.abs(decimals))
    return mapped(
      x!,
      decimals < 0
        ? (a) => roundHalfToEven(round(a / power)) * power
        : (a) => roundHalfToEven(round(a * power)) / power,
    )
  },
  gradient: [flat],
}

/**
 * The nearest number with so many decimals; halves go to the even neighbour, so that rounding adds no bias.
 *
 * @param x  [...] any numbers
 * @param options.decimals  places after the point; negative ones before it; default 0
 * @throws DtypeError `dtype-not-supported` for decimals of integers
 * Gradient: 0.
 * @example round(tensor([0.5, 1.5, 2.5])).tolist() // [0, 2, 2]
 */
export function round(x: Tensor, { decimals = 0 }: { decimals?: number } = {}): Tensor {
  if (decimals === 0) return toWhole(x)
  requireFloating('round', input('round', x), 'round_cpu')
  return apply(RoundDecimals, [x], { decimals })
}

declare module '../tensor.ts' {
  interface Tensor {
    floor: AsMethod<typeof floor>
    floor_: InPlace<typeof floor>
    ceil: AsMethod<typeof ceil>
    ceil_: InPlace<typeof ceil>
    trunc: AsMethod<typeof trunc>
    trunc_: InPlace<typeof trunc>
    fix: AsMethod<typeof trunc>
    fix_: InPlace<typeof trunc>
    frac: AsMethod<typeof frac>
    frac_: InPlace<typeof frac>
    round: AsMethod<typeof round>
    round_: InPlace<typeof round>
  }
}
methods({ floor, ceil, trunc, fix: trunc, frac, round })
inPlaceMethods({ floor, ceil, trunc, fix: trunc, frac, round })

export { trunc as fix }
