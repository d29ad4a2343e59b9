/** What each place of a window that slides over an image sees, as columns, and back: im2col and its reverse. */

/** The image, the window, its places, steps, edges and gaps, in two dimensions each. */
let height: i32 = 0
let width: i32 = 0
let kernelHeight: i32 = 0
let kernelWidth: i32 = 0
let high: i32 = 0
let wide: i32 = 0
let strideY: i32 = 0
let strideX: i32 = 0
let paddingY: i32 = 0
let paddingX: i32 = 0
let dilationY: i32 = 0
let dilationX: i32 = 0

/** Says how the window slides; holds for all calls until the next one. */
export function slide(
  imageHeight: i32,
  imageWidth: i32,
  windowHeight: i32,
  windowWidth: i32,
  placesHigh: i32,
  placesWide: i32,
  stepY: i32,
  stepX: i32,
  edgeY: i32,
  edgeX: i32,
  gapY: i32,
  gapX: i32,
): void {
  height = imageHeight
  width = imageWidth
  kernelHeight = windowHeight
  kernelWidth = windowWidth
  high = placesHigh
  wide = placesWide
  strideY = stepY
  strideX = stepX
  paddingY = edgeY
  paddingX = edgeX
  dilationY = gapY
  dilationX = gapX
}

export function pixels(): i32 {
  return height * width
}

export function places(): i32 {
  return high * wide
}

export function windowSize(): i32 {
  return kernelHeight * kernelWidth
}

/** Whether the columns are the image itself. */
export function seesAsIs(): bool {
  return windowSize() === 1 && strideY === 1 && strideX === 1 && paddingY === 0 && paddingX === 0
}

/**
 * Columns [channels · window, places], zero where the window leaves the image. Up to 12 bytes are written behind them.
 * How the window slides is read once, not for each of its many short runs.
 */
export function toColumns(image: usize, channels: i32, to: usize): void {
  const lines = height
  const line = width
  const rows = high
  const columns = wide
  const stepX = strideX
  const stepY = strideY
  const elements = windowSize()
  for (let c = 0; c < channels; c++, image += 4 * lines * line) {
    for (let e = 0; e < elements; e++) {
      const shift = (e % kernelWidth) * dilationX - paddingX
      const first = firstInside(shift, stepX, columns)
      const end = endInside(shift, first, stepX, columns, line)
      let y = (e / kernelWidth) * dilationY - paddingY
      for (let j = 0; j < rows; j++, y += stepY, to += 4 * columns) {
        if (y < 0 || y >= lines || first === end) {
          zeros(to, columns)
          continue
        }
        if (first > 0) zeros(to, first)
        run(to + 4 * first, image + 4 * (y * line + first * stepX + shift), end - first, stepX)
        if (end < columns) zeros(to + 4 * end, columns - end)
      }
    }
  }
}

/** The first place whose pixel is inside the image, and the first after it whose pixel is not. */
function firstInside(shift: i32, stepX: i32, columns: i32): i32 {
  return min(columns, max(0, (stepX - 1 - shift) / stepX))
}

function endInside(shift: i32, first: i32, stepX: i32, columns: i32, line: i32): i32 {
  return max(first, min(columns, (line - shift + stepX - 1) / stepX))
}

/** Rows are written in their order: what a vector writes too much, the next row overwrites. */
function zeros(to: usize, count: i32): void {
  for (const end = to + 4 * count; to < end; to += 16) v128.store(to, f32x4.splat(0))
}

function run(to: usize, from: usize, count: i32, stepX: i32): void {
  const end = to + 4 * count
  if (stepX === 1) for (; to < end; to += 16, from += 16) v128.store(to, v128.load(from))
  else for (; to < end; to += 4, from += 4 * stepX) store<f32>(to, load<f32>(from))
}

/** The reverse: adds each element of the columns to the pixel it was seen at. */
export function addColumns(image: usize, channels: i32, from: usize): void {
  const lines = height
  const line = width
  const rows = high
  const columns = wide
  const stepX = strideX
  const stepY = strideY
  const elements = windowSize()
  for (let c = 0; c < channels; c++, image += 4 * lines * line) {
    for (let e = 0; e < elements; e++) {
      const shift = (e % kernelWidth) * dilationX - paddingX
      const first = firstInside(shift, stepX, columns)
      const end = endInside(shift, first, stepX, columns, line)
      let y = (e / kernelWidth) * dilationY - paddingY
      for (let j = 0; j < rows; j++, y += stepY, from += 4 * columns) {
        if (y < 0 || y >= lines) continue
        addRun(image + 4 * (y * line + first * stepX + shift), from + 4 * first, end - first, stepX)
      }
    }
  }
}

function addRun(to: usize, from: usize, count: i32, stepX: i32): void {
  if (stepX === 1) {
    for (; count >= 4; count -= 4, to += 16, from += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)))
  }
  for (; count > 0; count--, to += 4 * stepX, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from))
}
