/** Reductions: the dimensions to reduce are brought to the end, and each result is made of one row. */
import type { DType, Numbers } from '../dtype.ts'
import { numelOf, reducedShape, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { reducedVector, type ReductionName } from './row-vectors.ts'
import { fromNumbers, newNumbers, valuesAs, view } from './values.ts'

/** A tensor as `count` rows of `length` numbers, one row for each result of a reduction over `dims`. */
export interface Rows {
  readonly numbers: Numbers
  readonly count: number
  readonly length: number
}

export function rowsOf(x: Tensor, dims: Shape, dtype: DType = x.dtype): Rows {
  const order = [...x.shape.keys()].filter((d) => !dims.includes(d)).concat(dims)
  const moved = view(
    x,
    order.map((d) => x.shape[d]!),
    order.map((d) => x.strides[d]!),
  )
  const length = numelOf(dims.map((d) => x.shape[d]!))
  return { numbers: valuesAs(moved, dtype), length, count: numelOf(reducedShape(x.shape, dims, false)) }
}

/**
 * One number for each row.
 * @param f  of the numbers, the row's first place and its end
 */
export function reduced(
  x: Tensor,
  dims: Shape,
  keepdim: boolean,
  f: (numbers: Numbers, start: number, end: number) => number,
  dtype: DType = x.dtype,
  from: DType = dtype,
): Tensor {
  const { numbers, length, count } = rowsOf(x, dims, from)
  const out = newNumbers(dtype, count)
  for (let r = 0; r < count; r++) out[r] = f(numbers, r * length, (r + 1) * length)
  return fromNumbers(out, reducedShape(x.shape, dims, keepdim), dtype)
}

/** The same for a reduction that the kernels may know by its name. */
export function reducedBy(
  name: ReductionName,
  x: Tensor,
  dims: Shape,
  keepdim: boolean,
  f: (numbers: Numbers, start: number, end: number) => number,
  dtype: DType = x.dtype,
): Tensor {
  return (dtype === x.dtype ? reducedVector(name, x, dims, keepdim) : null) ?? reduced(x, dims, keepdim, f, dtype)
}

/** Sums in float64 whatever the type: rounded once at the end, it agrees with a sum by halves to the last digits. */
export function sumOfRow(numbers: Numbers, start: number, end: number): number {
  let total = 0
  for (let i = start; i < end; i++) total += numbers[i]!
  return total
}
