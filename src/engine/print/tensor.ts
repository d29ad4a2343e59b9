/** Tensors as PyTorch prints them: width, scientific mode, summarising and line breaking by its rules. */
import { isFloating, type DType, type Numbers } from '../dtype.ts'
import { values } from '../kernels/values.ts'
import type { Tensor } from '../tensor.ts'
import { exponential, fixed, special } from './number.ts'

const digits = 4
const lineWidth = 80
/** Above this many elements only the edges are shown. */
const threshold = 1000
const edgeItems = 3

type Format = (value: number) => string

/** One format for all numbers shown: whole, fixed or scientific, padded to one width. */
function formatOf(shown: readonly number[], dtype: DType): { format: Format; width: number } {
  const write = writerOf(shown, dtype)
  const measured = isFloating(dtype) ? shown.filter((v) => Number.isFinite(v) && v !== 0) : shown
  const width = Math.max(1, ...measured.map((v) => write(v).length))
  return { format: (v) => write(v).padStart(width), width }
}

function writerOf(shown: readonly number[], dtype: DType): Format {
  if (dtype === 'bool') return (v) => (v === 0 ? 'False' : 'True')
  if (!isFloating(dtype)) return (v) => (Number.isInteger(v) ? BigInt(v).toString() : special(v))
  const finite = shown.filter((v) => Number.isFinite(v) && v !== 0)
  let smallest = Infinity
  let largest = 0
  for (const v of finite) {
    smallest = Math.min(smallest, Math.abs(v))
    largest = Math.max(largest, Math.abs(v))
  }
  const whole = finite.every((v) => Number.isInteger(v))
  const wide = finite.length > 0 && (largest / smallest > 1000 || largest > 1e8)
  if (wide || (!whole && smallest < 1e-4)) return (v) => exponential(v, digits)
  if (whole) return (v) => (Number.isFinite(v) ? `${fixed(v, 0)}.` : special(v))
  return (v) => fixed(v, digits)
}

/** The places along a dimension that are shown; null stands for what is left out. */
function placesOf(size: number, summarise: boolean): (number | null)[] {
  const all = [...Array(size).keys()]
  return summarise && size > 2 * edgeItems ? [...all.slice(0, edgeItems), null, ...all.slice(-edgeItems)] : all
}

function body(x: Tensor, indent: number): string {
  const numbers: Numbers = values(x)
  const { shape } = x
  const summarise = numbers.length > threshold
  const rank = shape.length
  const shown: number[] = []
  const collect = (d: number, at: number): void => {
    if (d === rank) shown.push(numbers[at]!)
    else for (const i of placesOf(shape[d]!, summarise)) if (i !== null) collect(d + 1, at * shape[d]! + i)
  }
  collect(0, 0)
  const { format, width } = formatOf(shown, x.dtype)

  const text = (d: number, at: number, column: number): string => {
    if (d === rank) return format(numbers[at]!)
    const places = placesOf(shape[d]!, summarise)
    if (d < rank - 1) {
      const parts = places.map((i) => (i === null ? '...' : text(d + 1, at * shape[d]! + i, column + 1)))
      return `[${parts.join(`,${'\n'.repeat(rank - d - 1)}${' '.repeat(column + 1)}`)}]`
    }
    const items = places.map((i) => (i === null ? ' ...' : format(numbers[at * shape[d]! + i]!)))
    const perLine = Math.max(1, Math.floor((lineWidth - column) / (width + 2)))
    const lines: string[] = []
    for (let i = 0; i < items.length; i += perLine) lines.push(items.slice(i, i + perLine).join(', '))
    return `[${lines.join(`,\n${' '.repeat(column + 1)}`)}]`
  }
  return text(0, 0, indent)
}

/** `(2, 3)`, `(2,)`, `()`: a Python tuple. */
const tuple = (shape: readonly number[]): string => `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`

/**
 * A tensor as PyTorch prints it.
 * @example formatTensor(tensor([[1, 2]])) // tensor([[1., 2.]])
 */
export function formatTensor(x: Tensor): string {
  const start = 'tensor('
  const suffixes: string[] = []
  let text = '[]'
  if (x.numel() === 0) {
    if (x.ndim !== 1) suffixes.push(`size=${tuple(x.shape)}`)
    if (x.dtype !== 'float32') suffixes.push(`dtype=torch.${x.dtype}`)
  } else {
    text = body(x, start.length)
    if (!['float32', 'int64', 'bool'].includes(x.dtype)) suffixes.push(`dtype=torch.${x.dtype}`)
  }
  if (x.gradFn !== null) suffixes.push(`grad_fn=<${x.gradFn.name}>`)
  else if (x.requiresGrad) suffixes.push('requires_grad=True')

  let printed = start + text
  let lineLength = printed.length - printed.lastIndexOf('\n') + 1
  for (const suffix of suffixes) {
    if (lineLength + suffix.length + 2 > lineWidth) {
      printed += `,\n${' '.repeat(start.length)}${suffix}`
      lineLength = start.length + suffix.length
    } else {
      printed += `, ${suffix}`
      lineLength += suffix.length + 2
    }
  }
  return `${printed})`
}
