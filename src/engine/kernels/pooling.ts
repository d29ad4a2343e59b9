/** One number for each window of an image: its maximum or its mean. Images are volumes [planes, depth, height, width]. */
import type { Numbers } from '../dtype.ts'

/** The windows along one dimension. */
export interface Axis {
  /** Of the image. */
  readonly size: number
  /** The first element of each window inside the image. */
  readonly starts: readonly number[]
  /** Behind the last one. */
  readonly ends: readonly number[]
  /** From one element of a window to the next. */
  readonly step: number
  /** What this dimension contributes to the number a sum is divided by. */
  readonly counts: readonly number[]
}

export interface Windows {
  readonly planes: number
  readonly axes: readonly [Axis, Axis, Axis]
}

/** Calls `visit` with the number of each window, the plane it lies in, and its place along each dimension. */
function eachWindow(
  { planes, axes: [deep, high, wide] }: Windows,
  visit: (window: number, plane: number, i: number, j: number, k: number) => void,
): void {
  const volume = deep.size * high.size * wide.size
  let window = 0
  for (let p = 0; p < planes; p++) {
    for (let i = 0; i < deep.starts.length; i++) {
      for (let j = 0; j < high.starts.length; j++) {
        for (let k = 0; k < wide.starts.length; k++) visit(window++, p * volume, i, j, k)
      }
    }
  }
}

/**
 * The largest element of each window and its place in the plane; the first of equals, a NaN before all.
 * A window of nothing but −∞ has its first element.
 */
export function windowMaxima(out: Numbers, places: Numbers, image: Numbers, windows: Windows): void {
  const [deep, high, wide] = windows.axes
  eachWindow(windows, (window, plane, i, j, k) => {
    let best = -Infinity
    let at = (deep.starts[i]! * high.size + high.starts[j]!) * wide.size + wide.starts[k]!
    for (let z = deep.starts[i]!; z < deep.ends[i]!; z += deep.step) {
      for (let y = high.starts[j]!; y < high.ends[j]!; y += high.step) {
        const row = (z * high.size + y) * wide.size
        for (let x = wide.starts[k]!; x < wide.ends[k]!; x += wide.step) {
          const value = image[plane + row + x]!
          if (value > best || value !== value) {
            best = value
            at = row + x
          }
        }
      }
    }
    out[window] = best
    places[window] = at
  })
}

/** The sum of each window over its number of elements, or over `divisor`. */
export function windowMeans(out: Numbers, image: Numbers, windows: Windows, divisor: number | null): void {
  const [deep, high, wide] = windows.axes
  eachWindow(windows, (window, plane, i, j, k) => {
    let sum = 0
    for (let z = deep.starts[i]!; z < deep.ends[i]!; z++) {
      for (let y = high.starts[j]!; y < high.ends[j]!; y++) {
        const row = plane + (z * high.size + y) * wide.size
        for (let x = wide.starts[k]!; x < wide.ends[k]!; x++) sum += image[row + x]!
      }
    }
    out[window] = sum / (divisor ?? deep.counts[i]! * high.counts[j]! * wide.counts[k]!)
  })
}

/** The gradient of `windowMeans`: adds each number, divided, to all elements of its window. */
export function spreadMeans(image: Numbers, given: Numbers, windows: Windows, divisor: number | null): void {
  const [deep, high, wide] = windows.axes
  eachWindow(windows, (window, plane, i, j, k) => {
    const share = given[window]! / (divisor ?? deep.counts[i]! * high.counts[j]! * wide.counts[k]!)
    for (let z = deep.starts[i]!; z < deep.ends[i]!; z++) {
      for (let y = high.starts[j]!; y < high.ends[j]!; y++) {
        const row = plane + (z * high.size + y) * wide.size
        for (let x = wide.starts[k]!; x < wide.ends[k]!; x++) image[row + x]! += share
      }
    }
  })
}

/** Adds each number to the element of its plane it was taken from. */
export function addAtPlaces(image: Numbers, given: Numbers, places: Numbers, planes: number): void {
  const from = given.length / planes
  const to = image.length / planes
  for (let p = 0; p < planes; p++)
    for (let i = p * from; i < (p + 1) * from; i++) image[p * to + places[i]!]! += given[i]!
}

/** The elements at the places given, plane by plane: the gradient of `addAtPlaces`. */
export function takeAtPlaces(out: Numbers, image: Numbers, places: Numbers, planes: number): void {
  const to = out.length / planes
  const from = image.length / planes
  for (let p = 0; p < planes; p++) for (let i = p * to; i < (p + 1) * to; i++) out[i] = image[p * from + places[i]!]!
}
