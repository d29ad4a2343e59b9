/**
 * A window that slides over an image, and the columns it sees: im2col and its reverse.
 * Everything is a volume [depth, height, width]; one and two dimensions have sizes of 1 in front.
 * Source: Chellapilla, Puri, Simard 2006, §3.
 */
import type { Numbers } from '../dtype.ts'

export type Triple = readonly [depth: number, height: number, width: number]

export interface Sliding {
  /** The image. */
  readonly image: Triple
  /** The window. */
  readonly kernel: Triple
  /** How many places the window takes. */
  readonly places: Triple
  readonly stride: Triple
  /** Zeros before the first element. Those behind the last follow from `places`. */
  readonly padding: Triple
  readonly dilation: Triple
}

export const volumeOf = ([depth, height, width]: Triple): number => depth * height * width

/** A run of places in one row of the columns, and the elements of the image they see. */
type Visit = (column: number, pixel: number, count: number, step: number) => void

/**
 * Columns are a matrix [channels · kernel, places]: one row for each element of the window, one column for each place.
 * Calls `visit` for each run of places along the width that lies inside the image.
 */
function eachRun(s: Sliding, channels: number, rowLength: number, visit: Visit): void {
  const [depth, height, width] = s.image
  const [kernelDepth, kernelHeight, kernelWidth] = s.kernel
  const [placesDeep, placesHigh, placesWide] = s.places
  let row = 0
  for (let c = 0; c < channels; c++) {
    for (let a = 0; a < kernelDepth; a++) {
      for (let b = 0; b < kernelHeight; b++) {
        for (let e = 0; e < kernelWidth; e++, row++) {
          const shift = e * s.dilation[2] - s.padding[2]
          const first = Math.max(0, Math.ceil(-shift / s.stride[2]))
          const count = Math.min(placesWide, Math.ceil((width - shift) / s.stride[2])) - first
          if (count <= 0) continue
          for (let i = 0; i < placesDeep; i++) {
            const z = i * s.stride[0] + a * s.dilation[0] - s.padding[0]
            if (z < 0 || z >= depth) continue
            for (let j = 0; j < placesHigh; j++) {
              const y = j * s.stride[1] + b * s.dilation[1] - s.padding[1]
              if (y < 0 || y >= height) continue
              const pixel = ((c * depth + z) * height + y) * width + first * s.stride[2] + shift
              visit(row * rowLength + (i * placesHigh + j) * placesWide + first, pixel, count, s.stride[2])
            }
          }
        }
      }
    }
  }
}

/**
 * im2col: copies what each place of the window sees.
 * @param columns  [channels · kernel, rowLength], zero where the window leaves the image
 * @param column   where this image's places begin in a row
 */
export function toColumns(
  columns: Numbers,
  column: number,
  rowLength: number,
  image: Numbers,
  start: number,
  channels: number,
  s: Sliding,
): void {
  eachRun(s, channels, rowLength, (to, from, count, step) => {
    let at = start + from
    for (let i = column + to, end = i + count; i < end; i++, at += step) columns[i] = image[at]!
  })
}

/** col2im, the reverse and the gradient of `toColumns`: adds each element of the columns to the pixel it was seen at. */
export function addColumns(
  image: Numbers,
  start: number,
  channels: number,
  columns: Numbers,
  column: number,
  rowLength: number,
  s: Sliding,
): void {
  eachRun(s, channels, rowLength, (from, to, count, step) => {
    let at = start + to
    for (let i = column + from, end = i + count; i < end; i++, at += step) image[at]! += columns[i]!
  })
}
