/** Tensors filled draw by draw, in the order in which PyTorch visits the elements: as they lie in memory. */
import { fromNumbers, newNumbers } from '../kernels/values.ts'
import { numelOf } from '../shape.ts'
import type { DType, Numbers } from '../dtype.ts'
import type { Tensor } from '../tensor.ts'

/** The dimensions of x from the largest stride to the smallest: those of a transpose are swapped back. */
function memoryOrder({ shape, strides }: Tensor): number[] {
  const order = [...shape.keys()]
  // An expanded tensor names one place several times, and has no order of its own.
  if (strides.some((stride, d) => stride === 0 && shape[d] !== 1)) return order
  return order.sort((a, b) => (shape[a] === 1 || shape[b] === 1 ? a - b : strides[b]! - strides[a]!))
}

/** Whether reading x row by row goes straight through memory, gaps apart. */
export const isInOrder = (x: Tensor): boolean => memoryOrder(x).every((d, i) => d === i)

/**
 * New numbers in the shape of x.
 * @param fill  writes all of them, in the order of memory
 */
export function filledBy(x: Tensor, dtype: DType, fill: (out: Numbers) => void): Tensor {
  const out = newNumbers(dtype, numelOf(x.shape))
  fill(out)
  if (isInOrder(x)) return fromNumbers(out, x.shape, dtype)
  const order = memoryOrder(x)
  const inverse = order.map((_, d) => order.indexOf(d))
  return fromNumbers(
    out,
    order.map((d) => x.shape[d]!),
    dtype,
  ).permute(inverse)
}

/** The same, with one call of `draw` for each number. */
export function drawn(x: Tensor, draw: () => number, dtype: DType = x.dtype): Tensor {
  return filledBy(x, dtype, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = draw()
  })
}
