/**
 * The error function, its complement and its inverse, to about 15 digits.
 * Source: NIST Digital Library of Mathematical Functions, §7.6 (series), §7.9 (continued fraction).
 */

const twoOverRootPi = 2 / Math.sqrt(Math.PI)

/** Beyond this, the continued fraction is faster than the series, and keeps the digits of a small complement. */
const far = 2

/** `2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 ⋯ (2n + 1))`: all terms have one sign, nothing cancels. */
function series(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return twoOverRootPi * Math.exp(-x * x) * sum
}

/** `e^(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …))))` for x ≥ `far`, from the inside out. */
function continuedFraction(x: number): number {
  let tail = x
  for (let n = Math.ceil(20 + 160 / (x * x)); n > 0; n--) tail = x + n / 2 / tail
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tail)
}

/** `2/√π ∫₀ˣ e^(−t²) dt`. */
export function erf(x: number): number {
  if (Math.abs(x) < far) return series(x)
  if (x > 6) return 1
  if (x < -6) return -1
  return x > 0 ? 1 - continuedFraction(x) : continuedFraction(-x) - 1
}

/** `1 − erf x`, with all digits where it is small. */
export function erfc(x: number): number {
  if (x >= far) return x === Infinity ? 0 : continuedFraction(x)
  return x < -6 ? 2 : 1 - erf(x)
}

/** Where erf is y: a rough start, then Newton steps with Halley's correction, each tripling the digits. */
export function erfinv(y: number): number {
  const size = Math.abs(y)
  if (!(size <= 1)) return NaN
  if (size === 1) return y * Infinity
  if (y === 0) return y
  // From erf x ≈ √(1 − exp(−x² (4/π + a x²) / (1 + a x²))), solved for x; a = 0.147.
  const log = Math.log1p(-size * size)
  const half = 2 / (Math.PI * 0.147) + log / 2
  let x = Math.sqrt(Math.sqrt(half * half - log / 0.147) - half)
  for (let step = 0; step < 3; step++) {
    // Towards 1 the complement has the digits that erf itself has lost.
    const error = size > 0.5 ? 1 - size - erfc(x) : erf(x) - size
    const newton = error / (twoOverRootPi * Math.exp(-x * x))
    x -= newton / (1 + x * newton)
  }
  return y < 0 ? -x : x
}
