/** Activations with a kink at one point: they pass what is above it, and damp or replace what is below. */
import { apply, applyOne } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { dtypes } from '../dtype.ts'
import { DtypeError, ShapeError, runtimeError, shown } from '../errors.ts'
import { combined, mapped, mappedBy } from '../kernels/elementwise.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { input } from './operand.ts'
import { perhapsInPlace, settings, type Settings } from './settings.ts'
import { inType, refuseBool, requireFloating } from './types.ts'
import { where } from './where.ts'

/** What every activation of torch.nn.functional takes. */
export interface InPlaceOption {
  /** Write the result over x and return x. Default: false. */
  inplace?: boolean
}

const noOptions: InPlaceOption = {}

const Relu: Operation = {
  name: 'ReluBackward0',
  // NaN stays NaN, and −0 becomes 0.
  forward: ([x]) => mappedBy('relu', x!, (a) => (a <= 0 ? 0 : a)),
  gradient: [given(['output'], (g, [y]) => where(y!.le(0), 0, g))],
  kernel: 'relu',
  scalar: { forward: (a) => (a <= 0 ? 0 : a), gradient: [(g, _a, _b, y) => (y <= 0 ? 0 : g)] },
}

const LeakyRelu: Operation<{ slope: number }> = {
  name: 'LeakyReluBackward0',
  forward([x], { slope }) {
    const factor = inType(slope, x!.dtype)
    return mappedBy('leakyRelu', x!, (a) => (a > 0 ? a : a * factor), x!.dtype, factor)
  },
  gradient: [given([0], (g, [x], { slope }) => where(x!.gt(0), g, g.mul(slope)))],
}

/** The weight has the shape that broadcasts along the channels. */
const Prelu: Operation = {
  name: 'PreluBackward0',
  forward: ([x, weight]) => combined('prelu', x!, weight!, (a, w) => (a > 0 ? a : a * w)),
  gradient: [
    given([0, 1], (g, [x, weight]) => where(x!.gt(0), g, g.mul(weight!))),
    given([0], (g, [x]) => where(x!.gt(0), 0, g.mul(x!))),
  ],
}

const Threshold: Operation<{ threshold: number; value: number }> = {
  name: 'ThresholdBackward0',
  forward([x], { threshold, value }) {
    const limit = inType(threshold, x!.dtype)
    return mapped(x!, (a) => (a <= limit ? value : a))
  },
  gradient: [given([0], (g, [x], { threshold }) => where(x!.le(threshold), 0, g))],
}

/**
 * Rectified linear unit `max(0, x)`.
 *
 * @param x                [...] numbers
 * @param options.inplace  write over x; default false
 * @returns  the shape and type of x; at least 0
 * @throws DtypeError `dtype-not-supported` for booleans
 * Gradient: g where x > 0, else 0, at 0 as well. Source: Goodfellow, Bengio, Courville 2016, §6.3.1.
 * @example relu(tensor([-1, 2])).tolist() // [0, 2]
 */
export function relu(x: Tensor, ...options: Settings<InPlaceOption>): Tensor {
  const { inplace = false } = options.length === 0 ? noOptions : settings<InPlaceOption>('relu', ['inplace'], options)
  if (input('relu', x).dtype === 'bool') {
    throw new DtypeError("relu: takes numbers, got bool. Convert it: x.to('float32').", {
      code: 'dtype-not-supported',
      params: { operation: 'relu', dtype: 'bool' },
      torch: runtimeError('Boolean inputs not supported for relu'),
    })
  }
  return inplace ? perhapsInPlace('relu', inplace, x, (of) => apply(Relu, [of])) : applyOne(Relu, x)
}

/**
 * Leaky rectified linear unit: x above 0, `slope · x` below.
 *
 * @param x                      [...] any real values
 * @param options.negativeSlope  the slope below 0; default 0.01
 * @param options.inplace        write over x; default false
 * @returns  the shape and type of x
 * @throws DtypeError `dtype-not-supported`
 * Gradient: g where x > 0, else `slope · g`. Source: Maas, Hannun, Ng 2013, §2.
 * @example leakyRelu(tensor([-2, 2]), { negativeSlope: 0.5 }).tolist() // [-1, 2]
 */
export function leakyRelu(x: Tensor, ...options: Settings<{ negativeSlope?: number } & InPlaceOption>): Tensor {
  const { negativeSlope = 0.01, inplace = false } = settings<{ negativeSlope?: number } & InPlaceOption>(
    'leakyRelu',
    ['negativeSlope', 'inplace'],
    options,
  )
  requireFloating('leakyRelu', input('leakyRelu', x), 'leaky_relu_cpu')
  return perhapsInPlace('leakyRelu', inplace, x, (of) => apply(LeakyRelu, [of], { slope: negativeSlope }))
}

/**
 * Parametric rectified linear unit: x above 0, `w · x` below, with a learned w for all or one for each channel.
 *
 * @param x       [...] or [N, C, ...]
 * @param weight  [1], or [C] slopes
 * @returns  the shape and type of x
 * @throws ShapeError `prelu-weight`; DtypeError `dtypes-differ`
 * Gradient: `dx = g` where x > 0, else `w · g`; `dw = Σ g · x` over x ≤ 0. Source: He, Zhang, Ren, Sun 2015, §2.1.
 * @example prelu(tensor([-2, 2]), tensor([0.5])).tolist() // [-1, 2]
 */
export function prelu(x: Tensor, weight: Tensor): Tensor {
  const channels = input('prelu', x).ndim >= 2 ? x.shape[1]! : 1
  const n = input('prelu', weight).numel()
  if (weight.ndim > 1 || (n !== 1 && (n !== channels || x.ndim === 0))) throw badWeight(x, weight, n, channels)
  if (x.dtype !== weight.dtype) {
    throw new DtypeError(
      `prelu: the types differ, ${x.dtype} and ${weight.dtype}. Convert one: weight.to('${x.dtype}').`,
      {
        code: 'dtypes-differ',
        params: { operation: 'prelu', a: x.dtype, b: weight.dtype },
        torch: runtimeError(`Found dtype ${dtypes[weight.dtype].torch} but expected ${dtypes[x.dtype].torch}`),
      },
    )
  }
  return apply(Prelu, [x, n === 1 ? weight.reshape([]) : weight.reshape([n, ...new Array<number>(x.ndim - 2).fill(1)])])
}

function badWeight(x: Tensor, weight: Tensor, n: number, channels: number): ShapeError {
  const torch =
    weight.ndim > 1
      ? `prelu: Expected \`weight\` to be a scalar or 1D tensor, but got ndim = ${weight.ndim}`
      : x.ndim === 0
        ? 'Not allow zero-dim input tensor.'
        : `Mismatch of parameter numbers and input channel size. Found parameter numbers = ${n} and channel size = ${channels}.`
  return new ShapeError(
    `prelu: the weight is one number or one for each of ${channels} channels, got ${shown(weight.shape)} for x ${shown(x.shape)}.`,
    {
      code: 'prelu-weight',
      params: { weight: weight.shape, shape: x.shape, channels },
      torch: runtimeError(torch),
    },
  )
}

export interface ThresholdOptions extends InPlaceOption {
  threshold: number
  value: number
}

/**
 * x above a threshold, `value` elsewhere.
 *
 * @param x                  [...] numbers
 * @param options.threshold  the largest number that is replaced
 * @param options.value      what takes its place
 * @param options.inplace    write over x; default false
 * @returns  the shape and type of x
 * @throws DtypeError `dtype-not-supported` for booleans; ArgumentError `missing-argument`
 * Gradient: g where x > threshold, else 0.
 * @example threshold(tensor([-1, 0.5, 2]), 0.5, -7).tolist() // [-7, -7, 2]
 */
export function threshold(x: Tensor, ...options: Call<[threshold: number, value: number], ThresholdOptions>): Tensor {
  const {
    threshold,
    value,
    inplace = false,
  } = named<ThresholdOptions>('threshold', ['threshold', 'value'], ['inplace'], options)
  refuseBool('threshold', input('threshold', x), 'threshold_cpu')
  return perhapsInPlace('threshold', inplace, x, (of) => apply(Threshold, [of], { threshold, value }))
}

export const relu_ = (x: Tensor): Tensor => relu(x, { inplace: true })
export const leakyRelu_ = (x: Tensor, negativeSlope = 0.01): Tensor => leakyRelu(x, { negativeSlope, inplace: true })
export const threshold_ = (x: Tensor, limit: number, value: number): Tensor =>
  threshold(x, { threshold: limit, value, inplace: true })

declare module '../tensor.ts' {
  interface Tensor {
    relu: AsMethod<typeof relu>
    relu_: InPlace<typeof relu>
    prelu: AsMethod<typeof prelu>
  }
}
methods({ relu, prelu })
inPlaceMethods({ relu })
