/** Results of several tensors: an array that can be taken apart, whose members have names as well. */
import type { Tensor } from '../tensor.ts'

/** Prints as PyTorch's named tuples do. */
class ReturnType extends Array<Tensor> {
  /** What `map` and `filter` make of it is an ordinary array. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }

  override toString(): string {
    const { operation, names } = described.get(this)!
    return `torch.return_types.${operation}(\n${names.map((name, i) => `${name}=${String(this[i])}`).join(',\n')})`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

const described = new WeakMap<object, { operation: string; names: readonly string[] }>()

export type Named<N extends string> = readonly [Tensor, Tensor] & { readonly [name in N]: Tensor }

/** The largest, smallest, middle or sorted values, and where along the dimension they stood. */
export type ValuesAndIndices = Named<'values' | 'indices'>

/** Two tensors under their names. */
export function returnType<N extends string>(
  operation: string,
  names: readonly [N, N],
  tensors: readonly Tensor[],
): Named<N> {
  const result = new ReturnType(...tensors)
  names.forEach((name, i) => Object.defineProperty(result, name, { value: tensors[i] }))
  described.set(result, { operation, names })
  return result as unknown as Named<N>
}

export const valuesAndIndices = (operation: string, tensors: readonly Tensor[]): ValuesAndIndices =>
  returnType(operation, ['values', 'indices'], tensors)
