/**
 * Choosing elements by their places, and writing to places. Gathering, indexing, flipping, rolling, repeating and padding
 * all choose; the gradient of choosing adds what arrives back to where it was taken, and the gradient of that is choosing.
 */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { addAt, fillAt, takeAt, writeAt } from '../kernels/places.ts'
import { fromNumbers, newNumbers, numberAs, values, valuesAs } from '../kernels/values.ts'
import { numelOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'

export interface Places {
  /** For each element of the part, its place in the whole, both in row-major order; −1 for none. */
  readonly at: Int32Array
  /** The shape of the part. */
  readonly shape: Shape
  /** The shape of the whole. */
  readonly from: Shape
  /** The number where there is no place. */
  readonly fill?: number
}

/** An operation that chooses elements, under PyTorch's name. */
export function choosing(name: string): Operation<Places> {
  return {
    name,
    forward([x], { at, shape, fill }) {
      const out = newNumbers(x!.dtype, at.length)
      takeAt(out, values(x!), at, numberAs(fill ?? 0, x!.dtype))
      return fromNumbers(out, shape, x!.dtype)
    },
    gradient: [(g, _, places) => addBack(g, places)],
  }
}

/** Zeros with each element of g added at its place. */
const AddBack: Operation<Places> = {
  name: 'IndexPutBackward0',
  forward([g], { at, from }) {
    const out = newNumbers(g!.dtype, numelOf(from))
    addAt(out, at, values(g!))
    return fromNumbers(out, from, g!.dtype)
  },
  gradient: [(g, _, places) => choose(g, places)],
}

/** x with other numbers at the places. An element written twice passes its gradient to both sources, as PyTorch's does. */
export function writing(name: string): Operation<Places> {
  return {
    name,
    forward([x, source], { at }) {
      const out = values(x!).slice()
      writeAt(out, at, valuesAs(source!, x!.dtype))
      return fromNumbers(out, x!.shape, x!.dtype)
    },
    gradient: [(g, _, places) => clear(g, places), (g, _, places) => choose(g, { ...places, fill: 0 })],
  }
}

/** x with numbers added at the places. */
export function adding(name: string): Operation<Places> {
  return {
    name,
    forward([x, source], { at }) {
      const out = values(x!).slice()
      addAt(out, at, valuesAs(source!, x!.dtype))
      return fromNumbers(out, x!.shape, x!.dtype)
    },
    gradient: [(g) => g, (g, _, places) => choose(g, { ...places, fill: 0 })],
  }
}

/** x with one number at the places. */
export function filling(name: string): Operation<Places & { readonly value: number }> {
  return {
    name,
    forward([x], { at, value }) {
      const out = values(x!).slice()
      fillAt(out, at, numberAs(value, x!.dtype))
      return fromNumbers(out, x!.shape, x!.dtype)
    },
    gradient: [(g, _, places) => clear(g, places)],
  }
}

const Choose = choosing('IndexBackward0')
const Clear = filling('IndexFillBackward0')

export const choose = (x: Tensor, places: Places): Tensor => apply(Choose, [x], { ...places, fill: 0 })
export const addBack = (g: Tensor, places: Places): Tensor => apply(AddBack, [g], places)
/** g with 0 at the places. */
export const clear = (g: Tensor, places: Places): Tensor => apply(Clear, [g], { ...places, value: 0 })
