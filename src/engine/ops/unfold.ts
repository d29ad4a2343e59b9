/** Images as columns of windows and back: im2col and col2im. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { addColumns, toColumns, volumeOf, type Sliding } from '../kernels/sliding.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { numelOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { extents, triple, type Extent } from './extent.ts'
import { input } from './operand.ts'
import { required } from './required.ts'
import { settings, type Settings } from './settings.ts'

/** `lead` is [n], or nothing for one image. */
type Unfolding = Sliding & { readonly lead: readonly number[]; readonly batch: number; readonly channels: number }

const imageShape = ({ lead, channels, image }: Unfolding): number[] => [...lead, channels, image[1], image[2]]
const columnsShape = ({ lead, channels, kernel, places }: Unfolding): number[] => [
  ...lead,
  channels * volumeOf(kernel),
  volumeOf(places),
]

const Im2Col: Operation<Unfolding> = {
  name: 'Im2ColBackward0',
  forward([x], s) {
    const [rows, places] = columnsShape(s).slice(-2) as [number, number]
    const out = newNumbers(x!.dtype, s.batch * rows * places)
    const numbers = values(x!)
    for (let n = 0; n < s.batch; n++) {
      toColumns(out.subarray(n * rows * places), 0, places, numbers, n * s.channels * volumeOf(s.image), s.channels, s)
    }
    return fromNumbers(out, columnsShape(s), x!.dtype)
  },
  gradient: [(g, _, s) => apply(Col2Im, [g], s)],
}

const Col2Im: Operation<Unfolding> = {
  name: 'Col2ImBackward0',
  forward([columns], s) {
    const [rows, places] = columnsShape(s).slice(-2) as [number, number]
    const out = newNumbers(columns!.dtype, numelOf(imageShape(s)))
    const numbers = values(columns!)
    for (let n = 0; n < s.batch; n++) {
      addColumns(out, n * s.channels * volumeOf(s.image), s.channels, numbers.subarray(n * rows * places), 0, places, s)
    }
    return fromNumbers(out, imageShape(s), columns!.dtype)
  },
  gradient: [(g, _, s) => apply(Im2Col, [g], s)],
}

export interface UnfoldOptions {
  /** The window. */
  kernelSize?: Extent
  /** Steps between elements of the window. Default: 1. */
  dilation?: Extent
  /** Zeros on both sides. Default: 0. */
  padding?: Extent
  /** Steps between windows. Default: 1. */
  stride?: Extent
}

interface Window {
  readonly kernel: number[]
  readonly dilation: number[]
  readonly padding: number[]
  readonly stride: number[]
}

function windowOf(operation: string, { kernelSize, dilation = 1, padding = 0, stride = 1 }: UnfoldOptions): Window {
  const read = (name: string, torch: string, value: Extent, least: number): number[] => {
    const [high, wide] = typeof value === 'number' ? [value, value] : value.length === 1 ? [value[0], value[0]] : value
    const short = torch.split(' ')[0] === 'padding' ? 'pad' : torch.split(' ')[0]
    return extents(operation, name, value, 2, least, {
      count: `It is expected ${torch.replace(' ', '_')} equals to 2, but got size ${(value as number[]).length}`,
      least: `${torch} should be ${least === 0 ? 'non-negative' : 'greater than zero'}, but got ${short}_height: ${high} ${short}_width: ${wide}`,
    })
  }
  return {
    kernel: read('kernelSize', 'kernel size', required(operation, 'kernelSize', kernelSize), 1),
    dilation: read('dilation', 'dilation', dilation, 1),
    padding: read('padding', 'padding', padding, 0),
    stride: read('stride', 'stride', stride, 1),
  }
}

const tuple = (sizes: readonly number[]): string => `(${sizes.join(', ')})`

function slidingOver(
  operation: string,
  lead: readonly number[],
  channels: number,
  image: readonly number[],
  window: Window,
): Unfolding {
  const { kernel, dilation, padding, stride } = window
  const places = image.map(
    (size, d) => Math.floor((size + 2 * padding[d]! - dilation[d]! * (kernel[d]! - 1) - 1) / stride[d]!) + 1,
  )
  if (places.some((count) => count < 1)) {
    throw new ShapeError(`${operation}: a window of ${shown(kernel)} does not fit into an image of ${shown(image)}.`, {
      code: 'window-too-large',
      params: { operation, window: kernel, input: image },
      torch: runtimeError(
        `Given ${operation === 'fold' ? 'output_size' : 'input with spatial size'}${operation === 'fold' ? '=' : ' '}${tuple(image)}, kernel_size=${tuple(kernel)}, dilation=${tuple(dilation)}, padding=${tuple(padding)}, calculated shape of the array of sliding blocks as ${tuple(places)}, but its components must be at least one.`,
      ),
    })
  }
  return {
    lead,
    batch: numelOf(lead),
    channels,
    image: triple(image, 1),
    kernel: triple(kernel, 1),
    places: triple(places, 1),
    stride: triple(stride, 1),
    padding: triple(padding, 0),
    dilation: triple(dilation, 1),
  }
}

/**
 * im2col: each window of an image as a column.
 *
 * @param x      [n, channels, height, width], or one image without n
 * @param given  kernelSize, dilation, padding, stride, in a row or by name
 * @returns  [n, channels · window, places]; a convolution is a matrix times this
 * @throws ShapeError `input-rank`, `window-too-large`; ArgumentError `window-argument`
 * Gradient: `fold`: each pixel gets the sum of g over the windows that saw it.
 * Source: Chellapilla, Puri, Simard 2006, §3.
 * @example unfold(tensor([[[[1, 2, 3]]]]), [1, 2]).tolist() // [[[1, 2], [2, 3]]]
 */
export function unfold(x: Tensor, ...given: Settings<UnfoldOptions>): Tensor {
  const operation = 'unfold'
  const window = windowOf(
    operation,
    settings<UnfoldOptions>(operation, ['kernelSize', 'dilation', 'padding', 'stride'], given),
  )
  const { shape, ndim } = input(operation, x)
  if (ndim !== 3 && ndim !== 4) {
    throw new ShapeError(
      `unfold: takes [n, channels, height, width] or one image without n, got shape ${shown(shape)}.`,
      {
        code: 'input-rank',
        params: { operation, shape, expected: '3, 4' },
        torch: runtimeError(
          `Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: ${shown(shape)}`,
        ),
      },
    )
  }
  return apply(Im2Col, [x], slidingOver(operation, shape.slice(0, -3), shape.at(-3)!, shape.slice(-2), window))
}

export interface FoldOptions extends UnfoldOptions {
  /** [height, width] of the image. */
  outputSize?: Extent
}

/**
 * col2im: adds columns of windows up to an image, the reverse of `unfold`; where windows overlap, their sum.
 *
 * @param x      [n, channels · window, places], or one image without n
 * @param given  outputSize, kernelSize, dilation, padding, stride, in a row or by name
 * @returns  [n, channels, height, width]
 * @throws ShapeError `input-rank`, `fold-columns`, `window-too-large`; ArgumentError `window-argument`
 * Gradient: `unfold`.
 * @example fold(tensor([[[1, 2], [3, 4]]]), [1, 3], [1, 2]).tolist() // [[[[1, 5, 4]]]]
 */
export function fold(x: Tensor, ...given: Settings<FoldOptions>): Tensor {
  const operation = 'fold'
  const options = settings<FoldOptions>(operation, ['outputSize', 'kernelSize', 'dilation', 'padding', 'stride'], given)
  const size = required(operation, 'outputSize', options.outputSize)
  const image = extents(operation, 'outputSize', size, 2, 1, {
    count: `It is expected output_size equals to 2, but got size ${typeof size === 'number' ? 1 : size.length}`,
    least: `Expected output spatial size to be greater than zero`,
  })
  const window = windowOf(operation, options)
  const { shape, ndim } = input(operation, x)
  if (ndim !== 2 && ndim !== 3) {
    throw new ShapeError(
      `fold: takes [n, channels · window, places] or one image without n, got shape ${shown(shape)}.`,
      {
        code: 'input-rank',
        params: { operation, shape, expected: '2, 3' },
        torch: runtimeError(
          `Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for input, but got: ${shown(shape)}`,
        ),
      },
    )
  }
  const [rows, places] = shape.slice(-2) as [number, number]
  const area = numelOf(window.kernel)
  if (rows % area !== 0) {
    throw columnsError(
      x,
      window,
      image,
      `Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)=${rows} and kernel_size=${tuple(window.kernel)}.`,
    )
  }
  const sliding = slidingOver(operation, shape.slice(0, -2), rows / area, image, window)
  const [, high, wide] = sliding.places
  if (high * wide !== places) {
    const { kernel, dilation, padding, stride } = window
    throw columnsError(
      x,
      window,
      image,
      `Given output_size=${tuple(image)}, kernel_size=${tuple(kernel)}, dilation=${tuple(dilation)}, padding=${tuple(padding)}, stride=${tuple(stride)}, expected size of input's dimension 2 to match the calculated number of sliding blocks ${high} * ${wide} = ${high * wide}, but got input.size(2)=${places}.`,
    )
  }
  return apply(Col2Im, [x], sliding)
}

const columnsError = (x: Tensor, { kernel }: Window, image: readonly number[], torch: string): ArgumentError =>
  new ArgumentError(
    `fold: columns of shape ${shown(x.shape)} are not those of an image of ${shown(image)} seen through windows of ${shown(kernel)}.`,
    {
      code: 'fold-columns',
      params: { shape: x.shape, image, window: kernel },
      torch: runtimeError(torch),
    },
  )
