/** Rows of a table for whole numbers: words, positions, categories. */
import { apply } from '../autograd/apply.ts'
import { changeInPlace } from '../autograd/in-place.ts'
import { noGrad } from '../autograd/mode.ts'
import { given, type Operation } from '../autograd/node.ts'
import type { DType } from '../dtype.ts'
import { ArgumentError, DtypeError, IndexError, ShapeError, runtimeError, shown } from '../errors.ts'
import { addRows, rowsVector, takeRows } from '../kernels/table.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'
import { settings, type Settings } from './settings.ts'
import { inType } from './types.ts'

interface Lookup {
  readonly as: string
  /** Rows of the table. */
  readonly rows: number
  /** The row that stays as it is while training; −1 for none. */
  readonly padding: number
}

const Embedding: Operation<Lookup> = {
  name: ({ as }) => as,
  forward: ([table, indices]) => rowsOf(table!, indices!, -1),
  gradient: [given([1], (g, [indices], lookup) => apply(EmbeddingDense, [g, indices!], lookup)), null],
}

/** The gradient of the table: each row the sum of what came for it. */
const EmbeddingDense: Operation<Lookup> = {
  name: 'EmbeddingDenseBackward0',
  forward([g, indices], { rows, padding }) {
    const width = g!.shape.at(-1)!
    const fast = rowsVector('addRows', g!, indices!, width, padding, [rows, width])
    if (fast !== null) return fast
    const out = newNumbers(g!.dtype, rows * width)
    addRows(out, values(g!), values(indices!), width, padding)
    return fromNumbers(out, [rows, width], g!.dtype)
  },
  gradient: [given([1], (g, [indices], lookup) => apply(KeptRows, [g, indices!], lookup)), null],
}

/** Rows as `Embedding` takes them, with zeros for the padding. */
const KeptRows: Operation<Lookup> = {
  name: 'EmbeddingBackward0',
  forward: ([table, indices], { padding }) => rowsOf(table!, indices!, padding),
  gradient: [given([1], (g, [indices], lookup) => apply(EmbeddingDense, [g, indices!], lookup)), null],
}

function rowsOf(table: Tensor, indices: Tensor, skip: number): Tensor {
  const width = table.shape[1]!
  const fast = rowsVector('takeRows', table, indices, width, skip, [...indices.shape, width])
  if (fast !== null) return fast
  const out = newNumbers(table.dtype, indices.numel() * width)
  takeRows(out, values(table), values(indices), width, skip)
  return fromNumbers(out, [...indices.shape, width], table.dtype)
}

export interface EmbeddingOptions {
  /** A row that gets no gradient; negative counts from the end. */
  paddingIdx?: number | null
  /** Rows that are looked up and are longer are scaled down to this length first, in place. */
  maxNorm?: number | null
  /** The p of the norm for `maxNorm`. Default: 2. */
  normType?: number
  /** Divide each row's gradient by how often it was looked up. Default: false. */
  scaleGradByFreq?: boolean
  /** Accepted and without effect: gradients are dense. */
  sparse?: boolean
}

const torchName: Partial<Record<DType, string>> = {
  float32: 'torch.FloatTensor',
  float64: 'torch.DoubleTensor',
  bool: 'CPUBoolType',
  uint8: 'torch.ByteTensor',
}

/** @throws DtypeError `index-dtype`; ShapeError `table-rank`; IndexError `index-out-of-range` */
export function checkLookup(operation: string, indices: Tensor, table: Tensor): void {
  const { dtype } = input(operation, indices)
  if (dtype !== 'int64' && dtype !== 'int32') {
    throw new DtypeError(`${operation}: indices are int64 or int32, got ${dtype}. Convert them: x.to('int64').`, {
      code: 'index-dtype',
      params: { operation, dtype },
      torch: runtimeError(
        `Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got ${torchName[dtype]} instead (while checking arguments for embedding)`,
      ),
    })
  }
  if (input(operation, table).ndim !== 2) {
    throw new ShapeError(`${operation}: the table is [rows, width], got shape ${shown(table.shape)}.`, {
      code: 'table-rank',
      params: { operation, shape: table.shape },
      torch: runtimeError("'weight' must be 2-D"),
    })
  }
  const rows = table.shape[0]!
  const bad = values(indices).find((index) => index < 0 || index >= rows)
  if (bad !== undefined) {
    throw new IndexError(`${operation}: index ${bad} is outside [0, ${rows - 1}]: the table has ${rows} rows.`, {
      code: 'index-out-of-range',
      params: { operation, index: bad, dim: 0, size: rows },
      torch: { type: 'IndexError', message: 'index out of range in self' },
    })
  }
}

/** −1 for none. @throws ArgumentError `padding-index` */
export function paddingRow(operation: string, padding: number | null | undefined, rows: number): number {
  if (padding == null) return -1
  if (!Number.isInteger(padding) || padding < -rows || padding >= rows) {
    throw new ArgumentError(
      `${operation}: paddingIdx ${padding} is outside [${-rows}, ${rows - 1}]: the table has ${rows} rows.`,
      {
        code: 'padding-index',
        params: { operation, paddingIdx: padding, rows },
        torch: runtimeError('Padding_idx must be within num_embeddings'),
      },
    )
  }
  return padding < 0 ? padding + rows : padding
}

/** Scales the rows that are used down to a norm, in the table itself. */
export function limitNorms(operation: string, table: Tensor, indices: Tensor, maxNorm: number, p: number): void {
  const width = table.shape[1]!
  noGrad(() =>
    changeInPlace(operation, table, (old) => {
      const numbers = values(old).slice()
      for (const row of new Set(values(indices))) {
        const own = numbers.subarray(row * width, (row + 1) * width)
        const norm = normOf(own, p)
        const factor = inType(maxNorm / (norm + 1e-7), old.dtype)
        if (norm > maxNorm) for (let k = 0; k < width; k++) own[k]! *= factor
      }
      return fromNumbers(numbers, old.shape, old.dtype)
    }),
  )
}

function normOf(numbers: ArrayLike<number> & Iterable<number>, p: number): number {
  let largest = 0
  let sum = 0
  for (const value of numbers) {
    largest = Math.max(largest, Math.abs(value))
    sum += Math.abs(value) ** p
  }
  return p === Infinity ? largest : sum ** (1 / p)
}

/** The gradient of the table, each row divided by how often it was looked up. */
function byFrequency(looked: Tensor, indices: Tensor): Tensor {
  const counts = new Map<number, number>()
  for (const row of values(indices)) counts.set(row, (counts.get(row) ?? 0) + 1)
  const shares = newNumbers(looked.dtype, indices.numel())
  values(indices).forEach((row, i) => (shares[i] = 1 / counts.get(row)!))
  return apply(ScaledGradient, [looked, fromNumbers(shares, [...indices.shape, 1], looked.dtype)])
}

const ScaledGradient: Operation = {
  name: 'EmbeddingBackward0',
  forward: ([x]) => x!.clone(),
  gradient: [given([1], (g, [shares]) => g.mul(shares!)), null],
}

/**
 * Row `indices[…]` of a table for each index: `y = W[i]`, the product of W with one-hot rows without the zeros.
 *
 * @param indices  [...] int64, each from 0 to rows − 1
 * @param weight   [rows, width]
 * @param given    paddingIdx, maxNorm, normType, scaleGradByFreq, in a row or by name
 * @returns  [..., width]
 * @throws DtypeError `index-dtype`; IndexError `index-out-of-range`; ShapeError `table-rank`; ArgumentError `padding-index`
 * Gradient: each row of the table gets the sum of g over the places where it was looked up; row paddingIdx gets 0.
 * Source: Bengio, Ducharme, Vincent, Jauvin 2003, §2 (the matrix C).
 * @example embedding(tensor([1], { dtype: 'int64' }), tensor([[1, 2], [3, 4]])).tolist() // [[3, 4]]
 */
export function embedding(indices: Tensor, weight: Tensor, ...given: Settings<EmbeddingOptions>): Tensor {
  const operation = 'embedding'
  const options = settings<EmbeddingOptions>(
    operation,
    ['paddingIdx', 'maxNorm', 'normType', 'scaleGradByFreq', 'sparse'],
    given,
  )
  const { maxNorm = null, normType = 2, scaleGradByFreq = false } = options
  checkLookup(operation, indices, weight)
  const padding = paddingRow(operation, options.paddingIdx, weight.shape[0]!)
  if (maxNorm !== null) limitNorms(operation, weight, indices, maxNorm, normType)
  const looked = apply(Embedding, [weight, indices], { as: 'EmbeddingBackward0', rows: weight.shape[0]!, padding })
  return scaleGradByFreq ? byFrequency(looked, indices) : looked
}
