/**
 * Logarithm, sine and cosine in float32 arithmetic, rounded where PyTorch's vectorised Box–Muller rounds.
 *
 * Better functions would give other last digits: these are polynomials of the Cephes library, evaluated by Horner's
 * rule with fused multiply-add. A product of two float32 numbers is exact in float64, so that `round(a · b + c)` is one.
 * Source: Moshier, Cephes Mathematical Library, single precision (`logf`, `sinf`, `cosf`), 1992.
 */
const round = Math.fround

const bits = new Int32Array(1)
const number = new Float32Array(bits.buffer)

const horner = (coefficients: readonly number[], x: number): number => {
  let y = coefficients[0]!
  for (let i = 1; i < coefficients.length; i++) y = round(y * x + coefficients[i]!)
  return y
}

const single = (...numbers: number[]): readonly number[] => numbers.map(round)

const logPolynomial = single(
  ...[7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1],
  ...[-1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1],
)
const squareRootOfHalf = round(Math.SQRT1_2)
/** log 2 in two parts, the larger one with few digits: its products with an exponent are exact. */
const [log2Low, log2High] = single(-2.1219444e-4, 0.693359375) as [number, number]

/** log x for x in (0, 1]: x = m · 2ᵉ with m near 1, and log m by a polynomial. */
export function log(x: number): number {
  number[0] = x
  let exponent = (bits[0]! >>> 23) - 126
  bits[0] = (bits[0]! & 0x007fffff) | 0x3f000000
  let m = number[0]!
  if (m < squareRootOfHalf) {
    exponent -= 1
    m = round(m - 1 + m)
  } else {
    m = round(m - 1)
  }
  const square = round(m * m)
  let y = round(horner(logPolynomial, m) * m)
  y = round(y * square + round(exponent * log2Low))
  y = round(y - square * 0.5)
  return round(round(m + y) + exponent * log2High)
}

const fourOverPi = round(4 / Math.PI)
const quarterPi = single(-0.78515625, -2.4187564849853515625e-4, -3.774894977445941e-8)
const cosinePolynomial = single(2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2)
const sinePolynomial = single(-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1)

/** sin x and cos x for x ≥ 0, written to `out`. */
export function sineAndCosine(x: number, out: Float32Array): void {
  // The nearest even eighth of a turn below or above: r is then in [−π/4, π/4].
  const octant = (Math.trunc(round(x * fourOverPi)) + 1) & ~1
  let r = x
  for (const part of quarterPi) r = round(octant * part + r)
  const square = round(r * r)
  let cosine = round(round(horner(cosinePolynomial, square) * square) * square - square * 0.5)
  cosine = round(cosine + 1)
  const sine = round(round(horner(sinePolynomial, square) * square) * r + r)
  const swapped = (octant & 2) !== 0
  out[0] = (octant & 4 ? -1 : 1) * (swapped ? cosine : sine)
  out[1] = ((octant - 2) & 4 ? 1 : -1) * (swapped ? sine : cosine)
}
