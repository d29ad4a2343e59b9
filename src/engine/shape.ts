/** Arithmetic on shapes: sizes, strides, dimensions, broadcasting. Nothing here sees a number of a tensor. */
import { ArgumentError, IndexError, ShapeError, runtimeError, shown } from './errors.ts'

export type Shape = readonly number[]

/** The shape of one number. */
export const noDims: Shape = []

export function numelOf(shape: Shape): number {
  let n = 1
  for (let d = 0; d < shape.length; d++) n *= shape[d]!
  return n
}

/** Strides of a row-major layout without gaps. */
export function contiguousStrides(shape: Shape): Shape {
  if (shape.length === 0) return noDims
  const strides = new Array<number>(shape.length)
  let step = 1
  for (let d = shape.length - 1; d >= 0; d--) {
    strides[d] = step
    step *= Math.max(shape[d]!, 1)
  }
  return strides
}

export function isContiguous(shape: Shape, strides: Shape): boolean {
  let step = 1
  for (let d = shape.length - 1; d >= 0; d--) {
    if (shape[d] === 0) return true
    if (shape[d] !== 1 && strides[d] !== step) return false
    step *= shape[d]!
  }
  return true
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let d = 0; d < a.length; d++) if (a[d] !== b[d]) return false
  return true
}

/**
 * A dimension counted from the front.
 * @param dim   in [−rank, rank − 1]; a 0-d tensor takes −1 and 0
 * @throws IndexError `dim-out-of-range`
 */
export function dimOf(operation: string, dim: number, rank: number): number {
  const n = Math.max(rank, 1)
  if (!Number.isInteger(dim) || dim < -n || dim >= n) {
    throw new IndexError(`${operation}: dim ${dim} is outside [${-n}, ${n - 1}] for a tensor of ${rank} dimensions.`, {
      code: 'dim-out-of-range',
      params: { operation, dim, rank },
      torch: {
        type: 'IndexError',
        message: `Dimension out of range (expected to be in range of [${-n}, ${n - 1}], but got ${dim})`,
      },
    })
  }
  return dim < 0 ? dim + n : dim
}

/** Dimensions to reduce, sorted; `undefined` and `[]` mean all of them. */
export function dimsOf(operation: string, dim: number | Shape | undefined, rank: number): number[] {
  if (typeof dim === 'number' && rank > 0) return [dimOf(operation, dim, rank)]
  const given = dim === undefined ? noDims : typeof dim === 'number' ? [dim] : dim
  if (given.length === 0) {
    const all = new Array<number>(rank)
    for (let d = 0; d < rank; d++) all[d] = d
    return all
  }
  const dims: number[] = []
  if (rank === 0) {
    for (let i = 0; i < given.length; i++) dimOf(operation, given[i]!, 0)
    return dims
  }
  for (let i = 0; i < given.length; i++) {
    const d = dimOf(operation, given[i]!, rank)
    // Into its place: dimensions are few, and mostly in order.
    let at = dims.length
    while (at > 0 && dims[at - 1]! > d) at--
    if (at === dims.length) dims.push(d)
    else dims.splice(at, 0, d)
  }
  for (let i = 1; i < dims.length; i++) {
    if (dims[i] !== dims[i - 1]) continue
    const twice = dims[i]!
    throw new ArgumentError(`${operation}: dim ${twice} appears twice in ${shown(given)}.`, {
      code: 'dim-twice',
      params: { operation, dim: twice },
      torch: runtimeError(`dim ${twice} appears multiple times in the list of dims`),
    })
  }
  return dims
}

/** The shape left when `dims` are summed away, or kept as 1. */
export function reducedShape(shape: Shape, dims: Shape, keepdim: boolean): number[] {
  // A single number is summed along a dimension 0 that it does not have.
  const out = new Array<number>(keepdim ? shape.length : Math.max(shape.length - dims.length, 0))
  for (let d = 0, at = 0; d < shape.length; d++) {
    if (!dims.includes(d)) out[at++] = shape[d]!
    else if (keepdim) out[at++] = 1
  }
  return out
}

/**
 * The common shape of operands: aligned at the last dimension, a size of 1 stretches.
 * @throws ShapeError `broadcast` naming both shapes and the dimension
 */
export function broadcastShapes(operation: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a
  const rank = Math.max(a.length, b.length)
  const out = new Array<number>(rank)
  for (let d = rank - 1; d >= 0; d--) {
    const p = a[d - rank + a.length] ?? 1
    const q = b[d - rank + b.length] ?? 1
    if (p !== q && p !== 1 && q !== 1) {
      throw new ShapeError(
        `${operation}: shapes ${shown(a)} and ${shown(b)} do not broadcast: dimension ${d} is ${p} in one and ${q} in the other. Equal sizes or a 1 would fit; unsqueeze adds a 1.`,
        {
          code: 'broadcast',
          params: { operation, a, b, dim: d, sizeA: p, sizeB: q },
          torch: runtimeError(
            `The size of tensor a (${p}) must match the size of tensor b (${q}) at non-singleton dimension ${d}`,
          ),
        },
      )
    }
    out[d] = p === 1 ? q : p
  }
  return out
}

/** Strides that read a tensor as if it had the larger shape: 0 where a size of 1 is stretched. */
export function broadcastStrides(shape: Shape, strides: Shape, target: Shape): number[] {
  const lead = target.length - shape.length
  return target.map((size, d) => (d < lead || (shape[d - lead] === 1 && size !== 1) ? 0 : strides[d - lead]!))
}
