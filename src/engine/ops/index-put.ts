/** Choosing and writing by tensors of places, one for each dimension: what `get` and `set` do with them. */
import { apply } from '../autograd/apply.ts'
import { changeInPlace } from '../autograd/in-place.ts'
import { dtypes } from '../dtype.ts'
import { DtypeError, ShapeError, runtimeError, shown } from '../errors.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { broadcastShapes, sameShape, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { asIndex, chosenPlaces } from './index-tensors.ts'
import { input } from './operand.ts'
import { adding, choosing, writing } from './places.ts'

const Choose = choosing('IndexBackward0')
const Write = writing('IndexPutBackward0')
const Add = adding('IndexPutBackward0')

/** For each dimension a tensor of places or a mask; null takes it whole. */
export type Choices = readonly (Tensor | null)[]

/** The elements at the places. */
export function index(x: Tensor, choices: Choices): Tensor {
  return apply(Choose, [x], chosenPlaces(x, choices))
}

/**
 * x with numbers written to places, or added there.
 *
 * @param x  [...]
 * @param indices  for each dimension a tensor of places, a mask, or null for all of it
 * @param value  of the type of x, broadcasts to the part
 * @param options.accumulate  add instead of replacing
 * @throws IndexError `index-out-of-range`, `mask-shape`, `index-broadcast`; ShapeError `index-put-shape`; DtypeError `dtypes-differ`, `index-dtype`
 * Gradient: to x g, 0 where it was replaced; to the value g of the part.
 * @example indexPut(zeros(3), [tensor([1, 1], { dtype: 'int64' })], tensor([2, 3]), { accumulate: true }).tolist() // [0, 5, 0]
 */
export function indexPut(
  x: Tensor,
  indices: Choices,
  value: Tensor,
  options: boolean | { accumulate?: boolean } = {},
): Tensor {
  const accumulate = typeof options === 'boolean' ? options : options.accumulate === true
  const places = chosenPlaces(
    input('indexPut', x),
    indices.map((one) => (one === null ? null : asIndex('indexPut', one))),
  )
  if (input('indexPut', value).dtype !== x.dtype) {
    throw new DtypeError(
      `indexPut: the types differ, ${x.dtype} and ${value.dtype}. Convert the value: value.to('${x.dtype}').`,
      {
        code: 'dtypes-differ',
        params: { operation: 'indexPut', a: x.dtype, b: value.dtype },
        torch: runtimeError(
          `Index put requires the source and destination dtypes match, got ${dtypes[x.dtype].torch} for the destination and ${dtypes[value.dtype].torch} for the source.`,
        ),
      },
    )
  }
  if (!fits(value.shape, places.shape)) {
    throw new ShapeError(
      `indexPut: a value of shape ${shown(value.shape)} does not broadcast to the part, which is ${shown(places.shape)}.`,
      {
        code: 'index-put-shape',
        params: { value: value.shape, part: places.shape },
        torch: runtimeError(
          `shape mismatch: value tensor of shape ${shown(value.shape)} cannot be broadcast to indexing result of shape ${shown(places.shape)}`,
        ),
      },
    )
  }
  return apply(accumulate ? Add : Write, [x, value.expand(places.shape)], places)
}

function fits(value: Shape, part: Shape): boolean {
  try {
    return sameShape(broadcastShapes('indexPut', value, part), part)
  } catch {
    return false
  }
}

export const indexPut_ = (x: Tensor, indices: Choices, value: Tensor): Tensor =>
  changeInPlace('indexPut_', x, (old) => indexPut(old, indices, value), [value])

declare module '../tensor.ts' {
  interface Tensor {
    indexPut: AsMethod<typeof indexPut>
    indexPut_: InPlace<typeof indexPut>
  }
}
methods({ indexPut })
inPlaceMethods({ indexPut })
