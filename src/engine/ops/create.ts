/** Tensors from numbers. */
import { isFloating, type DType } from '../dtype.ts'
import { ArgumentError, ShapeError, shown } from '../errors.ts'
import { filled, fromNumbers, newNumbers } from '../kernels/values.ts'
import type { Shape } from '../shape.ts'
import { Tensor, type Nested } from '../tensor.ts'
import { named, type Call } from './arguments.ts'

export interface CreateOptions {
  /** Default: float32. */
  dtype?: DType
  /** Record what is computed from it, for `backward`. Default: false. */
  requiresGrad?: boolean
  /** Where the numbers are: `'cpu'`, the only place there is. */
  device?: string
}

/** The names of these options, for functions that take others as well. */
export const createNames = ['dtype', 'requiresGrad', 'device'] as const

/** A shape as an array or as numbers in a row, and options after it. */
export type SizesAndOptions = [shape: Shape, options?: CreateOptions] | number[] | [...number[], CreateOptions]

export function created(x: Tensor, { requiresGrad = false }: CreateOptions): Tensor {
  return requiresGrad ? x.requiresGrad_() : x
}

export function parse(operation: string, args: SizesAndOptions): { shape: number[]; options: CreateOptions } {
  const rest = [...args] as unknown[]
  const last = rest.at(-1)
  const options =
    typeof last === 'object' && last !== null && !Array.isArray(last)
      ? (rest.pop() as CreateOptions & { size?: Shape })
      : {}
  if (rest.at(-1) === undefined && rest.length > 0) rest.pop()
  if (rest.length === 0 && options.size !== undefined) rest.push(options.size)
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
 * @param data     nested arrays of equal lengths, or another tensor of any shape, which is copied
 * @param options.dtype  of the result
 * @param options.requiresGrad  record what is computed from it
 * @throws ShapeError `ragged` when rows differ in length
 * PyTorch: `torch.tensor([1, 2])` is int64; here `{ dtype: 'int64' }` says so, for JavaScript does not tell 2 from 2.0.
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

/**
 * As `tensor`, but a tensor that fits already is given back itself.
 * @param data  nested arrays of equal lengths, or a tensor of any shape
 * @example const x = tensor([1]); asTensor(x) === x // true
 */
export function asTensor(data: Nested | Tensor | Numeric, options: CreateOptions = {}): Tensor {
  return data instanceof Tensor ? data.to(options.dtype ?? data.dtype) : tensor(data, options)
}

/** One number as a 0-d tensor. @example scalarTensor(3).shape // [] */
export const scalarTensor = (value: number | boolean, options: CreateOptions = {}): Tensor =>
  tensor(value, { dtype: 'float32', ...options })

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

/** As `zeros`. PyTorch: `torch.empty` leaves what stood in memory; here all is 0. @example empty(2).tolist() // [0, 0] */
export function empty(...args: SizesAndOptions): Tensor {
  return zeros(...args)
}

type FullOptions = CreateOptions & { size?: Shape; fillValue?: number | boolean }

/** One number everywhere. PyTorch: there a whole number makes int64; here it makes float32. @example full([2], 7).tolist() // [7, 7] */
export function full(...args: Call<[size: Shape, fillValue: number | boolean], FullOptions>): Tensor {
  const { size, fillValue, ...options } = named<FullOptions & Required<Pick<FullOptions, 'size' | 'fillValue'>>>(
    'full',
    ['size', 'fillValue'],
    [...createNames],
    args,
  )
  const dtype = options.dtype ?? (typeof fillValue === 'boolean' ? 'bool' : 'float32')
  return created(filled(parse('full', [size]).shape, dtype, Number(fillValue)), options)
}

/** 0, of the shape and type of x. @example zerosLike(tensor([5])).tolist() // [0] */
export const zerosLike = (x: Tensor, options: CreateOptions = {}): Tensor =>
  created(filled(x.shape, options.dtype ?? x.dtype, 0), options)

/** As `zerosLike`. PyTorch: `torch.empty_like` leaves what stood in memory; here all is 0. @example emptyLike(tensor([5])).tolist() // [0] */
export const emptyLike = zerosLike

/** 1, of the shape and type of x. @example onesLike(tensor([5])).tolist() // [1] */
export const onesLike = (x: Tensor, options: CreateOptions = {}): Tensor =>
  created(filled(x.shape, options.dtype ?? x.dtype, 1), options)

/** One number, of the shape and type of x. @example fullLike(tensor([5]), 7).tolist() // [7] */
export function fullLike(
  x: Tensor,
  ...args: Call<[fillValue: number | boolean], CreateOptions & { fillValue?: number | boolean }>
): Tensor {
  const { fillValue, ...options } = named<CreateOptions & { fillValue: number | boolean }>(
    'fullLike',
    ['fillValue'],
    [...createNames],
    args,
  )
  return created(filled(x.shape, options.dtype ?? x.dtype, Number(fillValue)), options)
}

/** 1 on the diagonal, 0 elsewhere, [n, m]. @example eye(2).tolist() // [[1, 0], [0, 1]] */
export function eye(...args: Call<[n: number, m: number], CreateOptions & { n?: number; m?: number }>): Tensor {
  const {
    n,
    m = n,
    ...options
  } = named<CreateOptions & { n: number; m?: number }>('eye', ['n'], ['m', ...createNames], args)
  const { shape } = parse('eye', [n, m])
  const dtype = options.dtype ?? 'float32'
  const out = newNumbers(dtype, n * m)
  for (let i = 0; i < Math.min(n, m); i++) out[i * m + i] = 1
  return created(fromNumbers(out, shape, dtype), options)
}
