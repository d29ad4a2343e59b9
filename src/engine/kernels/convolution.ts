/**
 * Convolution and its two gradients. With the columns C of the whole batch (`sliding.ts`), each is one matrix product a group:
 *
 *     out = W · C        dW = G · Cᵀ        dC = Wᵀ · G, then columns back to pixels
 *
 * [o, n·p] = [o, c·k] · [c·k, n·p], with o and c channels of the group, k the window, p its places and n the batch.
 */
import type { Numbers } from '../dtype.ts'
import { multiply, rowMajor, transposed } from './matmul.ts'
import { addColumns, toColumns, volumeOf, type Sliding } from './sliding.ts'

export interface Convolving extends Sliding {
  readonly batch: number
  readonly groups: number
  /** Channels of the image, of all groups. */
  readonly channels: number
  /** Filters: channels of the result, of all groups. */
  readonly filters: number
}

interface Sizes {
  readonly image: number
  readonly places: number
  /** Rows and row length of a group's columns. */
  readonly rows: number
  readonly rowLength: number
  readonly channels: number
  readonly filters: number
}

function sizesOf(c: Convolving): Sizes {
  const places = volumeOf(c.places)
  const channels = c.channels / c.groups
  return {
    image: volumeOf(c.image),
    places,
    channels,
    filters: c.filters / c.groups,
    rows: channels * volumeOf(c.kernel),
    rowLength: c.batch * places,
  }
}

const like = (numbers: Numbers, length: number): Numbers =>
  new (numbers.constructor as new (length: number) => Numbers)(length)

/** Sums run in float64 and are rounded once: the sum of a window's hundreds of products agrees with any order of adding. */
const sums = (length: number): Float64Array => new Float64Array(length)

function columnsOf(image: Numbers, group: number, c: Convolving, size: Sizes): Numbers {
  const columns = like(image, size.rows * size.rowLength)
  for (let n = 0; n < c.batch; n++) {
    toColumns(
      columns,
      n * size.places,
      size.rowLength,
      image,
      (n * c.channels + group * size.channels) * size.image,
      size.channels,
      c,
    )
  }
  return columns
}

/** Copies between a result [n, filters, places] and a group's matrix [filters of the group, n · places]. */
function eachRow(group: number, c: Convolving, size: Sizes, visit: (inResult: number, inMatrix: number) => void): void {
  for (let n = 0; n < c.batch; n++) {
    for (let f = 0; f < size.filters; f++)
      visit((n * c.filters + group * size.filters + f) * size.places, f * size.rowLength + n * size.places)
  }
}

function matrixOf(result: Numbers, group: number, c: Convolving, size: Sizes): Numbers {
  const matrix = like(result, size.filters * size.rowLength)
  eachRow(group, c, size, (from, to) => matrix.set(result.subarray(from, from + size.places), to))
  return matrix
}

/** `out`, [batch, filters, places], of an image [batch, channels, …] and a weight [filters, channels / groups, …]. */
export function convolve(out: Numbers, image: Numbers, weight: Numbers, c: Convolving): void {
  const size = sizesOf(c)
  const product = sums(size.filters * size.rowLength)
  for (let group = 0; group < c.groups; group++) {
    const columns = rowMajor(columnsOf(image, group, c, size), 0, size.rowLength)
    multiply(
      product,
      0,
      rowMajor(weight, group * size.filters * size.rows, size.rows),
      columns,
      size.filters,
      size.rows,
      size.rowLength,
    )
    eachRow(group, c, size, (to, from) => out.set(product.subarray(from, from + size.places), to))
  }
}

/** The gradient of `convolve` with respect to the image, given that of its result; also the transposed convolution. */
export function convolveBack(image: Numbers, gradient: Numbers, weight: Numbers, c: Convolving): void {
  const size = sizesOf(c)
  const columns = sums(size.rows * size.rowLength)
  const total = sums(image.length)
  for (let group = 0; group < c.groups; group++) {
    const matrix = rowMajor(matrixOf(gradient, group, c, size), 0, size.rowLength)
    multiply(
      columns,
      0,
      transposed(rowMajor(weight, group * size.filters * size.rows, size.rows)),
      matrix,
      size.rows,
      size.filters,
      size.rowLength,
    )
    for (let n = 0; n < c.batch; n++) {
      addColumns(
        total,
        (n * c.channels + group * size.channels) * size.image,
        size.channels,
        columns,
        n * size.places,
        size.rowLength,
        c,
      )
    }
  }
  image.set(total)
}

/** The gradient of `convolve` with respect to the weight. */
export function convolveWeight(weight: Numbers, gradient: Numbers, image: Numbers, c: Convolving): void {
  const size = sizesOf(c)
  const total = sums(weight.length)
  for (let group = 0; group < c.groups; group++) {
    const matrix = rowMajor(matrixOf(gradient, group, c, size), 0, size.rowLength)
    const columns = transposed(rowMajor(columnsOf(image, group, c, size), 0, size.rowLength))
    multiply(total, group * size.filters * size.rows, matrix, columns, size.filters, size.rowLength, size.rows)
  }
  weight.set(total)
}

/** Adds one number to each channel of [batch, channels, …]. */
export function addToChannels(out: Numbers, bias: Numbers, batch: number, length: number): void {
  for (let n = 0, at = 0; n < batch; n++) {
    for (const value of bias) for (const end = at + length; at < end; at++) out[at]! += value
  }
}
