/**
 * Dropout: at random, numbers become 0 and the others are scaled up, so that the mean stays.
 * The mask is drawn as PyTorch draws it, so that after `manualSeed` it is PyTorch's.
 */
import { ArgumentError, DtypeError, ShapeError, runtimeError, shown } from '../errors.ts'
import { dtypes, isFloating } from '../dtype.ts'
import { filled } from '../kernels/values.ts'
import type { Generator } from '../random/generator.ts'
import { bernoulli } from '../random/sample.ts'
import type { Tensor } from '../tensor.ts'
import { warn } from '../warnings.ts'
import { input } from './operand.ts'
import { perhapsInPlace, settings, type Settings } from './settings.ts'

export interface DropoutOptions {
  /** The probability of becoming 0. Default: 0.5. */
  p?: number
  /** Whether anything is dropped at all. */
  training?: boolean
  /** Write the result over x and return x. Default: false. */
  inplace?: boolean
  /** The stream to draw from; the shared one by default. */
  generator?: Generator
}

const names = ['p', 'training', 'inplace', 'generator'] as const

function checkProbability(operation: string, p: number): void {
  if (p >= 0 && p <= 1) return
  throw new ArgumentError(`${operation}: p is a probability, in [0, 1]; got ${p}.`, {
    code: 'dropout-probability',
    params: { operation, p },
    torch: { type: 'ValueError', message: `dropout probability has to be between 0 and 1, but got ${p}` },
  })
}

function checkNumbers(operation: string, x: Tensor): void {
  if (isFloating(input(operation, x).dtype)) return
  throw new DtypeError(`${operation}: takes floating-point numbers, got ${x.dtype}. Convert it: x.to('float32').`, {
    code: 'dtype-not-supported',
    params: { operation, dtype: x.dtype },
    torch: runtimeError(`result type Float can't be cast to the desired output type ${dtypes[x.dtype].torch}`),
  })
}

/** What the mask is drawn for: every number, or every channel of every example at once. */
function shapeOf(operation: string, x: Tensor, byFeature: boolean): Tensor {
  // Row by row, however x lies in memory.
  if (!byFeature) return filled(x.shape, x.dtype, 0)
  if (x.ndim >= 2) return filled([...x.shape.slice(0, 2), ...x.shape.slice(2).map(() => 1)], x.dtype, 0)
  throw new ShapeError(
    `${operation}: takes [n, channels, …], got shape ${shown(x.shape)}. dropout drops single numbers.`,
    {
      code: 'input-rank',
      params: { operation, shape: x.shape, expected: '2, 3, …' },
      torch: runtimeError('Feature dropout requires at least 2 dimensions in the input'),
    },
  )
}

interface Kind {
  readonly byFeature?: boolean
  /** Keep mean and variance of a self-normalising network: what is dropped gets SELU's lowest value, and all are rescaled. */
  readonly alpha?: boolean
}

/** −λα of SELU, without the sign. Source: Klambauer et al. 2017, §3. */
const lowest = 1.7580993408473766

function dropped(
  operation: string,
  x: Tensor,
  { p = 0.5, training = true, inplace = false, generator }: DropoutOptions,
  { byFeature = false, alpha = false }: Kind,
): Tensor {
  checkProbability(operation, p)
  checkNumbers(operation, x)
  return perhapsInPlace(operation, inplace, x, (of) => {
    if (!training || p === 0 || of.numel() === 0) return of
    if (p === 1) return of.mul(filled([], of.dtype, 0))
    const kept = bernoulli(shapeOf(operation, of, byFeature), 1 - p, { generator })
    if (!alpha) return of.mul(kept.div(1 - p))
    const scale = 1 / Math.sqrt((lowest * lowest * p + 1) * (1 - p))
    const shift = kept
      .add(-1)
      .mul(lowest * scale)
      .add(lowest * scale * p)
    return of.mul(kept.mul(scale)).add(shift)
  })
}

const read = (operation: string, given: Settings<DropoutOptions>): DropoutOptions =>
  settings<DropoutOptions>(operation, names, given)

/**
 * Dropout: each number becomes 0 with probability p, the others are divided by 1 − p.
 *
 * @param x      [...] any real values
 * @param given  p (default 0.5), training (default true), inplace, generator, in a row or by name
 * @returns  the shape of x; x itself where nothing is dropped
 * @throws ArgumentError `dropout-probability`; DtypeError `dtype-not-supported`
 * Gradient: `dx = g · mask / (1 − p)`. Source: Srivastava et al. 2014, §4 and §10.
 * @example dropout(tensor([1, 2]), { p: 0.5, training: false }).tolist() // [1, 2]
 */
export function dropout(x: Tensor, ...given: Settings<DropoutOptions>): Tensor {
  return dropped('dropout', x, read('dropout', given), {})
}

/**
 * Dropout of whole channels: each channel of each example becomes 0 with probability p, the others are divided by 1 − p.
 *
 * @param x      [n, channels, …]
 * @param given  p (default 0.5), training (default true), inplace, generator, in a row or by name
 * @returns  the shape of x
 * @throws ArgumentError `dropout-probability`; ShapeError `input-rank`; DtypeError `dtype-not-supported`
 * Gradient: `dx = g · mask / (1 − p)`. Source: Tompson et al. 2015, §3.2.
 * @example featureDropout(ones(1, 2, 3), 0).shape // [1, 2, 3]
 */
export function featureDropout(x: Tensor, ...given: Settings<DropoutOptions>): Tensor {
  return dropped('featureDropout', x, read('featureDropout', given), { byFeature: true })
}

/**
 * Dropout of channels of signals: `featureDropout` for [n, channels, length], or [channels, length].
 * @throws as `featureDropout`
 * Gradient: `dx = g · mask / (1 − p)`.
 * @example dropout1d(ones(2, 3), 0).shape // [2, 3]
 */
export function dropout1d(x: Tensor, ...given: Settings<DropoutOptions>): Tensor {
  const { ndim, shape } = input('dropout1d', x)
  if (ndim !== 2 && ndim !== 3) {
    throw new ShapeError(`dropout1d: takes [n, channels, length] or one signal without n, got shape ${shown(shape)}.`, {
      code: 'input-rank',
      params: { operation: 'dropout1d', shape, expected: '2, 3' },
      torch: runtimeError(
        `dropout1d: Expected 2D or 3D input, but received a ${ndim}D input. Note that dropout1d exists to provide channel-wise dropout on inputs with 1 spatial dimension, a channel dimension, and an optional batch dimension (i.e. 2D or 3D inputs).`,
      ),
    })
  }
  const options = read('dropout1d', given)
  return perhapsInPlace('dropout1d', options.inplace ?? false, x, (of) => {
    const batched = of.ndim === 3
    const result = dropped(
      'dropout1d',
      batched ? of : of.unsqueeze(0),
      { ...options, inplace: false },
      { byFeature: true },
    )
    return batched ? result : result.squeeze(0)
  })
}

/**
 * Dropout of channels of images: `featureDropout` for [n, channels, height, width].
 * @throws as `featureDropout`
 * Gradient: `dx = g · mask / (1 − p)`.
 * @example dropout2d(ones(1, 2, 3, 3), 0).shape // [1, 2, 3, 3]
 */
export function dropout2d(x: Tensor, ...given: Settings<DropoutOptions>): Tensor {
  warnOfRank(input('dropout2d', x))
  return dropped('dropout2d', x, read('dropout2d', given), { byFeature: true })
}

function warnOfRank({ ndim, shape }: Tensor): void {
  if (ndim === 4) return
  warn({
    code: 'dropout2d-rank',
    params: { shape },
    message: `dropout2d: takes [n, channels, height, width], got shape ${shown(shape)}. The first two dimensions are taken as n and channels.`,
    torch:
      ndim === 3
        ? 'dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout behavior is desired - input is interpreted as shape (N, C, L), where C is the channel dim. This behavior will change in a future release to interpret the input as one without a batch dimension, i.e. shape (C, H, W). To maintain the 1D channel-wise dropout behavior, please switch to using dropout1d instead.'
        : `dropout2d: Received a ${ndim}-D input to dropout2d, which is deprecated and will result in an error in a future release. To retain the behavior and silence this warning, please use dropout instead. Note that dropout2d exists to provide channel-wise dropout on inputs with 2 spatial dimensions, a channel dimension, and an optional batch dimension (i.e. 3D or 4D inputs).`,
  })
}

/** As `dropout2d`, for volumes [n, channels, depth, height, width]. @example dropout3d(ones(1, 1, 2, 2, 2), 0).shape // [1, 1, 2, 2, 2] */
export function dropout3d(x: Tensor, ...given: Settings<DropoutOptions>): Tensor {
  return dropped('dropout3d', x, read('dropout3d', given), { byFeature: true })
}

/**
 * Alpha dropout: what is dropped becomes SELU's lowest value −λα, and all are scaled and shifted, so that mean 0 and variance 1 stay.
 *
 * @param x      [...] any real values
 * @param given  p (default 0.5), training (default false), inplace, generator, in a row or by name
 * @returns  the shape of x
 * @throws ArgumentError `dropout-probability`; DtypeError `dtype-not-supported`
 * Gradient: `dx = a · g · mask`, with a = 1 / √((λ²α² p + 1)(1 − p)). Source: Klambauer et al. 2017, §3.
 * @example alphaDropout(tensor([1, 2])).tolist() // [1, 2]
 */
export function alphaDropout(x: Tensor, ...given: Settings<DropoutOptions>): Tensor {
  return dropped('alphaDropout', x, { training: false, ...read('alphaDropout', given) }, { alpha: true })
}

/** `alphaDropout` of whole channels. @example featureAlphaDropout(ones(1, 2, 3)).shape // [1, 2, 3] */
export function featureAlphaDropout(x: Tensor, ...given: Settings<DropoutOptions>): Tensor {
  return dropped(
    'featureAlphaDropout',
    x,
    { training: false, ...read('featureAlphaDropout', given) },
    { byFeature: true, alpha: true },
  )
}
