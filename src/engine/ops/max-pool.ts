/** The largest element of each window. */
import { apply, applyMany } from '../autograd/apply.ts'
import { composed } from '../autograd/composed.ts'
import { given, type Operation } from '../autograd/node.ts'
import { DtypeError, IndexError, ShapeError, runtimeError, shown } from '../errors.ts'
import { dtypes } from '../dtype.ts'
import { maximaVector, placesVector } from '../kernels/image-vectors.ts'
import { addAtPlaces, takeAtPlaces, windowMaxima, type Windows } from '../kernels/pooling.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { numelOf, sameShape, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import type { Extent } from './extent.ts'
import { input } from './operand.ts'
import { placesShape, planesOf, poolSizes, slidingAxes, windowsOf } from './pool-windows.ts'
import { required } from './required.ts'
import { settings, type Settings } from './settings.ts'
import { requireFloating } from './types.ts'

interface MaxPooling {
  readonly as: string
  readonly windows: Windows
  readonly image: Shape
  readonly result: Shape
}

interface Places {
  readonly as: string
  readonly planes: number
  readonly image: Shape
  readonly result: Shape
}

const MaxPool: Operation<MaxPooling> = {
  name: ({ as }) => as,
  forward([x], { windows, result }) {
    const fast = maximaVector(x!, windows, result)
    if (fast !== null) return fast
    const out = newNumbers(x!.dtype, numelOf(result))
    const places = newNumbers('int64', out.length)
    windowMaxima(out, places, values(x!), windows)
    return [fromNumbers(out, result, x!.dtype), fromNumbers(places, result, 'int64')]
  },
  gradient: [
    given(['output1'], (g, [places], { windows, image, result }) =>
      apply(Unpool, [g, places!], { as: 'MaxPoolBackward', planes: windows.planes, image, result }),
    ),
  ],
}

/** Each number at its place in a plane of zeros; where several have one place, their sum. */
const Unpool: Operation<Places> = {
  name: ({ as }) => as,
  forward([g, places], { planes, image }) {
    const fast = placesVector('addAtPlaces', g!, places!, planes, image)
    if (fast !== null) return fast
    const out = newNumbers(g!.dtype, numelOf(image))
    addAtPlaces(out, values(g!), values(places!), planes)
    return fromNumbers(out, image, g!.dtype)
  },
  gradient: [given([1], (g, [places], params) => apply(Repool, [g, places!], params)), null],
}

/** The numbers at the places given. */
const Repool: Operation<Places> = {
  name: 'MaxPoolBackwardBackward',
  forward([x, places], { planes, result }) {
    const fast = placesVector('takeAtPlaces', x!, places!, planes, result)
    if (fast !== null) return fast
    const out = newNumbers(x!.dtype, numelOf(result))
    takeAtPlaces(out, values(x!), values(places!), planes)
    return fromNumbers(out, result, x!.dtype)
  },
  gradient: [given([1], (g, [places], params) => apply(Unpool, [g, places!], params)), null],
}

/** The maxima of windows that are known, with their places: also the adaptive pooling's. */
export function maxima(as: string, x: Tensor, lead: Shape, windows: Windows, result: Shape): [Tensor, Tensor] {
  const [out, places] = applyMany(MaxPool, [x], {
    as,
    windows: { ...windows, planes: numelOf(lead) },
    image: x.shape,
    result,
  })
  return [out!, places!]
}

/** What is asked for: the maxima, or their places as well, which kernels count in float32. Places unasked for go again. */
export function asAsked(pooled: () => [Tensor, Tensor], withPlaces = false): Tensor | [Tensor, Tensor] {
  if (!withPlaces) return composed(() => pooled()[0])
  const [out, places] = pooled()
  return [out, places.detach().to('int64')]
}

export interface MaxPoolOptions {
  /** The window. */
  kernelSize?: Extent
  /** Steps between windows. Default: the window's size. */
  stride?: Extent | null
  /** −∞ on both sides, at most half a window. Default: 0. */
  padding?: Extent
  /** Steps between elements of the window. Default: 1. */
  dilation?: Extent
  /** Also a last window that stands partly outside. Default: false. */
  ceilMode?: boolean
  /** Give `[maxima, places]`, places counted row by row in each plane. Default: false. */
  returnIndices?: boolean
}

type Plain = MaxPoolOptions & { returnIndices?: false }

const names = ['kernelSize', 'stride', 'padding', 'dilation', 'ceilMode', 'returnIndices'] as const

function pooled(operation: string, rank: number, x: Tensor, options: MaxPoolOptions, as: string): [Tensor, Tensor] {
  const sizes = poolSizes(operation, rank, {
    ...options,
    kernelSize: required(operation, 'kernelSize', options.kernelSize),
    stride: options.stride ?? options.kernelSize!,
  })
  const ranks = `${rank + 1}D or ${rank + 2}D`
  const empty = x.ndim === rank + 2 || x.ndim === rank + 1
  const torch =
    empty && rank === 2
      ? `Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, but got:${shown(x.shape)}`
      : `non-empty ${ranks} (batch mode) tensor expected for input`
  const { image, lead } = planesOf(operation, input(operation, x), rank, torch)
  requireFloating(operation, x, `max_pool${rank}d`)
  const axes = slidingAxes(operation, image, lead.at(-1)!, sizes)
  return maxima(as, x, lead, windowsOf(lead, axes), placesShape(lead, axes))
}

/**
 * The largest element of each window along one dimension.
 *
 * @param x      [n, channels, length], or one signal without n
 * @param given  kernelSize, stride, padding, dilation, ceilMode, returnIndices, in a row or by name
 * @returns  [n, channels, places]; with `returnIndices` also where the maxima stood
 * @throws ShapeError `input-rank`, `output-too-small`; ArgumentError `window-argument`, `pool-padding`
 * Gradient: g to the largest element of each window, the first of equals.
 * Source: Goodfellow, Bengio, Courville 2016, §9.3.
 * @example maxPool1d(tensor([[[1, 3, 2, 0]]]), 2).tolist() // [[[3, 2]]]
 */
export function maxPool1d(x: Tensor, ...given: Settings<Plain>): Tensor
export function maxPool1d(x: Tensor, ...given: Settings<MaxPoolOptions>): [Tensor, Tensor]
export function maxPool1d(x: Tensor, ...given: Settings<MaxPoolOptions>): Tensor | [Tensor, Tensor] {
  const operation = 'maxPool1d'
  const options = settings<MaxPoolOptions>(operation, names, given)
  const sizes = poolSizes(operation, 1, {
    ...options,
    kernelSize: required(operation, 'kernelSize', options.kernelSize),
    stride: options.stride ?? options.kernelSize!,
  })
  const torch = `max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but got:${shown(input(operation, x).shape)}`
  planesOf(operation, x, 1, torch)
  // As a strip of height 1, which is how PyTorch does it.
  const strip = {
    kernelSize: [1, sizes.kernel[0]!],
    stride: [1, sizes.stride[0]!],
    padding: [0, sizes.padding[0]!],
    dilation: [1, sizes.dilation[0]!],
    ceilMode: sizes.ceilMode,
  }
  const both = (): [Tensor, Tensor] => {
    const [out, places] = pooled(operation, 2, x.unsqueeze(-2), strip, 'MaxPool2DWithIndicesBackward0')
    return [out.squeeze(-2), places.squeeze(-2)]
  }
  return asAsked(both, options.returnIndices)
}

/**
 * The largest element of each window of an image.
 *
 * @param x      [n, channels, height, width], or one image without n
 * @param given  kernelSize, stride, padding, dilation, ceilMode, returnIndices, in a row or by name
 * @returns  [n, channels, places high, places wide]; with `returnIndices` also where the maxima stood
 * @throws as `maxPool1d`
 * Gradient: g to the largest element of each window, the first of equals; where windows overlap, the sum.
 * Source: Goodfellow, Bengio, Courville 2016, §9.3.
 * @example maxPool2d(tensor([[[[1, 2], [4, 3]]]]), 2).item() // 4
 */
export function maxPool2d(x: Tensor, ...given: Settings<Plain>): Tensor
export function maxPool2d(x: Tensor, ...given: Settings<MaxPoolOptions>): [Tensor, Tensor]
export function maxPool2d(x: Tensor, ...given: Settings<MaxPoolOptions>): Tensor | [Tensor, Tensor] {
  const options = settings<MaxPoolOptions>('maxPool2d', names, given)
  const both = () => pooled('maxPool2d', 2, x, options, 'MaxPool2DWithIndicesBackward0')
  return asAsked(both, options.returnIndices)
}

/** As `maxPool2d`, for volumes [n, channels, depth, height, width]. @example maxPool3d(ones(1, 2, 2, 2), 2).shape // [1, 1, 1, 1] */
export function maxPool3d(x: Tensor, ...given: Settings<Plain>): Tensor
export function maxPool3d(x: Tensor, ...given: Settings<MaxPoolOptions>): [Tensor, Tensor]
export function maxPool3d(x: Tensor, ...given: Settings<MaxPoolOptions>): Tensor | [Tensor, Tensor] {
  const options = settings<MaxPoolOptions>('maxPool3d', names, given)
  const both = () => pooled('maxPool3d', 3, x, options, 'MaxPool3DWithIndicesBackward0')
  return asAsked(both, options.returnIndices)
}

export interface MaxUnpoolOptions {
  kernelSize?: Extent
  /** Default: the window's size. */
  stride?: Extent | null
  /** Default: 0. */
  padding?: Extent
  /** The shape of the result, or its last dimensions. Default: the smallest that the windows fill. */
  outputSize?: readonly number[] | null
}

function unpooled(
  operation: string,
  rank: number,
  x: Tensor,
  places: Tensor,
  given: Settings<MaxUnpoolOptions>,
): Tensor {
  const options = settings<MaxUnpoolOptions>(operation, ['kernelSize', 'stride', 'padding', 'outputSize'], given)
  const kernelSize = required(operation, 'kernelSize', options.kernelSize)
  const { kernel, stride, padding } = poolSizes(operation, rank, {
    kernelSize,
    stride: options.stride ?? kernelSize,
    padding: options.padding,
  })
  const { image, lead } = planesOf(
    operation,
    x,
    rank,
    `Input to ${rank === 1 ? 'max_unpooling2d' : `max_unpooling${rank}d`} should be a ${rank + 1}d or ${rank + 2}d Tensor`,
  )
  checkPlaces(operation, x, input(operation, places))
  const fitting = image.map((size, d) => (size - 1) * stride[d]! + kernel[d]! - 2 * padding[d]!)
  const size = options.outputSize?.slice(-rank) ?? fitting
  const volume = numelOf(size)
  const far = values(places).find((place) => place < 0 || place >= volume)
  if (far !== undefined) {
    throw new IndexError(`${operation}: place ${far} is outside a plane of ${shown(size)}.`, {
      code: 'index-out-of-range',
      params: { index: far, dim: x.ndim - rank, size: volume },
      torch: runtimeError(`Found an invalid max index: ${far} (output volumes are of size ${size.join('x')}`),
    })
  }
  const params = { as: 'MaxUnpool2DBackward0', planes: numelOf(lead) }
  if (rank > 1) return apply(Unpool, [x, places], { ...params, image: [...lead, ...size], result: x.shape })
  // As a strip of width 1, which is how PyTorch does it.
  return apply(Unpool, [x.unsqueeze(-1), places], {
    ...params,
    image: [...lead, ...size, 1],
    result: [...x.shape, 1],
  }).squeeze(-1)
}

function checkPlaces(operation: string, x: Tensor, places: Tensor): void {
  if (places.dtype !== 'int64') {
    throw new DtypeError(
      `${operation}: places are int64, got ${places.dtype}. maxPool gives them with { returnIndices: true }.`,
      {
        code: 'index-dtype',
        params: { operation, dtype: places.dtype },
        torch: runtimeError(`elements in indices should be type int64 but got: ${dtypes[places.dtype].torch}`),
      },
    )
  }
  if (!sameShape(places.shape, x.shape)) {
    throw new ShapeError(
      `${operation}: needs one place for each number: shapes ${shown(x.shape)} and ${shown(places.shape)}.`,
      {
        code: 'shapes-differ',
        params: { operation, a: x.shape, b: places.shape },
        torch: runtimeError(
          `Expected shape of indices to be same as that of the input tensor (${shown(x.shape)}) but got indices tensor with shape: ${shown(places.shape)}`,
        ),
      },
    )
  }
}

/**
 * Puts maxima back where they stood, with zeros around: the partial inverse of `maxPool1d`.
 *
 * @param x       [n, channels, length] maxima
 * @param places  int64 of the same shape, from `maxPool1d(…, { returnIndices: true })`
 * @param given   kernelSize, stride, padding, outputSize, in a row or by name
 * @throws ShapeError `shapes-differ`; IndexError `index-out-of-range`; DtypeError `index-dtype`
 * Gradient: g at the places.
 * @example maxUnpool1d(tensor([[[5]]]), tensor([[[1]]], { dtype: 'int64' }), 2).tolist() // [[[0, 5]]]
 */
export function maxUnpool1d(x: Tensor, places: Tensor, ...given: Settings<MaxUnpoolOptions>): Tensor {
  return unpooled('maxUnpool1d', 1, x, places, given)
}

/** As `maxUnpool1d`, for images. @example maxUnpool2d(ones(1, 1, 1), zeros([1, 1, 1], { dtype: 'int64' }), 2).tolist() // [[[1, 0], [0, 0]]] */
export function maxUnpool2d(x: Tensor, places: Tensor, ...given: Settings<MaxUnpoolOptions>): Tensor {
  return unpooled('maxUnpool2d', 2, x, places, given)
}
