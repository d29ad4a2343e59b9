/**
 * Data types and the rules by which two of them meet, as in PyTorch:
 * bool < integers < floating point; inside a category the wider one wins.
 *
 * int64 lives in a Float64Array: exact to 2^53, and every kernel sees plain numbers.
 */
export type DType = 'float32' | 'float64' | 'int64' | 'int32' | 'uint8' | 'bool'

/** The arrays in which numbers are kept. */
export type Numbers = Float32Array | Float64Array | Int32Array | Uint8Array

type Category = 'bool' | 'integer' | 'floating'

interface DTypeInfo {
  readonly category: Category
  /** Place in the order of promotion. */
  readonly rank: number
  /** The name in PyTorch's error messages. */
  readonly torch: string
  readonly bytes: number
  readonly array: {
    new (length: number): Numbers
    new (buffer: ArrayBufferLike, byteOffset: number, length: number): Numbers
  }
}

/** The types of data by their names: what PyTorch calls them, and whether they are floating-point numbers, integers or truth values. */
export const dtypes: Readonly<Record<DType, DTypeInfo>> = {
  bool: { category: 'bool', rank: 0, torch: 'Bool', bytes: 1, array: Uint8Array },
  uint8: { category: 'integer', rank: 1, torch: 'Byte', bytes: 1, array: Uint8Array },
  int32: { category: 'integer', rank: 2, torch: 'Int', bytes: 4, array: Int32Array },
  int64: { category: 'integer', rank: 3, torch: 'Long', bytes: 8, array: Float64Array },
  float32: { category: 'floating', rank: 4, torch: 'Float', bytes: 4, array: Float32Array },
  float64: { category: 'floating', rank: 5, torch: 'Double', bytes: 8, array: Float64Array },
}

export const isFloating = (dtype: DType): boolean => dtypes[dtype].category === 'floating'

/** The smallest type that holds both. @example promoteTypes('int64', 'float32') // 'float32' */
export function promote(a: DType, b: DType): DType {
  return dtypes[a].rank >= dtypes[b].rank ? a : b
}

/** What promotion asks of an operand: its type, its rank, and whether it was a bare number in the call. */
export interface Promotable {
  readonly dtype: DType
  readonly shape: readonly number[]
  readonly isWrappedNumber: boolean
}

const rankOfCategory = { bool: 0, integer: 1, floating: 2 } as const

/**
 * The type of a result. Tensors with dimensions speak first; a 0-d tensor, and after it a bare number,
 * changes the type only if it brings a higher category: `float32 [3] + float64 []` stays float32.
 */
export function resultType(operands: readonly Promotable[]): DType {
  if (operands.length === 2) {
    const [a, b] = operands as readonly [Promotable, Promotable]
    if (a.dtype === b.dtype && !(a.isWrappedNumber && b.isWrappedNumber)) return a.dtype
    // A bare number beside a floating-point tensor.
    if (b.isWrappedNumber && !a.isWrappedNumber && dtypes[a.dtype].category === 'floating') return a.dtype
    if (a.isWrappedNumber && !b.isWrappedNumber && dtypes[b.dtype].category === 'floating') return b.dtype
  }
  let result: DType | null = null
  for (const speaks of [
    (t: Promotable) => !t.isWrappedNumber && t.shape.length > 0,
    (t: Promotable) => !t.isWrappedNumber && t.shape.length === 0,
    (t: Promotable) => t.isWrappedNumber,
  ]) {
    let group: DType | null = null
    for (const t of operands) {
      if (!speaks(t)) continue
      const dtype = t.isWrappedNumber && t.dtype === 'float64' ? 'float32' : t.dtype
      group = group === null ? dtype : promote(group, dtype)
    }
    if (group === null) continue
    if (result === null || rankOfCategory[dtypes[group].category] > rankOfCategory[dtypes[result].category])
      result = group
  }
  return result ?? 'float32'
}
