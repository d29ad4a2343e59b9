/** Elements by their places in row-major order: taken, written, added. A place of −1 is no place. */
import type { Numbers } from '../dtype.ts'
import { contiguousStrides, type Shape } from '../shape.ts'

/** `out[i] = numbers[at[i]]`, and `fill` where there is no place. */
export function takeAt(out: Numbers, numbers: Numbers, at: Int32Array, fill = 0): void {
  for (let i = 0; i < at.length; i++) out[i] = at[i]! < 0 ? fill : numbers[at[i]!]!
}

/** `out[at[i]] = source[i]`; of several for one place the last one stays. */
export function writeAt(out: Numbers, at: Int32Array, source: Numbers): void {
  for (let i = 0; i < at.length; i++) if (at[i]! >= 0) out[at[i]!] = source[i]!
}

/** `out[at[i]] = value`. */
export function fillAt(out: Numbers, at: Int32Array, value: number): void {
  for (let i = 0; i < at.length; i++) if (at[i]! >= 0) out[at[i]!] = value
}

/** `out[at[i]] += source[i]`. */
export function addAt(out: Numbers, at: Int32Array, source: Numbers): void {
  for (let i = 0; i < at.length; i++) if (at[i]! >= 0) out[at[i]!]! += source[i]!
}

/**
 * The places of a grid in a tensor: every choice of one index from each axis, in row-major order.
 * @param axes  for each dimension the indices wanted, −1 for none
 */
export function gridPlaces(axes: readonly ArrayLike<number>[], shape: Shape): Int32Array {
  let at: Int32Array = new Int32Array(1)
  axes.forEach((axis, d) => {
    const wider = new Int32Array(at.length * axis.length)
    let next = 0
    for (const before of at) {
      for (let j = 0; j < axis.length; j++)
        wider[next++] = before < 0 || axis[j]! < 0 ? -1 : before * shape[d]! + axis[j]!
    }
    at = wider
  })
  return at
}

/**
 * The places that an index along one dimension names: element [i, j, k] of `index` is the place [i, index[i, j, k], k] for dim 1.
 * @param box    the shape of `index`; no larger than `shape` but along dim
 */
export function placesAlong(index: Numbers, box: Shape, dim: number, shape: Shape): Int32Array {
  const at = new Int32Array(index.length)
  if (index.length === 0) return at
  const strides = contiguousStrides(shape)
  const place = new Array<number>(box.length).fill(0)
  const along = strides[dim] ?? 1
  let here = 0
  for (let i = 0; i < at.length; i++) {
    at[i] = here + index[i]! * along
    for (let d = box.length - 1; d >= 0; d--) {
      const step = d === dim ? 0 : strides[d]!
      here += step
      if (++place[d]! < box[d]!) break
      here -= box[d]! * step
      place[d] = 0
    }
  }
  return at
}

/** The first value outside [low, high), or −1 as its place where all are inside. */
export function placeOutside(numbers: Numbers, low: number, high: number): number {
  for (let i = 0; i < numbers.length; i++) if (!(numbers[i]! >= low && numbers[i]! < high)) return i
  return -1
}

/** The places of the numbers that are not 0. */
export function placesOfNonzero(numbers: Numbers): Int32Array {
  let count = 0
  for (let i = 0; i < numbers.length; i++) if (numbers[i] !== 0) count++
  const at = new Int32Array(count)
  let next = 0
  for (let i = 0; i < numbers.length; i++) if (numbers[i] !== 0) at[next++] = i
  return at
}

/** Every sum of one place from each list, the last list running fastest. */
export function sumsOfPlaces(lists: readonly Int32Array[]): Int32Array {
  let at: Int32Array = new Int32Array(1)
  for (const list of lists) {
    const wider = new Int32Array(at.length * list.length)
    let next = 0
    for (const before of at) for (let j = 0; j < list.length; j++) wider[next++] = before + list[j]!
    at = wider
  }
  return at
}

/** Adds the places of an index along one dimension; negative ones count from the end. */
export function addIndex(at: Int32Array, index: Numbers, size: number, stride: number): void {
  for (let i = 0; i < at.length; i++) at[i]! += (index[i]! < 0 ? index[i]! + size : index[i]!) * stride
}
