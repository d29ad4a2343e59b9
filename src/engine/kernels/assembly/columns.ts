/** What each place of a window that slides over an image sees, as columns, and back: im2col and its reverse. */

/** The image, the window, its places, steps, edges and gaps, in two dimensions each. */
const geometry = memory.data(48, 16)

function height(): i32 {
  return load<i32>(geometry)
}

function width(): i32 {
  return load<i32>(geometry, 4)
}

function kernelHeight(): i32 {
  return load<i32>(geometry, 8)
}

function kernelWidth(): i32 {
  return load<i32>(geometry, 12)
}

function high(): i32 {
  return load<i32>(geometry, 16)
}

function wide(): i32 {
  return load<i32>(geometry, 20)
}

function strideY(): i32 {
  return load<i32>(geometry, 24)
}

function strideX(): i32 {
  return load<i32>(geometry, 28)
}

function paddingY(): i32 {
  return load<i32>(geometry, 32)
}

function paddingX(): i32 {
  return load<i32>(geometry, 36)
}

function dilationY(): i32 {
  return load<i32>(geometry, 40)
}

function dilationX(): i32 {
  return load<i32>(geometry, 44)
}

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
  store<i32>(geometry, imageHeight)
  store<i32>(geometry, imageWidth, 4)
  store<i32>(geometry, windowHeight, 8)
  store<i32>(geometry, windowWidth, 12)
  store<i32>(geometry, placesHigh, 16)
  store<i32>(geometry, placesWide, 20)
  store<i32>(geometry, stepY, 24)
  store<i32>(geometry, stepX, 28)
  store<i32>(geometry, edgeY, 32)
  store<i32>(geometry, edgeX, 36)
  store<i32>(geometry, gapY, 40)
  store<i32>(geometry, gapX, 44)
}

export function pixels(): i32 {
  return height() * width()
}

export function places(): i32 {
  return high() * wide()
}

export function windowSize(): i32 {
  return kernelHeight() * kernelWidth()
}

/** Whether the columns are the image itself. */
export function seesAsIs(): bool {
  return windowSize() === 1 && strideY() === 1 && strideX() === 1 && paddingY() === 0 && paddingX() === 0
}

/** The first place whose pixel is inside the image, and the first after it whose pixel is not. */
function firstInside(shift: i32): i32 {
  return min(wide(), max(0, (strideX() - 1 - shift) / strideX()))
}

function endInside(shift: i32, first: i32): i32 {
  return max(first, min(wide(), (width() - shift + strideX() - 1) / strideX()))
}

/** Columns [channels · window, places], zero where the window leaves the image. Up to 12 bytes are written behind them. */
export function toColumns(image: usize, channels: i32, to: usize): void {
  for (let c = 0; c < channels; c++, image += 4 * height() * width()) {
    for (let a = 0; a < kernelHeight(); a++) {
      for (let b = 0; b < kernelWidth(); b++) {
        const shift = b * dilationX() - paddingX()
        const first = firstInside(shift)
        const end = endInside(shift, first)
        for (let j = 0; j < high(); j++, to += 4 * wide()) {
          const y = j * strideY() + a * dilationY() - paddingY()
          if (y < 0 || y >= height() || first === end) {
            zeros(to, wide())
            continue
          }
          zeros(to, first)
          run(to + 4 * first, image + 4 * (y * width() + first * strideX() + shift), end - first)
          zeros(to + 4 * end, wide() - end)
        }
      }
    }
  }
}

/** Rows are written in their order: what a vector writes too much, the next row overwrites. */
function zeros(to: usize, count: i32): void {
  for (const end = to + 4 * count; to < end; to += 16) v128.store(to, f32x4.splat(0))
}

function run(to: usize, from: usize, count: i32): void {
  if (strideX() === 1) for (const end = to + 4 * count; to < end; to += 16, from += 16) v128.store(to, v128.load(from))
  else for (const end = to + 4 * count; to < end; to += 4, from += 4 * strideX()) store<f32>(to, load<f32>(from))
}

/** The reverse: adds each element of the columns to the pixel it was seen at. */
export function addColumns(image: usize, channels: i32, from: usize): void {
  for (let c = 0; c < channels; c++, image += 4 * height() * width()) {
    for (let a = 0; a < kernelHeight(); a++) {
      for (let b = 0; b < kernelWidth(); b++) {
        const shift = b * dilationX() - paddingX()
        const first = firstInside(shift)
        const end = endInside(shift, first)
        for (let j = 0; j < high(); j++, from += 4 * wide()) {
          const y = j * strideY() + a * dilationY() - paddingY()
          if (y < 0 || y >= height()) continue
          addRun(image + 4 * (y * width() + first * strideX() + shift), from + 4 * first, end - first)
        }
      }
    }
  }
}

function addRun(to: usize, from: usize, count: i32): void {
  const step: usize = 4 * strideX()
  if (strideX() === 1) {
    for (; count >= 4; count -= 4, to += 16, from += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)))
  }
  for (; count > 0; count--, to += step, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from))
}
