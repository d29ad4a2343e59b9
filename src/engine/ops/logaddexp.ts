/** The logarithm of a sum, from logarithms: without overflow. */
import { given } from '../autograd/node.ts'
import { isFloating } from '../dtype.ts'
import { methods, type AsMethod } from '../methods.ts'
import { binary, type BinaryOptions } from './binary.ts'
import { notSupported } from './types.ts'

/** `max + log1p(exp(−|a − b|))`: the exponent is never above 0. Equal infinities have no difference. */
const sumOfExponentials = (a: number, b: number): number =>
  a === b ? a + Math.LN2 : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)))

const sumOfPowers = (a: number, b: number): number =>
  a === b ? a + 1 : Math.max(a, b) + Math.log1p(2 ** -Math.abs(a - b)) / Math.LN2

const onlyFloating = (name: string): BinaryOptions => ({
  check(_x, _y, common) {
    if (!isFloating(common)) throw notSupported(name, common, 'floating-point numbers', `${name}_cpu`)
  },
})

/**
 * `log(eˣ + eʸ)`, with broadcasting.
 *
 * @param x  [...] float32 or float64
 * @param y  a tensor that broadcasts with x
 * @returns  the broadcast shape
 * @throws ShapeError `broadcast`; DtypeError `dtype-not-supported`
 * Gradient: `dx = g / (1 + eʸ⁻ˣ)`, `dy = g / (1 + eˣ⁻ʸ)`.
 * @example logaddexp(tensor([1000]), tensor([0])).tolist() // [1000]
 */
export const logaddexp = binary(
  'logaddexp',
  sumOfExponentials,
  [
    given([0, 1], (g, [x, y]) => g.div(y!.sub(x!).exp().add(1))),
    given([0, 1], (g, [x, y]) => g.div(x!.sub(y!).exp().add(1))),
  ],
  onlyFloating('logaddexp'),
)

/**
 * `log₂(2ˣ + 2ʸ)`, with broadcasting.
 *
 * @param x  [...] float32 or float64
 * @param y  a tensor that broadcasts with x
 * @returns  the broadcast shape
 * @throws ShapeError `broadcast`; DtypeError `dtype-not-supported`
 * Gradient: `dx = g / (1 + 2ʸ⁻ˣ)`, `dy = g / (1 + 2ˣ⁻ʸ)`.
 * @example logaddexp2(tensor([3]), tensor([3])).tolist() // [4]
 */
export const logaddexp2 = binary(
  'logaddexp2',
  sumOfPowers,
  [
    given([0, 1], (g, [x, y]) => g.div(y!.sub(x!).exp2().add(1))),
    given([0, 1], (g, [x, y]) => g.div(x!.sub(y!).exp2().add(1))),
  ],
  onlyFloating('logaddexp2'),
)

declare module '../tensor.ts' {
  interface Tensor {
    logaddexp: AsMethod<typeof logaddexp>
    logaddexp2: AsMethod<typeof logaddexp2>
  }
}
methods({ logaddexp, logaddexp2 })
