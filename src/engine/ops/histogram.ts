/** How often numbers occur. */
import { isFloating } from '../dtype.ts'
import { ArgumentError, DtypeError, ShapeError, runtimeError, shown } from '../errors.ts'
import { countInto, histogramInto } from '../kernels/histogram.ts'
import { placeOutside } from '../kernels/places.ts'
import { largestOfRow, smallestOfRow } from '../kernels/rows.ts'
import { fromNumbers, newNumbers, values, valuesAs } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { sameShape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { input } from './operand.ts'
import { inType, notSupported, requireFloating, roundingOf } from './types.ts'

export interface HistcOptions {
  /** How many. Default: 100. */
  bins?: number
  /** Where the first begins; where both are 0, the smallest element. */
  min?: number
  /** Where the last ends; where both are 0, the largest element. */
  max?: number
}

/**
 * Counts of elements in bins of equal width. What lies outside is left out; the last bin contains its end.
 *
 * @param x  [...] float32 or float64
 * @param options.bins  how many; default 100
 * @param options.min  where the first begins
 * @param options.max  where the last ends; where both are equal, the range of x is taken
 * @returns  [bins], the type of x
 * @throws DtypeError `dtype-not-supported`; ArgumentError `histogram-range`
 * @example histc(tensor([1, 2, 1, 4]), { bins: 3, min: 1, max: 4 }).tolist() // [2, 1, 1]
 */
export function histc(x: Tensor, ...args: Call<[bins: number, min: number, max: number], HistcOptions>): Tensor {
  const { bins = 100, min = 0, max = 0 } = named<HistcOptions>('histc', [], ['bins', 'min', 'max'], args)
  requireFloating('histc', input('histc', x), 'histogram_cpu')
  const numbers = values(x)
  const { low, high } = rangeOf(x, inType(min, x.dtype), inType(max, x.dtype))
  if (!(bins > 0))
    throw outOfRange(
      `histc: bins must be 1 or more, got ${bins}.`,
      `torch.histogram(): bins must be > 0, but got ${bins} for dimension 0`,
    )
  const out = newNumbers(x.dtype, bins)
  histogramInto(out, numbers, low, high, roundingOf(x.dtype))
  return fromNumbers(out, [bins], x.dtype)
}

function rangeOf(x: Tensor, min: number, max: number): { low: number; high: number } {
  const numbers = values(x)
  let low = min
  let high = max
  if (low === high && numbers.length > 0) {
    low = smallestOfRow(numbers, 0, numbers.length)
    high = largestOfRow(numbers, 0, numbers.length)
  }
  if (low === high) {
    low -= 1
    high += 1
  }
  if (!Number.isFinite(low) || !Number.isFinite(high))
    throw outOfRange(
      `histc: the range from ${low} to ${high} is not finite.`,
      `torch.histc: range of [${inPython(low)}, ${inPython(high)}] is not finite`,
    )
  if (low > high)
    throw outOfRange(`histc: max ${high} must be above min ${low}.`, 'torch.histc: max must be larger than min')
  return { low, high }
}

const inPython = (value: number): string => String(value).replace('Infinity', 'inf').replace('NaN', 'nan')

const outOfRange = (message: string, torch: string): ArgumentError =>
  new ArgumentError(message, { code: 'histogram-range', torch: runtimeError(torch) })

export interface BincountOptions {
  /** What each element counts. Default: 1. */
  weights?: Tensor
  /** The least length of the result. Default: 0. */
  minlength?: number
}

/**
 * How often each whole number occurs: element i counts the i in x.
 *
 * @param x  [n] whole numbers from 0 up
 * @param options.weights  [n] what each counts, instead of 1
 * @param options.minlength  the least length of the result
 * @returns  [largest + 1], int64; with weights float32 if they are, else float64
 * @throws ShapeError `rank`, `same-shape`; DtypeError `dtype-not-supported`; ArgumentError `negative`
 * @example bincount(tensor([1, 3, 1], { dtype: 'int64' })).tolist() // [0, 2, 0, 1]
 */
export function bincount(x: Tensor, ...args: Call<[weights: Tensor, minlength: number], BincountOptions>): Tensor {
  const { weights, minlength = 0 } = named<BincountOptions>('bincount', [], ['weights', 'minlength'], args)
  const numbers = values(checked(input('bincount', x), weights))
  const dtype = weights === undefined ? 'int64' : weights.dtype === 'float32' ? 'float32' : 'float64'
  const length = numbers.length === 0 ? 0 : largestOfRow(numbers, 0, numbers.length) + 1
  const out = newNumbers(dtype, Math.max(minlength, length))
  countInto(out, numbers, weights === undefined ? null : valuesAs(weights, dtype))
  return fromNumbers(out, [out.length], dtype)
}

function checked(x: Tensor, weights: Tensor | undefined): Tensor {
  if (isFloating(x.dtype))
    throw notSupported('bincount', x.dtype, 'whole numbers', 'bincount_cpu', "Convert it: x.to('int64').")
  if (x.dtype === 'bool')
    throw new DtypeError("bincount: takes whole numbers, got bool. Convert it: x.to('int64').", {
      code: 'dtype-not-supported',
      params: { operation: 'bincount', dtype: 'bool' },
      torch: runtimeError('"bincount_cpu" not implemented for \'Bool\''),
    })
  const torch = runtimeError('bincount only supports 1-d non-negative integral inputs.')
  if (x.ndim !== 1 && x.numel() > 0) {
    throw new ShapeError(
      `bincount: takes one row of numbers, the shape is ${shown(x.shape)}. Flatten it: x.reshape(-1).`,
      { code: 'rank', params: { operation: 'bincount', expected: '1', shape: x.shape }, torch },
    )
  }
  const numbers = values(x)
  const bad = placeOutside(numbers, 0, Infinity)
  if (bad >= 0)
    throw new ArgumentError(`bincount: counts numbers from 0 up, found ${numbers[bad]}.`, {
      code: 'negative',
      params: { operation: 'bincount', argument: 'x', value: numbers[bad] },
      torch,
    })
  if (weights !== undefined && !sameShape(weights.shape, x.shape)) {
    throw new ShapeError(
      `bincount: needs a weight for each number, got ${shown(weights.shape)} for ${shown(x.shape)}.`,
      {
        code: 'same-shape',
        params: { operation: 'bincount', a: x.shape, b: weights.shape },
        torch: runtimeError('weights should be 1-d and have the same length as input'),
      },
    )
  }
  return x
}

declare module '../tensor.ts' {
  interface Tensor {
    histc: AsMethod<typeof histc>
    bincount: AsMethod<typeof bincount>
  }
}
methods({ histc, bincount })
