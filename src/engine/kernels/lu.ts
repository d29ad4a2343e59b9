/** Square matrices as products of triangular ones, in float64. */
import type { Numbers } from '../dtype.ts'

/** P · A = L · U: L below the diagonal, with ones on it; U on and above it. */
export interface Factors {
  readonly n: number
  readonly lu: Float64Array
  /** Which row of A stands where. */
  readonly order: Int32Array
  /** 1 or −1, as rows were exchanged an even or odd number of times. */
  readonly sign: number
}

/** Gaussian elimination with the largest pivot of each column. Source: Golub, Van Loan 2013, §3.4. */
export function factorize(a: Numbers, start: number, n: number): Factors {
  const lu = Float64Array.from(a.subarray(start, start + n * n))
  const order = Int32Array.from({ length: n }, (_, i) => i)
  let sign = 1
  for (let k = 0; k < n; k++) {
    let pivot = k
    for (let i = k + 1; i < n; i++) if (Math.abs(lu[i * n + k]!) > Math.abs(lu[pivot * n + k]!)) pivot = i
    if (pivot !== k) {
      sign = -sign
      ;[order[k], order[pivot]] = [order[pivot]!, order[k]!]
      for (let j = 0; j < n; j++) [lu[k * n + j], lu[pivot * n + j]] = [lu[pivot * n + j]!, lu[k * n + j]!]
    }
    const largest = lu[k * n + k]!
    if (largest === 0) continue
    for (let i = k + 1; i < n; i++) {
      const factor = (lu[i * n + k]! /= largest)
      for (let j = k + 1; j < n; j++) lu[i * n + j]! -= factor * lu[k * n + j]!
    }
  }
  return { n, lu, order, sign }
}

/** The first zero on the diagonal of U, counted from 1; 0 for a matrix that has an inverse. */
export function zeroPivot({ n, lu }: Factors): number {
  for (let k = 0; k < n; k++) if (lu[k * n + k] === 0) return k + 1
  return 0
}

/** A⁻¹ · B for B [n, m], written to `out` from `start`. */
export function solveFactors(
  out: Numbers,
  start: number,
  { n, lu, order }: Factors,
  b: Numbers,
  from: number,
  m: number,
): void {
  const x = new Float64Array(n)
  for (let column = 0; column < m; column++) {
    for (let i = 0; i < n; i++) {
      let value = b[from + order[i]! * m + column]!
      for (let j = 0; j < i; j++) value -= lu[i * n + j]! * x[j]!
      x[i] = value
    }
    for (let i = n - 1; i >= 0; i--) {
      let value = x[i]!
      for (let j = i + 1; j < n; j++) value -= lu[i * n + j]! * x[j]!
      x[i] = value / lu[i * n + i]!
    }
    for (let i = 0; i < n; i++) out[start + i * m + column] = x[i]!
  }
}

/**
 * A = L · Lᵀ of a symmetric matrix, of which the lower triangle is read.
 * @returns 0, or the order of the first leading minor that is not positive
 */
export function choleskyInto(out: Numbers, a: Numbers, start: number, n: number): number {
  const l = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let value = a[start + i * n + j]!
      for (let k = 0; k < j; k++) value -= l[i * n + k]! * l[j * n + k]!
      if (i === j && !(value > 0)) return i + 1
      l[i * n + j] = i === j ? Math.sqrt(value) : value / l[j * n + j]!
    }
  }
  out.set(l, start)
  return 0
}
