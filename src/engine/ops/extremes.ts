/** The larger and the smaller of two numbers, element by element with broadcasting. */
import { given } from '../autograd/node.ts'
import { methods, type AsMethod } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { binary } from './binary.ts'
import { where } from './where.ts'

/** Where two are equal each gets half: which of them was chosen cannot be told. */
const halfIfEqual = (g: Tensor, x: Tensor, y: Tensor): Tensor => where(x.eq(y), g.div(2), g)

/**
 * The larger of x and y; NaN where either is.
 *
 * @param x  [...] any type
 * @param y  a tensor that broadcasts with x
 * @returns  the broadcast shape, the common type
 * @throws ShapeError `broadcast`
 * Gradient: g to the larger; half to each where they are equal.
 * @example maximum(tensor([1, 5]), tensor([3, 2])).tolist() // [3, 5]
 */
export const maximum = binary('maximum', Math.max, [
  given([0, 1], (g, [x, y]) => where(x!.lt(y!), 0, halfIfEqual(g, x!, y!))),
  given([0, 1], (g, [x, y]) => where(x!.gt(y!), 0, halfIfEqual(g, x!, y!))),
])

/**
 * The smaller of x and y; NaN where either is.
 *
 * @param x  [...] any type
 * @param y  a tensor that broadcasts with x
 * @returns  the broadcast shape, the common type
 * @throws ShapeError `broadcast`
 * Gradient: g to the smaller; half to each where they are equal.
 * @example minimum(tensor([1, 5]), tensor([3, 2])).tolist() // [1, 2]
 */
export const minimum = binary('minimum', Math.min, [
  given([0, 1], (g, [x, y]) => where(x!.gt(y!), 0, halfIfEqual(g, x!, y!))),
  given([0, 1], (g, [x, y]) => where(x!.lt(y!), 0, halfIfEqual(g, x!, y!))),
])

/**
 * The larger of x and y; where one is NaN, the other.
 *
 * @param x  [...] any type
 * @param y  a tensor that broadcasts with x
 * @returns  the broadcast shape, the common type
 * @throws ShapeError `broadcast`
 * Gradient: g to the one chosen, to x where they are equal.
 * @example fmax(tensor([1, NaN]), tensor([3, 2])).tolist() // [3, 2]
 */
export const fmax = binary('fmax', (a, b) => (Number.isNaN(b) || a >= b ? a : b), [
  given([0, 1], (g, [x, y]) => where(chosenOver(x!.ge(y!), y!), g, 0)),
  given([0, 1], (g, [x, y]) => where(chosenOver(x!.ge(y!), y!), 0, g)),
])

/**
 * The smaller of x and y; where one is NaN, the other.
 *
 * @param x  [...] any type
 * @param y  a tensor that broadcasts with x
 * @returns  the broadcast shape, the common type
 * @throws ShapeError `broadcast`
 * Gradient: g to the one chosen, to x where they are equal.
 * @example fmin(tensor([1, NaN]), tensor([3, 2])).tolist() // [1, 2]
 */
export const fmin = binary('fmin', (a, b) => (Number.isNaN(b) || a <= b ? a : b), [
  given([0, 1], (g, [x, y]) => where(chosenOver(x!.le(y!), y!), g, 0)),
  given([0, 1], (g, [x, y]) => where(chosenOver(x!.le(y!), y!), 0, g)),
])

const chosenOver = (wins: Tensor, y: Tensor): Tensor => wins.logicalOr(y.isnan())

declare module '../tensor.ts' {
  interface Tensor {
    maximum: AsMethod<typeof maximum>
    minimum: AsMethod<typeof minimum>
    fmax: AsMethod<typeof fmax>
    fmin: AsMethod<typeof fmin>
  }
}
methods({ maximum, minimum, fmax, fmin })
