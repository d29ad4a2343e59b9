/** Softmax and its logarithm along one dimension of a row-major array. */
import type { Numbers } from '../dtype.ts'
import { numelOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { softmaxVector } from './row-vectors.ts'
import { fromNumbers, newNumbers, values } from './values.ts'

/** An array as `outer` blocks of `size` rows of `inner` numbers; the middle one is the dimension in question. */
export interface Axis {
  readonly outer: number
  readonly size: number
  readonly inner: number
}

export const axisOf = (shape: Shape, dim: number): Axis => ({
  outer: numelOf(shape.slice(0, dim)),
  size: shape[dim] ?? 1,
  inner: numelOf(shape.slice(dim + 1)),
})

/** `f` of the place of each line along the axis: its first element, and the step to the next one. */
function forEachLine({ outer, size, inner }: Axis, f: (start: number, step: number, size: number) => void): void {
  for (let o = 0; o < outer; o++) for (let i = 0; i < inner; i++) f(o * size * inner + i, inner, size)
}

function largestOf(x: Numbers, start: number, step: number, size: number): number {
  let largest = -Infinity
  for (let k = 0, at = start; k < size; k++, at += step) largest = Math.max(largest, x[at]!)
  return largest
}

/** `softmax` or `logSoftmax` of a tensor along one dimension. */
export function softmaxAlong(name: 'softmax' | 'logSoftmax', x: Tensor, dim: number): Tensor {
  const fast = softmaxVector(name, x, dim)
  if (fast !== null) return fast
  const out = newNumbers(x.dtype, x.numel())
  const into = name === 'softmax' ? softmaxInto : logSoftmaxInto
  into(out, values(x), axisOf(x.shape, dim))
  return fromNumbers(out, x.shape, x.dtype)
}

/** `out = exp(x − max) / Σ exp(x − max)`: the largest exponent is 0, so none overflows. */
export function softmaxInto(out: Numbers, x: Numbers, axis: Axis): void {
  forEachLine(axis, (start, step, size) => {
    const largest = largestOf(x, start, step, size)
    let sum = 0
    for (let k = 0, at = start; k < size; k++, at += step) {
      const power = Math.exp(x[at]! - largest)
      out[at] = power
      sum += power
    }
    for (let k = 0, at = start; k < size; k++, at += step) out[at]! /= sum
  })
}

/**
 * `out = (x − max) − log Σ exp(x − max)`. The sum is rounded to the type before its logarithm is taken: for a sure
 * prediction it is just above 1, and float32 holds few digits of what is above 1, in PyTorch as here.
 */
export function logSoftmaxInto(out: Numbers, x: Numbers, axis: Axis): void {
  const round = out instanceof Float32Array ? Math.fround : (value: number) => value
  forEachLine(axis, (start, step, size) => {
    const largest = largestOf(x, start, step, size)
    let sum = 0
    for (let k = 0, at = start; k < size; k++, at += step) {
      const shifted = round(x[at]! - largest)
      out[at] = shifted
      sum += round(Math.exp(shifted))
    }
    const log = round(Math.log(round(sum)))
    for (let k = 0, at = start; k < size; k++, at += step) out[at]! -= log
  })
}
