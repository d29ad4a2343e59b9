/** Tensors that choose places: what they may be, and where they point. */
import { DtypeError, IndexError, shown } from '../errors.ts'
import { isFloating } from '../dtype.ts'
import { addIndex, placeOutside, placesOfNonzero, sumsOfPlaces } from '../kernels/places.ts'
import { offsets, values } from '../kernels/values.ts'
import { broadcastShapes, contiguousStrides, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { nonzero } from './nonzero.ts'
import type { Places } from './places.ts'

export const isMask = (index: Tensor): boolean => index.dtype === 'bool' || index.dtype === 'uint8'

/** @throws DtypeError `index-dtype` for numbers with fractions */
export function asIndex(operation: string, index: Tensor): Tensor {
  if (!isFloating(index.dtype)) return index
  throw new DtypeError(
    `${operation}: places are whole numbers, int64, got ${index.dtype}. tensor([…], { dtype: 'int64' }) makes them; a comparison makes a mask.`,
    {
      code: 'index-dtype',
      params: { operation, dtype: index.dtype },
      torch: { type: 'IndexError', message: 'tensors used as indices must be long, byte or bool tensors' },
    },
  )
}

/** Masks as the places of their true elements, one tensor for each of their dimensions. */
function withoutMasks(x: Tensor, choices: readonly (Tensor | null)[]): (Tensor | null)[] {
  const result: (Tensor | null)[] = []
  for (const choice of choices) {
    if (choice === null || !isMask(choice)) result.push(choice)
    else result.push(...nonzero(checkedMask(x, choice, result.length), { asTuple: true }))
  }
  return result
}

function checkedMask(x: Tensor, mask: Tensor, from: number): Tensor {
  const bad = mask.shape.findIndex((size, d) => size !== x.shape[from + d])
  if (bad < 0) return mask
  throw new IndexError(
    `get: a mask of shape ${shown(mask.shape)} does not fit ${shown(x.shape)} from dimension ${from} on.`,
    {
      code: 'mask-shape',
      params: { mask: mask.shape, shape: x.shape, dim: from },
      torch: {
        type: 'IndexError',
        message: `The shape of the mask ${shown(mask.shape)} at index ${bad} does not match the shape of the indexed tensor ${shown(x.shape)} at index ${from + bad}`,
      },
    },
  )
}

function commonShape(choices: readonly Tensor[]): Shape {
  try {
    return choices.map((choice) => choice.shape).reduce((a, b) => broadcastShapes('get', a, b))
  } catch {
    const all = choices.map((choice) => shown(choice.shape)).join(', ')
    throw new IndexError(`get: tensors of places must broadcast against each other, got ${all}.`, {
      code: 'index-broadcast',
      params: { shapes: all },
      torch: {
        type: 'IndexError',
        message: `shape mismatch: indexing tensors could not be broadcast together with shapes ${all}`,
      },
    })
  }
}

/**
 * The places that tensors choose in x. The dimensions they have together stand where the first of them stood;
 * at the front, if whole dimensions lie between them.
 */
export function chosenPlaces(x: Tensor, choices: readonly (Tensor | null)[]): Places {
  const [mask] = choices
  // Most masks cover all of x: their places need no sums.
  if (choices.length === 1 && mask != null && isMask(mask) && mask.ndim === x.ndim) {
    const at = placesOfNonzero(values(checkedMask(x, mask, 0)))
    return { at, shape: [at.length], from: x.shape }
  }
  const perDim = withoutMasks(x, choices)
  const chosen = perDim.flatMap((choice, d) => (choice === null ? [] : [d]))
  const shape = commonShape(chosen.map((d) => perDim[d]!))
  const strides = contiguousStrides(x.shape)
  const at = new Int32Array(shape.reduce((a, b) => a * b, 1))
  for (const d of chosen) {
    const size = x.shape[d]!
    const index = perDim[d]!
    const bad = placeOutside(values(index), -size, size)
    if (bad >= 0 && at.length > 0) throw outside(values(index)[bad]!, d, size)
    addIndex(at, values(index.expand(shape)), size, strides[d]!)
  }
  const others = [...x.shape.keys()].filter((d) => !chosen.includes(d))
  const adjacent = chosen.every((d, i) => i === 0 || d === chosen[i - 1]! + 1)
  const before = adjacent ? others.filter((d) => d < chosen[0]!) : []
  const after = others.slice(before.length)
  const sizes = (dims: readonly number[]) => dims.map((d) => x.shape[d]!)
  const grid = (dims: readonly number[]) =>
    offsets(
      sizes(dims),
      dims.map((d) => strides[d]!),
      0,
    )
  return {
    at: sumsOfPlaces([grid(before), at, grid(after)]),
    shape: [...sizes(before), ...shape, ...sizes(after)],
    from: x.shape,
  }
}

const outside = (index: number, dim: number, size: number): IndexError =>
  new IndexError(`get: index ${index} is outside [${-size}, ${size - 1}], dimension ${dim}.`, {
    code: 'index-out-of-range',
    params: { index, dim, size },
    torch: { type: 'IndexError', message: `index ${index} is out of bounds for dimension ${dim} with size ${size}` },
  })
