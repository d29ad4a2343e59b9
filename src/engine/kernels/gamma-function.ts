/**
 * The logarithm of the gamma function and its derivatives, to about 14 digits.
 * Source: NIST Digital Library of Mathematical Functions, §5.5 (recurrence, reflection), §5.11 (asymptotic expansions), §25.11 (Hurwitz zeta).
 */

/** From here on the asymptotic expansions are exact to the last digits. */
const far = 10

/** Bernoulli numbers B₂, B₄, … B₁₆. */
const bernoulli = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510]

/** `log |Γ(x)|`; ∞ at 0, −1, −2, … */
export function lgamma(x: number): number {
  if (Math.abs(x) === Infinity) return Infinity
  if (x <= 0 && Number.isInteger(x)) return Infinity
  if (x === 1 || x === 2) return 0
  // Γ(x) Γ(1 − x) = π / sin πx.
  if (x < 0.5) return Math.log(Math.PI / Math.abs(sinPi(x))) - lgamma(1 - x)
  // Γ(x) = Γ(x + n) / (x (x + 1) ⋯ (x + n − 1)).
  let product = 1
  let at = x
  for (; at < far; at++) product *= at
  let sum = (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2
  let power = at
  bernoulli.forEach((b, i) => {
    sum += b / ((2 * i + 1) * (2 * i + 2) * power)
    power *= at * at
  })
  return sum - Math.log(product)
}

/** `Γ′(x) / Γ(x)`: −∞ at 0, ∞ at −0, NaN at −1, −2, … */
export function digamma(x: number): number {
  if (x === 0) return -1 / x
  if (x === Infinity) return x
  if (x === -Infinity || (x < 0 && Number.isInteger(x))) return NaN
  // ψ(1 − x) − ψ(x) = π / tan πx.
  if (x < 0) return digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x - Math.floor(x)))
  let sum = 0
  let at = x
  for (; at < far; at++) sum -= 1 / at
  sum += Math.log(at) - 0.5 / at
  let power = at * at
  bernoulli.forEach((b, i) => {
    sum -= b / ((2 * i + 2) * power)
    power *= at * at
  })
  return sum
}

/** The n-th derivative of digamma: `(−1)ⁿ⁺¹ n! ζ(n + 1, x)` for n ≥ 1. */
export function polygamma(n: number, x: number): number {
  let factorial = 1
  for (let k = 2; k <= n; k++) factorial *= k
  return (n % 2 === 0 ? -1 : 1) * factorial * hurwitzZeta(n + 1, x)
}

/** `Σₖ 1 / (x + k)ˢ` for whole s ≥ 2: the first terms one by one, the rest by the Euler-Maclaurin formula. */
function hurwitzZeta(s: number, x: number): number {
  if (x <= 0 && Number.isInteger(x)) return Infinity
  if (x === Infinity) return 0
  let sum = 0
  let at = x
  for (; at < far; at++) sum += at ** -s
  sum += at ** (1 - s) / (s - 1) + at ** -s / 2
  // B₂ᵢ s (s + 1) ⋯ (s + 2i − 2) / (2i)! / atˢ⁺²ⁱ⁻¹
  let factor = (s / 2) * at ** (-s - 1)
  bernoulli.forEach((b, i) => {
    sum += b * factor
    factor *= ((s + 2 * i + 1) * (s + 2 * i + 2)) / ((2 * i + 3) * (2 * i + 4)) / (at * at)
  })
  return sum
}

/** `sin πx` from the distance to the nearest whole number, which keeps its digits. */
function sinPi(x: number): number {
  const whole = Math.round(x)
  return Math.sin(Math.PI * (x - whole)) * (whole % 2 === 0 ? 1 : -1)
}
