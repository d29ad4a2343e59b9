/** Pictures made of pixels, and boxes over them. */
import { readBlock, readRange, readTexts, type Block, type Data } from './data.ts'
import { badShape, lengthsDiffer, tooMany } from './errors.ts'
import { limits } from './figure.ts'
import { PlotLayer, readNamed, readOptions, type NamedOptions } from './layer.ts'
import { encodeBytes, rounded, roundedAll } from './pack.ts'

export interface ImageOptions {
  /** What is black and what is white; without it, 0 and 1, or 0 and 255, or the least and the greatest value. */
  range?: readonly [number, number]
}

export interface ImagesOptions extends ImageOptions {
  /** What stands below each picture. */
  labels?: readonly (string | number)[]
}

export interface BoxesOptions extends NamedOptions {
  /** What stands above each box. */
  labels?: readonly string[]
  /** A number for each box, such as how sure a detector is. */
  scores?: Data
}

/**
 * One picture, grey or in colour; lay `boxes` over it.
 *
 * @param pixels   [height, width] grey, [1, height, width], [3, height, width] as PyTorch has it, or [height, width, 3]
 * @param options.range  [black, white]
 * @returns        a layer for `plot`
 * @throws ShapeError for any other shape; ArgumentError for more than 150,000 pixels
 * @example plot(image([[0, 0.5], [0.5, 1]]))
 */
export function image(pixels: Data, options?: ImageOptions): PlotLayer {
  const given = readOptions('image', options, ['range'])
  const block = readBlock('image', 'pixels', pixels)
  const { shape } = block
  const expected = ['[h, w]', '[1, h, w]', '[3, h, w]', '[h, w, 3]']
  if (shape.length !== 2 && shape.length !== 3) throw badShape('image', 'pixels', shape, expected)
  return imagesLayer('image', { ...block, shape: [1, ...shape] }, given.range, undefined, expected)
}

/**
 * Several pictures of one size, side by side, each with what stands below it.
 *
 * @param pixels   [n, height, width], [n, 1, height, width], [n, 3, height, width] or [n, height, width, 3]; at most 100
 * @param options.labels  [n] texts or numbers
 * @param options.range   [black, white], for all of them
 * @returns        a layer for `plot`
 * @throws ShapeError for any other shape; ArgumentError for more than 150,000 pixels in all
 * @example plot(images([[[0, 1]], [[1, 0]]], { labels: ['right', 'left'] }))
 */
export function images(pixels: Data, options?: ImagesOptions): PlotLayer {
  const given = readOptions('images', options, ['labels', 'range'])
  const block = readBlock('images', 'pixels', pixels)
  const expected = ['[n, h, w]', '[n, 1, h, w]', '[n, 3, h, w]', '[n, h, w, 3]']
  if (block.shape.length !== 3 && block.shape.length !== 4) throw badShape('images', 'pixels', block.shape, expected)
  return imagesLayer('images', block, given.range, given.labels, expected)
}

/**
 * Boxes over a picture, as a detector finds them.
 *
 * @param corners  [n, 4] left, top, right and bottom edge of each [pixels from the upper left corner]
 * @param options.labels  [n] what each box holds
 * @param options.scores  [n] how sure that is
 * @param options.ink     boxes of one layer look alike; another layer has another stroke
 * @returns        a layer for `plot`, after `image`
 * @throws ShapeError where there are not four numbers for each box
 * @example plot(image(zeros([8, 8])), boxes([[1, 1, 5, 6]], { labels: ['cat'], scores: [0.9] }))
 */
export function boxes(corners: Data, options?: BoxesOptions): PlotLayer {
  const given = readOptions('boxes', options, ['label', 'ink', 'labels', 'scores'])
  const { shape, values } = readBlock('boxes', 'corners', corners)
  const count = shape[0] ?? 0
  if (values.length > 0 && (shape.length !== 2 || shape[1] !== 4)) throw badShape('boxes', 'corners', shape, ['[n, 4]'])
  if (count > limits.boxes) throw tooMany('boxes', 'corners', count, limits.boxes)
  const labels = readTexts('boxes', 'labels', given.labels)
  const scores = given.scores === undefined ? undefined : readBlock('boxes', 'scores', given.scores).values
  for (const [name, list] of [
    ['labels', labels],
    ['scores', scores],
  ] as const) {
    if (list && list.length !== count) throw lengthsDiffer('boxes', name, list.length, 'corners', count)
  }
  const named = readNamed('boxes', given)
  const corner = (i: number, k: number) => rounded(values[4 * i + k]!) ?? 0
  return new PlotLayer('boxes', () => ({
    kind: 'boxes',
    boxes: Array.from({ length: count }, (_, i) => [corner(i, 0), corner(i, 1), corner(i, 2), corner(i, 3)] as const),
    ...(labels && { labels }),
    ...(scores && { scores: roundedAll(scores) }),
    ...named,
  }))
}

function imagesLayer(
  operation: string,
  block: Block,
  range: unknown,
  labelData: unknown,
  expected: readonly string[],
): PlotLayer {
  const { count, height, width, channels, values } = asPixels(operation, block, expected)
  if (count > limits.images) throw tooMany(operation, 'pixels', count, limits.images)
  if (count * height * width > limits.pixels) {
    throw tooMany(operation, 'pixels', count * height * width, limits.pixels)
  }
  const labels = readTexts(operation, 'labels', labelData)
  if (labels && labels.length !== count) throw lengthsDiffer(operation, 'labels', labels.length, 'pixels', count)
  const [black, white] = readRange(operation, 'range', range) ?? rangeOf(values)
  return new PlotLayer('images', () => {
    const bytes = Uint8ClampedArray.from(values, (value) => ((value - black) / (white - black)) * 255)
    const size = height * width * channels
    const pixels = Array.from({ length: count }, (_, i) => encodeBytes(new Uint8Array(bytes.buffer, i * size, size)))
    return { kind: 'images', width, height, channels, pixels, ...(labels && { labels }) }
  })
}

/** [n, height, width, channels], the channels of a pixel side by side. */
function asPixels(operation: string, { shape, values }: Block, expected: readonly string[]) {
  const [count = 0, a = 0, b = 0, c] = shape
  const fail = () => badShape(operation, 'pixels', operation === 'image' ? shape.slice(1) : shape, expected)
  if (values.length === 0) throw fail()
  if (c === undefined) return { count, height: a, width: b, channels: 1 as const, values }
  if (a === 1) return { count, height: b, width: c, channels: 1 as const, values }
  if (a === 3) return { count, height: b, width: c, channels: 3 as const, values: channelsLast(values, count, b * c) }
  if (c === 1 || c === 3) return { count, height: a, width: b, channels: c as 1 | 3, values }
  throw fail()
}

function channelsLast(values: Float64Array, count: number, size: number): Float64Array {
  const turned = new Float64Array(values.length)
  for (let i = 0; i < count; i++) {
    for (let channel = 0; channel < 3; channel++) {
      for (let at = 0; at < size; at++) turned[(i * size + at) * 3 + channel] = values[(i * 3 + channel) * size + at]!
    }
  }
  return turned
}

function rangeOf(values: Float64Array): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)]
  if (low >= 0 && high <= 1) return [0, 1]
  if (low >= 0 && high <= 255) return [0, 255]
  return low < high ? [low, high] : [0, 1]
}
