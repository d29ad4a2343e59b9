/** Whatever holds numbers, as numbers with a shape: tensors, arrays of arrays, typed arrays, arrays of tensors. */
import { isTensor } from '../../run/inspect.ts'
import { badOption, badShape, notNumbers } from './errors.ts'
import { limits } from './figure.ts'

/** Anything with a tensor's shape and numbers; the engine's tensors have both. */
export interface TensorData {
  readonly shape: readonly number[]
  tolist(): unknown
}

type TypedArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array

/** Numbers to be shown: a tensor, a typed array, an array of numbers, or arrays of any of these. */
export type Data = TensorData | TypedArray | readonly (number | boolean | Data)[]

export interface Block {
  shape: number[]
  values: Float64Array
}

/**
 * A copy, so that what is drawn later is what was there now.
 *
 * @throws ArgumentError `plot-numbers`; ShapeError `plot-shape` for rows of different lengths
 */
export function readBlock(operation: string, argument: string, data: unknown): Block {
  if (isNumber(data)) return { shape: [], values: Float64Array.of(Number(data)) }
  if (ArrayBuffer.isView(data) && !(data instanceof DataView)) return flat(data as unknown as ArrayLike<number>)
  if (isTensor(data)) return readTensor(operation, argument, data)
  if (!Array.isArray(data)) throw notNumbers(operation, argument, data)
  // Most are flat, and a loop may hand over a thousand numbers at every step.
  if (isNumber(data[0])) {
    const stranger = data.findIndex((value) => !isNumber(value))
    if (stranger < 0) return flat(data as number[])
    throw notNumbers(operation, `${argument}[${stranger}]`, data[stranger])
  }
  const rows = data.map((row, i) => readBlock(operation, `${argument}[${i}]`, row))
  const inner = rows[0]?.shape ?? []
  const size = inner.reduce((product, length) => product * length, 1)
  const values = new Float64Array(rows.length * size)
  rows.forEach(({ shape, values: part }, i) => {
    if (shape.join() !== inner.join()) {
      throw badShape(operation, `${argument}[${i}]`, shape, [`[${inner.join(', ')}]`])
    }
    values.set(part, i * size)
  })
  // An array of losses, each a tensor of one number.
  if (size === 1 && inner.length > 0 && isTensor(data[0])) return { shape: [rows.length], values }
  return { shape: [rows.length, ...inner], values }
}

function readTensor(operation: string, argument: string, tensor: TensorData): Block {
  const nested = [tensor.tolist()].flat(Infinity) as unknown[]
  if (!nested.every(isNumber))
    throw notNumbers(
      operation,
      argument,
      nested.find((value) => !isNumber(value)),
    )
  return { shape: [...tensor.shape], values: Float64Array.from(nested as number[], Number) }
}

function flat(values: ArrayLike<number>): Block {
  return { shape: [values.length], values: new Float64Array(values) }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
}

/** Numbers in one row. @throws ShapeError */
export function readRow(operation: string, argument: string, data: unknown): Float64Array {
  const { shape, values } = readBlock(operation, argument, data)
  if (shape.length === 1 || values.length === shape[0]) return values
  throw badShape(operation, argument, shape, ['[n]'])
}

/** A text of an option. @throws ArgumentError `plot-option` */
export function readText(operation: string, option: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' && typeof value !== 'number') throw badOption(operation, option, value, "'…'")
  const text = String(value)
  return text.length <= limits.text ? text : `${text.slice(0, limits.text - 1)}…`
}

export function readTexts(operation: string, option: string, value: unknown): string[] | undefined {
  if (value === undefined || value === null) return undefined
  // Labels are often the classes themselves, as numbers of a tensor.
  const list = isTensor(value) ? value.tolist() : ArrayBuffer.isView(value) ? [...(value as Uint8Array)] : value
  if (!Array.isArray(list)) throw badOption(operation, option, value, "['…', …]")
  return list.map((item, i) => readText(operation, `${option}[${i}]`, item) ?? '')
}

/** Two numbers, the smaller first. */
export function readRange(operation: string, option: string, value: unknown): [number, number] | undefined {
  if (value === undefined || value === null) return undefined
  const { values } = readBlock(operation, option, value)
  const [low = NaN, high = NaN] = values
  if (values.length === 2 && Number.isFinite(low) && Number.isFinite(high) && low < high) return [low, high]
  throw badOption(operation, option, value, '[a, b], a < b')
}
