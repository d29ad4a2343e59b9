/** Element by element, with broadcasting. The plain way: one number function, called for each element. */
import { resultType, type DType, type Numbers } from '../dtype.ts'
import { broadcastShapes, broadcastStrides, numelOf, sameShape, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { kernels } from './backend.ts'
import { fromNumbers, newNumbers, valuesAs, view } from './values.ts'
import { binaryVector, unaryVector } from './vectors.ts'

/** `f` of each element; the type of x unless another is named. Bool results: 0 or not 0. */
export function mapped(x: Tensor, f: (value: number) => number, dtype: DType = x.dtype, from: DType = dtype): Tensor {
  const a = valuesAs(x, from)
  const out = newNumbers(dtype, a.length)
  for (let i = 0; i < out.length; i++) out[i] = f(a[i]!)
  if (dtype === 'int64') clearMinusZero(out)
  return fromNumbers(out, x.shape, dtype)
}

/** The same for a function that the kernels may know by its name, and by a parameter if it takes one. */
export function mappedBy(
  name: string,
  x: Tensor,
  f: (value: number) => number,
  dtype: DType = x.dtype,
  parameter = 0,
): Tensor {
  return (dtype === x.dtype ? unaryVector(name, x, parameter) : null) ?? mapped(x, f, dtype)
}

/** The numbers of x read as if it had the larger shape. */
export function broadcastValues(x: Tensor, shape: Shape, dtype: DType): Numbers {
  const wide = sameShape(x.shape, shape) ? x : view(x, shape, broadcastStrides(x.shape, x.strides, shape))
  return valuesAs(wide, dtype)
}

/**
 * `f` of each pair of elements. Both are read in their common type, so that a bare 0.1 is rounded to float32
 * before it meets float32 numbers, as in PyTorch.
 * @param dtype  of the result; the common type unless named
 */
export function combined(
  operation: string,
  x: Tensor,
  y: Tensor,
  f: (a: number, b: number) => number,
  dtype?: DType,
  common: DType = resultType([x, y]),
): Tensor {
  const shape = broadcastShapes(operation, x.shape, y.shape)
  const type = dtype ?? common
  const n = numelOf(shape)
  const out = newNumbers(type, n)
  if (numelOf(y.shape) === 1 && sameShape(x.shape, shape)) {
    const a = valuesAs(x, common)
    const b = valuesAs(y, common)[0]!
    for (let i = 0; i < n; i++) out[i] = f(a[i]!, b)
  } else {
    const a = broadcastValues(x, shape, common)
    const b = broadcastValues(y, shape, common)
    for (let i = 0; i < n; i++) out[i] = f(a[i]!, b[i]!)
  }
  if (type === 'int64') clearMinusZero(out)
  if (type === 'bool') for (let i = 0; i < n; i++) if (out[i] !== 0) out[i] = 1
  return fromNumbers(out, shape, type)
}

/** The same for a function that the kernels may know by the operation's name. */
export function combinedBy(
  operation: string,
  x: Tensor,
  y: Tensor,
  f: (a: number, b: number) => number,
  dtype?: DType,
  common: DType = resultType([x, y]),
): Tensor {
  if (kernels !== null && common === 'float32') {
    const out = binaryVector(operation, x, y, broadcastShapes(operation, x.shape, y.shape))
    if (out !== null) return out
  }
  return combined(operation, x, y, f, dtype, common)
}

/** Integers have one zero; the floating-point numbers that hold int64 have two. */
function clearMinusZero(out: Numbers): void {
  for (let i = 0; i < out.length; i++) out[i]! += 0
}
