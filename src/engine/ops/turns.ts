/** Elements in reverse, turned round, or shifted along. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { gridPlaces } from '../kernels/places.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf, dimsOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { many, named, type Call, type Many } from './arguments.ts'
import { input } from './operand.ts'
import { choosing } from './places.ts'

const Flip = choosing('FlipBackward0')
const Roll = choosing('RollBackward0')

/** For each dimension the indices to take, `index(i, size)` in those named and i in the others. */
function rearranged(
  x: Tensor,
  dims: readonly number[],
  index: (i: number, size: number, d: number) => number,
): Int32Array {
  const axes = x.shape.map((size, d) =>
    Int32Array.from({ length: size }, (_, i) => (dims.includes(d) ? index(i, size, d) : i)),
  )
  return gridPlaces(axes, x.shape)
}

/**
 * Elements in reverse order along dimensions; a copy.
 *
 * @param dims  one dimension or several, as an array or in a row
 * @throws IndexError `dim-out-of-range`; ArgumentError `dim-twice`
 * Gradient: g, reversed back.
 * @example flip(tensor([[1, 2], [3, 4]]), 1).tolist() // [[2, 1], [4, 3]]
 */
export function flip(x: Tensor, ...args: Many<{ dims: number | readonly number[] }>): Tensor {
  const given = many('flip', 'dims', args)
  const dims = given.length === 0 ? [] : dimsOf('flip', given, input('flip', x).ndim)
  return apply(Flip, [x], { at: rearranged(x, dims, (i, size) => size - 1 - i), shape: x.shape, from: x.shape })
}

/** The columns of a matrix, dimension 1, in reverse order. Gradient: g, reversed back. @throws ShapeError `rank` @example fliplr(tensor([[1, 2]])).tolist() // [[2, 1]] */
export function fliplr(x: Tensor): Tensor {
  return flip(needs('fliplr', x, 2), 1)
}

/** The rows of a matrix, dimension 0, in reverse order. Gradient: g, reversed back. @throws ShapeError `rank` @example flipud(tensor([1, 2])).tolist() // [2, 1] */
export function flipud(x: Tensor): Tensor {
  return flip(needs('flipud', x, 1), 0)
}

function needs(operation: string, x: Tensor, rank: number): Tensor {
  if (input(operation, x).ndim >= rank) return x
  throw new ShapeError(`${operation}: needs ${rank} or more dimensions, the shape is ${shown(x.shape)}.`, {
    code: 'rank',
    params: { operation, expected: `${rank}+`, shape: x.shape },
    torch: runtimeError(`Input must be >= ${rank}-d.`),
  })
}

const modulo = (i: number, n: number): number => ((i % n) + n) % n

const Rot90: Operation<{ readonly k: number; readonly dims: readonly [number, number] }> = {
  name: 'Rot90Backward0',
  forward([x], { k, dims }) {
    const [a, b] = dims
    const turns = modulo(k, 4)
    if (turns === 1) return flip(x!, b).transpose(a, b).contiguous()
    if (turns === 2) return flip(x!, a, b)
    if (turns === 3) return flip(x!, a).transpose(a, b).contiguous()
    return x!.clone()
  },
  gradient: [(g, _, { k, dims }) => rot90(g, -k, dims)],
}

/**
 * A quarter turn from the first towards the second dimension, k times.
 *
 * @param k  how often; negative turns the other way; default 1
 * @param dims  the two dimensions; default [0, 1]
 * @throws ArgumentError `rot90-dims`; ShapeError `rank`
 * Gradient: g, turned back.
 * @example rot90(tensor([[1, 2], [3, 4]])).tolist() // [[2, 4], [1, 3]]
 */
export function rot90(
  x: Tensor,
  ...args: Call<[k: number, dims: readonly [number, number]], { k?: number; dims?: readonly [number, number] }>
): Tensor {
  const { k = 1, dims: given = [0, 1] } = named<{ k?: number; dims?: readonly [number, number] }>(
    'rot90',
    [],
    ['k', 'dims'],
    args,
  )
  if (input('rot90', x).ndim < 2) {
    throw new ShapeError(`rot90: needs 2 or more dimensions, the shape is ${shown(x.shape)}.`, {
      code: 'rank',
      params: { operation: 'rot90', expected: '2+', shape: x.shape },
      torch: runtimeError(`expected total dims >= 2, but got total dims = ${x.ndim}`),
    })
  }
  const dims = given.map((d) => dimOf('rot90', d, x.ndim))
  if (dims.length !== 2 || dims[0] === dims[1]) {
    throw new ArgumentError(`rot90: turns in the plane of two different dimensions, got ${shown(given)}.`, {
      code: 'rot90-dims',
      params: { dims: given },
      torch: runtimeError(
        dims.length !== 2
          ? `expected total rotation dims == 2, but got dims = ${dims.length}`
          : `expected rotation dims to be different, but got dim0 = ${given[0]} and dim1 = ${given[1]}`,
      ),
    })
  }
  return apply(Rot90, [x], { k, dims: [dims[0]!, dims[1]!] as const })
}

type Some = number | readonly number[]

/**
 * Elements shifted along dimensions; what leaves at the end comes in at the start.
 *
 * @param shifts  how far, for each dimension
 * @param dims  the dimensions; without them all elements are shifted as one row
 * @throws ArgumentError `roll-dims`; IndexError `dim-out-of-range`
 * Gradient: g, shifted back.
 * @example roll(tensor([1, 2, 3]), 1).tolist() // [3, 1, 2]
 */
export function roll(x: Tensor, ...args: Call<[shifts: Some, dims: Some], { shifts?: Some; dims?: Some }>): Tensor {
  const options = named<{ shifts: Some; dims?: Some }>('roll', ['shifts'], ['dims'], args)
  const shifts = [options.shifts].flat() as number[]
  const given = [options.dims ?? []].flat() as number[]
  if (given.length === 0 && shifts.length === 1) {
    const n = input('roll', x).numel()
    return apply(Roll, [x], {
      at: Int32Array.from({ length: n }, (_, i) => modulo(i - shifts[0]!, n)),
      shape: x.shape,
      from: x.shape,
    })
  }
  if (given.length !== shifts.length) {
    throw new ArgumentError(`roll: needs a shift for each dimension, got ${shown(shifts)} for ${shown(given)}.`, {
      code: 'roll-dims',
      params: { shifts, dims: given },
      torch: runtimeError(`shifts and dimensions must align. shifts: ${shifts.length}, dims:${given.length}`),
    })
  }
  const dims = given.map((d) => dimOf('roll', d, input('roll', x).ndim))
  const total = (d: number): number => dims.reduce((sum, dim, i) => sum + (dim === d ? shifts[i]! : 0), 0)
  const at = rearranged(x, dims, (i, size, d) => modulo(i - total(d), size))
  return apply(Roll, [x], { at, shape: x.shape, from: x.shape })
}

declare module '../tensor.ts' {
  interface Tensor {
    flip: AsMethod<typeof flip>
    fliplr: AsMethod<typeof fliplr>
    flipud: AsMethod<typeof flipud>
    rot90: AsMethod<typeof rot90>
    roll: AsMethod<typeof roll>
  }
}
methods({ flip, fliplr, flipud, rot90, roll })
