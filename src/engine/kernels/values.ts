/**
 * The plain way to a tensor's numbers and back: read them row by row without gaps, and make a tensor of an array.
 * An operation written with `values` and `fromNumbers` works for every layout of its inputs.
 */
import { dtypes, type DType, type Numbers } from '../dtype.ts'
import { numelOf, type Shape } from '../shape.ts'
import { adopt, allocate } from '../storage.ts'
import { Tensor, numberTensor } from '../tensor.ts'

/** Where each element stands in the storage, in row-major order. */
export function offsets(shape: Shape, strides: Shape, offset: number): Int32Array {
  const n = numelOf(shape)
  const at = new Int32Array(n)
  const rank = shape.length
  const index = new Array<number>(rank).fill(0)
  let here = offset
  for (let i = 0; i < n; i++) {
    at[i] = here
    for (let d = rank - 1; d >= 0; d--) {
      here += strides[d]!
      if (++index[d]! < shape[d]!) break
      here -= shape[d]! * strides[d]!
      index[d] = 0
    }
  }
  return at
}

/** The numbers of a tensor in row-major order. Not to be written: they may be the tensor's own. */
export function values(x: Tensor): Numbers {
  const numbers = x.storage.read()
  const n = numelOf(x.shape)
  if (x.isContiguous()) {
    return x.offset === 0 && n === numbers.length ? numbers : numbers.subarray(x.offset, x.offset + n)
  }
  const at = offsets(x.shape, x.strides, x.offset)
  const out = new dtypes[x.dtype].array(n)
  for (let i = 0; i < n; i++) out[i] = numbers[at[i]!]!
  return out
}

/** An array for the numbers of a new tensor, all zero. */
export const newNumbers = (dtype: DType, length: number): Numbers => allocate(dtype, length).write()

/** A tensor over an array that was made for it. */
export function fromNumbers(numbers: Numbers, shape: Shape, dtype: DType): Tensor {
  if (shape.length === 0) return numberTensor(numbers[0]!, dtype)
  return new Tensor(adopt(dtype, numbers), shape)
}

/** A number as it is kept in a type: towards zero for integers, "not 0" for bool. */
export function numberAs(value: number, dtype: DType): number {
  const { category } = dtypes[dtype]
  return category === 'bool' ? Number(value !== 0) : category === 'integer' ? Math.trunc(value) : value
}

/** The same, rounded as the array of the type would round it. */
function asKept(value: number, dtype: DType): number {
  if (dtype === 'float32') return Math.fround(value)
  if (dtype === 'float64') return value
  const one = new dtypes[dtype].array(1)
  one[0] = numberAs(value, dtype)
  return one[0]!
}

/** A tensor of one number everywhere. */
export function filled(shape: Shape, dtype: DType, value: number): Tensor {
  if (shape.length === 0) return numberTensor(asKept(value, dtype), dtype)
  const storage = allocate(dtype, numelOf(shape))
  if (value !== 0) storage.write().fill(numberAs(value, dtype))
  return new Tensor(storage, shape)
}

/** A view: other shape and strides over the same storage. */
export function view(x: Tensor, shape: Shape, strides: Shape | null = null, offset: number = x.offset): Tensor {
  return new Tensor(x.storage, shape, strides, offset)
}

/** Numbers of one type as another: towards zero for integers, "not 0" for bool. */
export function converted(numbers: Numbers, to: DType): Numbers {
  const out = newNumbers(to, numbers.length)
  const { category } = dtypes[to]
  if (category === 'bool') for (let i = 0; i < out.length; i++) out[i] = numbers[i] === 0 ? 0 : 1
  else if (category === 'integer') for (let i = 0; i < out.length; i++) out[i] = Math.trunc(numbers[i]!)
  else out.set(numbers)
  return out
}

/** The numbers of a tensor in row-major order, in the type asked for. */
export function valuesAs(x: Tensor, dtype: DType): Numbers {
  return x.dtype === dtype ? values(x) : converted(values(x), dtype)
}

/** Overwrites a tensor's numbers, whatever its layout. The caller counts the version. */
export function overwrite(x: Tensor, numbers: Numbers): void {
  const target = x.storage.write()
  if (x.isContiguous()) {
    target.set(numbers, x.offset)
    return
  }
  const at = offsets(x.shape, x.strides, x.offset)
  for (let i = 0; i < at.length; i++) target[at[i]!] = numbers[i]!
}
