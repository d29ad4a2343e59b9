/** Squares, discs and triangles with a box around each: enough for a detector to learn on, and nobody's photographs. */
import { fromNumbers } from '../../../engine/kernels/values.ts'
import { Generator } from '../../../engine/random/generator.ts'
import type { Tensor } from '../../../engine/tensor.ts'
import { badOption, checkNames } from '../plot/errors.ts'
import { checkWhole } from './options.ts'

export interface ShapesOptions {
  /** How many pictures. */
  count: number
  /** Height and width of a picture; 32 without it. [pixels] */
  size?: number
  /** Other pictures for another seed; 0 without it. */
  seed?: number
  /** The most shapes in a picture, of which there is at least one; 3 without it. */
  most?: number
  /** Standard deviation of the noise on every pixel; 0.05 without it. */
  noise?: number
}

export interface Shapes {
  /** [count, 1, size, size], in [0, 1] */
  images: Tensor
  /** For each picture, of each shape its left, top, right and bottom edge. [pixels from the upper left corner] */
  boxes: [number, number, number, number][][]
  /** For each picture, of each shape its class: 0 for a square, 1 for a disc, 2 for a triangle. */
  labels: number[][]
}

type Box = [left: number, top: number, right: number, bottom: number]

/** Whether a point of the box, both from −1 to 1, belongs to the shape, by class. */
const inside: readonly ((x: number, y: number) => boolean)[] = [
  () => true,
  (x, y) => x * x + y * y <= 1,
  (x, y) => 2 * Math.abs(x) <= y + 1,
]

/** Points of a pixel that are looked at, along each side: soft edges, as in a photograph. */
const fineness = 3
/** Places tried for a shape before the picture does without it. */
const attempts = 20
/** Pixels of all pictures together: a browser's memory, and a reader's patience. */
const mostPixels = 20_000_000

/**
 * Draws pictures of squares, discs and triangles, light on a noisy dark ground, none of which covers another.
 *
 * @param options.count  how many pictures
 * @param options.size   height and width of each [pixels]; 32 without it
 * @param options.seed   other pictures for another seed; 0 without it. The engine's own random numbers stay as they are
 * @param options.most   the most shapes in a picture, of which there is at least one; 3 without it
 * @param options.noise  standard deviation of the noise on every pixel; 0.05 without it
 * @returns        `images` [count, 1, size, size] in [0, 1]; for each, `boxes` of [left, top, right, bottom] and `labels`,
 *   0 for a square, 1 for a disc, 2 for a triangle
 * @throws ArgumentError for a count, a size or a noise out of range
 * @example shapes({ count: 100, size: 32, seed: 1 }).images.shape // [100, 1, 32, 32]
 */
export function shapes(options: ShapesOptions): Shapes {
  checkNames('shapes', options, ['count', 'size', 'seed', 'most', 'noise'])
  const { count, size = 32, seed = 0, most = 3, noise = 0.05 } = options
  checkWhole('shapes', 'size', size, 16, 256)
  checkWhole('shapes', 'count', count, 1, Math.floor(mostPixels / size ** 2))
  checkWhole('shapes', 'most', most, 1, 8)
  if (typeof noise !== 'number' || !(noise >= 0 && noise <= 1)) throw badOption('shapes', 'noise', noise, '∈ [0, 1]')
  const generator = new Generator().manualSeed(seed)
  const pixels = new Float32Array(count * size * size)
  const boxes: Box[][] = []
  const labels: number[][] = []
  for (let i = 0; i < count; i++) {
    const picture = pixels.subarray(i * size * size, (i + 1) * size * size)
    const drawn = drawPicture(picture, size, most, noise, generator)
    boxes.push(drawn.map(({ box }) => box))
    labels.push(drawn.map(({ label }) => label))
  }
  return { images: fromNumbers(pixels, [count, 1, size, size], 'float32'), boxes, labels }
}

function drawPicture(picture: Float32Array, size: number, most: number, noise: number, generator: Generator) {
  const draw = () => generator.uniform24()
  const ground = 0.1 + 0.2 * draw()
  picture.fill(ground)
  const wanted = 1 + Math.floor(most * draw())
  const drawn: { box: Box; label: number }[] = []
  for (let k = 0; k < wanted; k++) {
    const box = freePlace(size, drawn, draw)
    if (!box) continue
    const label = Math.floor(inside.length * draw())
    fillShape(picture, size, box, inside[label]!, 0.5 + 0.5 * draw(), ground)
    drawn.push({ box, label })
  }
  for (let at = 0; at < picture.length; at++) {
    picture[at] = Math.min(1, Math.max(0, picture[at]! + noise * normal(draw)))
  }
  return drawn
}

/** A place that no other shape touches; undefined where none was found. */
function freePlace(size: number, drawn: readonly { box: Box }[], draw: () => number): Box | undefined {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const width = Math.round(size * (0.2 + 0.25 * draw()))
    const left = Math.floor((size - width + 1) * draw())
    const top = Math.floor((size - width + 1) * draw())
    const box: Box = [left, top, left + width, top + width]
    if (!drawn.some((other) => touches(box, other.box))) return box
  }
  return undefined
}

function touches(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}

function fillShape(
  picture: Float32Array,
  size: number,
  [left, top, right, bottom]: Box,
  contains: (x: number, y: number) => boolean,
  light: number,
  ground: number,
): void {
  const half = (right - left) / 2
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      let covered = 0
      for (let k = 0; k < fineness ** 2; k++) {
        const x = column - left + ((k % fineness) + 0.5) / fineness
        const y = row - top + (Math.floor(k / fineness) + 0.5) / fineness
        if (contains(x / half - 1, y / half - 1)) covered++
      }
      picture[row * size + column] = ground + ((light - ground) * covered) / fineness ** 2
    }
  }
}

/** Near enough to a normal number: no logarithm or cosine, in whose last bit browsers differ. */
function normal(draw: () => number): number {
  return Math.sqrt(3) * (draw() + draw() + draw() + draw() - 2)
}
