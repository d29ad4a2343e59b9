/** Tensors from numbers. */
import { isFloating, type DType } from '../dtype.ts'
import { ArgumentError, ShapeError, shown } from '../errors.ts'
import { fillEvenly } from '../kernels/ramp.ts'
import { filled, fromNumbers, newNumbers, numberAs, values } from '../kernels/values.ts'
import type { Shape } from '../shape.ts'
import { Tensor, type Nested } from '../tensor.ts'

export interface CreateOptions {
  /** Default: float32. */
  dtype?: DType
  /** Record what is computed from it, for `backward`. Default: false. */
  requiresGrad?: boolean
}

/** A shape as an array or as numbers in a row, and options after it. */
export type SizesAndOptions = [shape: Shape, options?: CreateOptions] | number[] | [...number[], CreateOptions]

function created(x: Tensor, { requiresGrad = false }: CreateOptions): Tensor {
  return requiresGrad ? x.requiresGrad_() : x
}

export function parse(operation: string, args: SizesAndOptions): { shape: number[]; options: CreateOptions } {
  const rest = [...args] as unknown[]
  const last = rest.at(-1)
  const options = typeof last === 'object' && last !== null && !Array.isArray(last) ? (rest.pop() as CreateOptions) : {}
  if (rest.at(-1) === undefined && rest.length > 0) rest.pop()
  const shape = [...(Array.isArray(rest[0]) ? (rest[0] as number[]) : (rest as number[]))]
  if (shape.some((size) => !Number.isInteger(size) || size < 0)) {
    throw new ShapeError(`${operation}: sizes are whole numbers from 0 up, got ${shown(shape)}.`, {
      code: 'bad-shape',
      params: { operation, shape },
      torch: {
        type: 'RuntimeError',
        message: `Trying to create tensor with negative dimension ${shape.find((s) => s < 0)}: ${shown(shape)}`,
      },
    })
  }
  return { shape, options }
}

/**
 * A tensor of the numbers given: `tensor([[1, 2], [3, 4]])` is [2, 2], `tensor(5)` is 0-d.
 * Numbers become float32, since JavaScript has one kind of number; booleans become bool.
 *
 * @param data     nested arrays of equal lengths, or another tensor, which is copied
 * @param options.dtype  of the result
 * @param options.requiresGrad  record what is computed from it
 * @throws ShapeError `ragged` when rows differ in length
 * @example tensor([[1, 2], [3, 4]]).shape // [2, 2]
 */
export function tensor(data: Nested | Tensor | Numeric, options: CreateOptions = {}): Tensor {
  const nested =
    data instanceof Tensor
      ? (data.tolist() as Nested)
      : ArrayBuffer.isView(data)
        ? ([...(data as Float64Array)] as Nested)
        : (data as Nested)
  const shape = shapeOf(nested)
  const flat: (number | boolean)[] = []
  flatten(nested, shape, 0, flat)
  const fallback =
    data instanceof Tensor
      ? data.dtype
      : flat.length > 0 && flat.every((v) => typeof v === 'boolean')
        ? 'bool'
        : 'float32'
  const dtype = options.dtype ?? fallback
  const numbers = newNumbers(dtype, flat.length)
  const whole = !isFloating(dtype)
  for (let i = 0; i < flat.length; i++) {
    const value = Number(flat[i])
    numbers[i] = dtype === 'bool' ? Number(value !== 0) : whole ? Math.trunc(value) : value
  }
  return created(fromNumbers(numbers, shape, dtype), options)
}

/** Typed arrays are taken as rows of numbers. */
type Numeric = Float32Array | Float64Array | Int32Array | Uint8Array

function shapeOf(nested: Nested): number[] {
  const shape: number[] = []
  for (let level = nested; Array.isArray(level); level = level[0] as Nested) shape.push(level.length)
  return shape
}

function flatten(nested: Nested, shape: Shape, d: number, flat: (number | boolean)[]): void {
  if (d === shape.length) {
    if (typeof nested !== 'number' && typeof nested !== 'boolean') {
      throw new ArgumentError(
        `tensor: expects numbers or booleans in equal nesting, found ${nested === null ? 'null' : typeof nested}.`,
        {
          code: 'not-a-number',
          params: { found: typeof nested },
          torch: { type: 'TypeError', message: `not a sequence` },
        },
      )
    }
    flat.push(nested)
    return
  }
  if (!Array.isArray(nested) || nested.length !== shape[d]) {
    const found = Array.isArray(nested) ? nested.length : 0
    throw new ShapeError(`tensor: rows differ in length: expected ${shape[d]} at dimension ${d}, found ${found}.`, {
      code: 'ragged',
      params: { dim: d, expected: shape[d], found },
      torch: { type: 'ValueError', message: `expected sequence of length ${shape[d]} at dim ${d} (got ${found})` },
    })
  }
  for (const item of nested) flatten(item, shape, d + 1, flat)
}

/** All 0, of the shape given. @example zeros([2, 3]).tolist() // [[0, 0, 0], [0, 0, 0]] */
export function zeros(...args: SizesAndOptions): Tensor {
  const { shape, options } = parse('zeros', args)
  return created(filled(shape, options.dtype ?? 'float32', 0), options)
}

/** All 1, of the shape given. @example ones(2).tolist() // [1, 1] */
export function ones(...args: SizesAndOptions): Tensor {
  const { shape, options } = parse('ones', args)
  return created(filled(shape, options.dtype ?? 'float32', 1), options)
}

/** As `zeros`: memory is never shown uncleared. */
export function empty(...args: SizesAndOptions): Tensor {
  return zeros(...args)
}

/** One number everywhere. @example full([2], 7).tolist() // [7, 7] */
export function full(shape: Shape, value: number | boolean, options: CreateOptions = {}): Tensor {
  const dtype = options.dtype ?? (typeof value === 'boolean' ? 'bool' : 'float32')
  return created(filled(parse('full', [shape]).shape, dtype, Number(value)), options)
}

/** 0, of the shape and type of x. */
export const zerosLike = (x: Tensor, options: CreateOptions = {}): Tensor =>
  created(filled(x.shape, options.dtype ?? x.dtype, 0), options)

/** 1, of the shape and type of x. */
export const onesLike = (x: Tensor, options: CreateOptions = {}): Tensor =>
  created(filled(x.shape, options.dtype ?? x.dtype, 1), options)

/** One number, of the shape and type of x. */
export const fullLike = (x: Tensor, value: number, options: CreateOptions = {}): Tensor =>
  created(filled(x.shape, options.dtype ?? x.dtype, value), options)

/**
 * `start, start + step, …` below `end`: `arange(end)`, `arange(start, end)`, `arange(start, end, step)`.
 * int64 where all are whole numbers, as in PyTorch; float32 otherwise.
 * @example arange(3).tolist() // [0, 1, 2]
 */
export function arange(...args: number[] | [...number[], CreateOptions]): Tensor {
  const last = args.at(-1)
  const options = typeof last === 'object' ? (last as CreateOptions) : {}
  const numbers = args.filter((a) => typeof a === 'number') as number[]
  const [start, end, step = 1] = (numbers.length === 1 ? [0, ...numbers] : numbers) as [number, number, number?]
  if (step === 0 || (end - start) / step < 0) {
    const message = step === 0 ? 'step must be nonzero' : 'upper bound and larger bound inconsistent with step sign'
    throw new ArgumentError(`arange: from ${start} to ${end} there is no way in steps of ${step}.`, {
      code: 'arange-step',
      params: { start, end, step },
      torch: { type: 'RuntimeError', message },
    })
  }
  const dtype = options.dtype ?? (numbers.every(Number.isInteger) ? 'int64' : 'float32')
  const out = newNumbers(dtype, Math.ceil((end - start) / step))
  if (isFloating(dtype))
    fillEvenly(
      out,
      (i) => start + i * step,
      (k) => k * step,
    )
  else for (let i = 0; i < out.length; i++) out[i] = start + i * step
  return created(fromNumbers(out, [out.length], dtype), options)
}

/** `steps` numbers from `start` to `end`, both included. @example linspace(0, 1, 3).tolist() // [0, 0.5, 1] */
export function linspace(start: number, end: number, steps: number, options: CreateOptions = {}): Tensor {
  if (!(steps >= 0)) {
    throw new ArgumentError(`linspace: steps is a number from 0 up, got ${steps}.`, {
      code: 'negative',
      params: { operation: 'linspace', argument: 'steps', value: steps },
      torch: { type: 'RuntimeError', message: 'number of steps must be non-negative' },
    })
  }
  const dtype = options.dtype ?? 'float32'
  const round = dtype === 'float32' ? Math.fround : (v: number) => v
  const out = newNumbers(dtype, steps)
  const [first, last] = [round(start), round(end)]
  const step = steps > 1 ? round(round(last - first) / (steps - 1)) : 0
  const half = Math.floor(steps / 2)
  // From both ends to the middle, as PyTorch does: the last number is exactly `end`.
  fillEvenly(
    out,
    (i) => (i < half ? first + step * i : last - step * (steps - i - 1)),
    (k) => round(k * step),
  )
  if (steps === 1) out[0] = start
  return created(fromNumbers(out, [steps], dtype), options)
}

/**
 * Numbers whose logarithms are evenly spaced: `base^start` to `base^end`.
 * @param options.base  default 10
 * @throws ArgumentError `negative`
 * @example logspace(0, 2, 3).tolist() // [1, 10, 100]
 */
export function logspace(
  start: number,
  end: number,
  steps: number,
  base: number | (CreateOptions & { base?: number }) = 10,
  options: CreateOptions = {},
): Tensor {
  const given = typeof base === 'object' ? base : { ...options, base }
  const exponents = values(linspace(start, end, steps, { dtype: 'float64' }))
  const dtype = given.dtype ?? 'float32'
  const out = newNumbers(dtype, steps)
  for (let i = 0; i < steps; i++) out[i] = numberAs((given.base ?? 10) ** exponents[i]!, dtype)
  return created(fromNumbers(out, [steps], dtype), given)
}

/** 1 on the diagonal, 0 elsewhere, [n, m]. @example eye(2).tolist() // [[1, 0], [0, 1]] */
export function eye(n: number, m?: number | CreateOptions, options: CreateOptions = {}): Tensor {
  const columns = typeof m === 'number' ? m : n
  const given = typeof m === 'object' ? m : options
  const dtype = given.dtype ?? 'float32'
  const out = newNumbers(dtype, n * columns)
  for (let i = 0; i < Math.min(n, columns); i++) out[i * columns + i] = 1
  return created(fromNumbers(out, [n, columns], dtype), given)
}
