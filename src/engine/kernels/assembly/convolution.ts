/**
 * Convolution and its two gradients, image by image and group by group. With the columns C of one image, each is a matrix product:
 *
 *     out = W · C        dW = Σ G · Cᵀ        dC = Wᵀ · G, then columns back to pixels
 *
 * How the window slides was said by `slide`. Channels and filters are those of one group.
 */
import { addColumns, pixels, places, seesAsIs, toColumns, windowSize } from './columns.ts'
import { fill } from './copy.ts'
import { matmul, matmulScratch } from './matmul.ts'

/** How many bytes of scratch these need: room for columns, then for a product. */
export function convolutionScratch(channels: i32, filters: i32): i32 {
  const rows = channels * windowSize()
  const product = max(matmulScratch(places(), rows), matmulScratch(rows, places()))
  return bytesOfColumns(rows) + max(product, matmulScratch(places(), filters))
}

function bytesOfColumns(rows: i32): i32 {
  return (4 * rows * places() + 79) & ~63
}

function columnsOf(image: usize, channels: i32, scratch: usize): usize {
  if (seesAsIs()) return image
  toColumns(image, channels, scratch)
  return scratch
}

/** `out`, [batch, groups · filters, places]; with a bias for each filter, or 0. */
export function convolve(
  batch: i32,
  groups: i32,
  channels: i32,
  filters: i32,
  image: usize,
  weight: usize,
  bias: usize,
  out: usize,
  scratch: usize,
): void {
  const rows = channels * windowSize()
  const n = places()
  const row: usize = 4 * n
  const product = scratch + bytesOfColumns(rows)
  for (let i = 0; i < batch; i++) {
    for (let g = 0; g < groups; g++, image += 4 * channels * pixels(), out += filters * row) {
      const columns = columnsOf(image, channels, scratch)
      const w = weight + 4 * g * filters * rows
      matmul(1, filters, n, rows, w, 0, 4 * rows, 4, columns, 0, row, 4, out, 0, row, false, 0, product)
      if (bias) for (let f = 0; f < filters; f++) addTo(out + f * row, load<f32>(bias + 4 * (g * filters + f)), n)
    }
  }
}

function addTo(to: usize, value: f32, n: i32): void {
  const four = f32x4.splat(value)
  for (; n >= 4; n -= 4, to += 16) v128.store(to, f32x4.add(v128.load(to), four))
  for (; n > 0; n--, to += 4) store<f32>(to, load<f32>(to) + value)
}

/** The gradient with respect to the image, [batch, groups · channels, pixels]; also the transposed convolution. */
export function convolveBack(
  batch: i32,
  groups: i32,
  channels: i32,
  filters: i32,
  gradient: usize,
  weight: usize,
  image: usize,
  scratch: usize,
): void {
  const rows = channels * windowSize()
  const n = places()
  const row: usize = 4 * n
  const product = scratch + bytesOfColumns(rows)
  if (!seesAsIs()) fill(image, 0, batch * groups * channels * pixels())
  for (let i = 0; i < batch; i++) {
    for (let g = 0; g < groups; g++, image += 4 * channels * pixels(), gradient += filters * row) {
      const columns = seesAsIs() ? image : scratch
      const w = weight + 4 * g * filters * rows
      matmul(1, rows, n, filters, w, 0, 4, 4 * rows, gradient, 0, row, 4, columns, 0, row, false, 0, product)
      if (!seesAsIs()) addColumns(image, channels, columns)
    }
  }
}

/** The gradient with respect to the weight, [groups · filters, channels · window]. */
export function convolveWeight(
  batch: i32,
  groups: i32,
  channels: i32,
  filters: i32,
  gradient: usize,
  image: usize,
  weight: usize,
  scratch: usize,
): void {
  const rows = channels * windowSize()
  const n = places()
  const row: usize = 4 * n
  const product = scratch + bytesOfColumns(rows)
  for (let i = 0; i < batch; i++) {
    for (let g = 0; g < groups; g++, image += 4 * channels * pixels(), gradient += filters * row) {
      const columns = columnsOf(image, channels, scratch)
      const w = weight + 4 * g * filters * rows
      matmul(1, filters, rows, n, gradient, 0, row, 4, columns, 0, 4, row, w, 0, 4 * rows, i > 0, 0, product)
    }
  }
}
