/** Where the windows of a pooling stand, and what pooling asks of its arguments. */
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import type { Axis, Windows } from '../kernels/pooling.ts'
import { numelOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { extents, type Extent } from './extent.ts'
import { input } from './operand.ts'

const snake = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()

export interface PoolSizes {
  readonly kernel: number[]
  readonly stride: number[]
  readonly padding: number[]
  readonly dilation: number[]
  readonly ceilMode: boolean
}

interface Given {
  kernelSize: Extent
  stride?: Extent
  padding?: Extent
  dilation?: Extent
  ceilMode?: boolean
}

/** @throws ArgumentError `window-argument`, `pool-padding` */
export function poolSizes(operation: string, rank: number, given: Given): PoolSizes {
  const read = (name: string, value: Extent, least: number, torch: string): number[] =>
    extents(operation, name, value, rank, least, {
      count:
        rank === 1
          ? `${snake(operation)}() argument '${snake(name)}' should contain one int (got ${(value as number[]).length})`
          : `${snake(operation)}: ${snake(name)} must either be a single int, or a tuple of ${['two', 'three'][rank - 2]} ints`,
      least: torch,
    })
  const { kernelSize, stride = kernelSize, padding = 0, dilation = 1, ceilMode = false } = given
  const sides = ['T', 'H', 'W'].slice(-Math.max(rank, 2))
  const sizes = {
    kernel: read('kernelSize', kernelSize, 1, 'kernel size should be greater than zero'),
    stride: read('stride', stride, 1, 'stride should not be zero'),
    padding: read(
      'padding',
      padding,
      0,
      `pad must be non-negative, but got pad: ${Array.isArray(padding) ? Math.min(...padding) : padding}`,
    ),
    dilation: read(
      'dilation',
      dilation,
      1,
      `dilation should be greater than zero, but got ${sides.map((side, d) => `dilation${side}: ${Array.isArray(dilation) ? dilation[d] : dilation}`).join(' ')}`,
    ),
    ceilMode,
  }
  sizes.padding.forEach((pad, d) => {
    const span = (sizes.kernel[d]! - 1) * sizes.dilation[d]! + 1
    if (pad <= span / 2) return
    throw new ArgumentError(
      `${operation}: padding ${pad} is more than half of the window, which spans ${span}: some windows would see no element.`,
      {
        code: 'pool-padding',
        params: { operation, padding: pad, window: span },
        torch: runtimeError(
          `pad should be at most half of effective kernel size, but got pad=${pad}, kernel_size=${sizes.kernel[d]} and dilation=${sizes.dilation[d]}`,
        ),
      },
    )
  })
  return sizes
}

/**
 * The sizes of the image's dimensions, and the shape before them.
 * @throws ShapeError `input-rank`, `empty-dimension`
 */
export function planesOf(operation: string, x: Tensor, rank: number, torch: string): { image: Shape; lead: Shape } {
  const { shape, ndim } = input(operation, x)
  const lead = shape.slice(0, ndim - rank)
  const image = shape.slice(ndim - rank)
  const empty = shape.indexOf(0, 1)
  if (ndim !== rank + 1 && ndim !== rank + 2) {
    const places = ['length', 'height, width', 'depth, height, width'][rank - 1]
    throw new ShapeError(
      `${operation}: takes [n, channels, ${places}] or one image without n, got shape ${shown(shape)}.`,
      {
        code: 'input-rank',
        params: { operation, shape, expected: `${rank + 1}, ${rank + 2}` },
        torch: runtimeError(torch),
      },
    )
  }
  if (empty > 0) {
    throw new ShapeError(`${operation}: dimension ${empty} of ${shown(shape)} is empty; only the first may be.`, {
      code: 'empty-dimension',
      params: { operation, shape, dim: empty },
      torch: runtimeError(torch),
    })
  }
  return { image, lead }
}

/** How many places a window takes; with `ceilMode` also a last one that stands partly outside, if it begins inside. */
function placesOf(
  size: number,
  kernel: number,
  stride: number,
  padding: number,
  dilation: number,
  ceilMode: boolean,
): number {
  const room = size + 2 * padding - dilation * (kernel - 1) - 1
  const places = (ceilMode ? Math.ceil(room / stride) : Math.floor(room / stride)) + 1
  return ceilMode && (places - 1) * stride >= size + padding ? places - 1 : places
}

/**
 * The windows of each dimension of the image.
 * @param includePad  whether padding counts as elements
 * @throws ShapeError `output-too-small`
 */
export function slidingAxes(
  operation: string,
  image: Shape,
  channels: number,
  sizes: PoolSizes,
  includePad = true,
): Axis[] {
  const places = image.map((size, d) =>
    placesOf(size, sizes.kernel[d]!, sizes.stride[d]!, sizes.padding[d]!, sizes.dilation[d]!, sizes.ceilMode),
  )
  if (places.some((count) => count < 1)) {
    throw new ShapeError(
      `${operation}: a window of ${shown(sizes.kernel)} does not fit into an image of ${shown(image)}.`,
      {
        code: 'output-too-small',
        params: { operation, input: image, output: places },
        torch: runtimeError(
          `Given input size: (${[channels, ...image].join('x')}). Calculated output size: (${[channels, ...places].join('x')}). Output size is too small`,
        ),
      },
    )
  }
  return image.map((size, d) =>
    slidingAxis(
      size,
      places[d]!,
      sizes.kernel[d]!,
      sizes.stride[d]!,
      sizes.padding[d]!,
      sizes.dilation[d]!,
      includePad,
    ),
  )
}

function slidingAxis(
  size: number,
  places: number,
  kernel: number,
  stride: number,
  padding: number,
  step: number,
  includePad: boolean,
): Axis {
  const firsts = Array.from({ length: places }, (_, i) => i * stride - padding)
  const starts = firsts.map((first) => (first < 0 ? first + Math.ceil(-first / step) * step : first))
  const ends = firsts.map((first) => Math.min(first + (kernel - 1) * step + 1, size))
  const counts = firsts.map((first, i) =>
    includePad ? Math.min(first + kernel, size + padding) - first : ends[i]! - starts[i]!,
  )
  return { size, starts, ends, step, counts }
}

/** As many windows as asked for, as equal as whole numbers allow: window i from ⌊i · size / places⌋ to ⌈(i + 1) · size / places⌉. */
export function adaptiveAxis(size: number, places: number): Axis {
  const starts = Array.from({ length: places }, (_, i) => Math.floor((i * size) / places))
  const ends = starts.map((_, i) => Math.ceil(((i + 1) * size) / places))
  return { size, starts, ends, step: 1, counts: starts.map((start, i) => ends[i]! - start) }
}

const single: Axis = { size: 1, starts: [0], ends: [1], step: 1, counts: [1] }

/** As a volume: dimensions in front that have one window of one element. */
export function windowsOf(lead: Shape, axes: readonly Axis[]): Windows {
  const [deep, high, wide] = [single, single, ...axes].slice(-3) as [Axis, Axis, Axis]
  return { planes: numelOf(lead), axes: [deep, high, wide] }
}

export const placesShape = (lead: Shape, axes: readonly Axis[]): number[] => [
  ...lead,
  ...axes.map((axis) => axis.starts.length),
]
