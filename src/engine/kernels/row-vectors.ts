/**
 * Softmax, class indices and reductions in the kernels' memory. Each function gives null where no kernel fits: another type than
 * float32, a layout it does not read, no room. The caller goes the plain way then.
 */
import { numelOf, reducedShape, type Shape } from '../shape.ts'
import { numberTensor, type Tensor } from '../tensor.ts'
import { beginCall, indicesAt, kernels, newResident, pointerTo } from './backend.ts'
import { reductions } from './wasm/functions.ts'

/** Whether the kernels read it as it lies: float32, without gaps, and not a single number. */
const isDense = (x: Tensor): boolean => x.dtype === 'float32' && x.shape.length > 0 && x.isContiguous()

/** The rows along the last dimension, if that is the one meant; else 0. */
const rowsAlong = (x: Tensor, dim: number): number =>
  dim === x.shape.length - 1 && isDense(x) ? numelOf(x.shape.slice(0, dim)) : 0

/** `softmax` or `logSoftmax` of each row. */
export function softmaxVector(name: 'softmax' | 'logSoftmax', x: Tensor, dim: number): Tensor | null {
  if (kernels === null) return null
  const rows = rowsAlong(x, dim)
  if (rows === 0) return null
  beginCall()
  const from = pointerTo(x)
  const out = from === 0 ? null : newResident(x.shape)
  if (out !== null) kernels[name](rows, x.shape[dim]!, from, out.storage.pointer)
  return out
}

/** Their gradients, from that of the result and the result. */
export function softmaxBackVector(
  name: 'softmaxBack' | 'logSoftmaxBack',
  g: Tensor,
  y: Tensor,
  dim: number,
): Tensor | null {
  if (kernels === null) return null
  const rows = rowsAlong(y, dim)
  if (rows === 0 || !isDense(g)) return null
  beginCall()
  const given = pointerTo(g)
  const result = pointerTo(y)
  const out = given === 0 || result === 0 ? null : newResident(y.shape)
  if (out !== null) kernels[name](rows, y.shape[dim]!, given, result, out.storage.pointer)
  return out
}

/** `takeClasses` from scores [n, classes], or `placeClasses` into them, in the shape given. */
export function classesVector(
  name: 'takeClasses' | 'placeClasses',
  x: Tensor,
  indices: Tensor,
  n: number,
  classes: number,
  ignored: number,
  shape: Shape,
): Tensor | null {
  if (kernels === null || shape.length === 0 || !isDense(x) || !indices.isContiguous()) return null
  beginCall()
  const from = pointerTo(x)
  const at = indicesAt(indices)
  const out = from === 0 || at === 0 ? null : newResident(shape)
  if (out !== null) kernels[name](n, classes, from, at, ignored, out.storage.pointer)
  return out
}

export type ReductionName = keyof typeof reductions

/** One number for each choice of the dimensions that stay. */
export function reducedVector(name: ReductionName, x: Tensor, dims: Shape, keepdim: boolean): Tensor | null {
  if (kernels === null || !isDense(x)) return null
  const [outer, size, inner] = blocksOf(x.shape, dims)
  const isSum = name === 'sum' || name === 'mean'
  if (size === 0 || (inner !== 1 && !isSum)) return null
  const shape = reducedShape(x.shape, dims, keepdim)
  beginCall()
  const from = pointerTo(x)
  if (from === 0) return null
  if (shape.length === 0) return numberTensor(Math.fround(kernels.reduceAll(reductions[name], size, from)), 'float32')
  const out = newResident(shape)
  if (out === null) return null
  const to = out.storage.pointer
  if (inner === 1) kernels.reduceRows(reductions[name], outer, size, from, 4 * size, to)
  else if (inner > 0) kernels.sumMiddle(outer, size, inner, from, name === 'mean' ? size : 1, to)
  else {
    const [first, groups, last] = [x.shape[0]!, outer, size / x.shape[0]!]
    kernels.sumGroups(first, groups, last, from, name === 'mean' ? size : 1, to)
  }
  return out
}

/** `Σ x²` in float64; null where no kernel has it. */
export function squaresVector(x: Tensor): number | null {
  if (kernels === null || !isDense(x)) return null
  beginCall()
  const from = pointerTo(x)
  return from === 0 ? null : kernels.reduceAll(reductions.squares, numelOf(x.shape), from)
}

/**
 * A shape whose reduced dimensions are adjacent, as [outer, size, inner]. Where they are all but a block behind the first one,
 * [groups, size, −1]; size 0 for everything else.
 */
function blocksOf(shape: Shape, dims: Shape): readonly [outer: number, size: number, inner: number] {
  // Runs of dimensions that go or stay together; those of size 1 do both.
  let runs = 0
  let goes = false
  let first = false
  let [outer, size, inner] = [1, 1, 1]
  for (let d = 0; d < shape.length; d++) {
    const n = shape[d]!
    if (n === 0) return nothing
    if (n === 1) continue
    const going = dims.includes(d)
    if (runs === 0 || going !== goes) runs++
    if (runs === 1) first = going
    goes = going
    if (going) size *= n
    else if (size === 1) outer *= n
    else inner *= n
  }
  if (dims.length === 0) return nothing
  if (runs <= 2 || (runs === 3 && !first)) return [outer, size, inner]
  return runs === 3 && isWhole(shape, dims) ? [inner, size, -1] : nothing
}

const nothing = [0, 0, 0] as const

/** Whether the run that goes first is dimension 0 alone, as `sumGroups` takes it. */
const isWhole = (shape: Shape, dims: Shape): boolean => shape[0] !== 1 && dims.includes(0) && !dims.includes(1)
