/** Examples as a batch. */
import { ArgumentError } from '../errors.ts'
import { stack } from '../ops/join.ts'
import { tensor } from '../ops/create.ts'
import { Tensor } from '../tensor.ts'

/**
 * Examples of one form as a batch of that form: tensors are stacked, numbers become a tensor, arrays and objects are
 * gone through member by member, strings stay a list. Numbers become int64 where all are whole, else float64.
 *
 * @param examples  all of one form
 * @throws ArgumentError `collate`
 * @example data.defaultCollate([[tensor([1]), 0], [tensor([2]), 1]])[0].shape // [2, 1]
 */
export function defaultCollate(examples: readonly unknown[]): any {
  const [first] = examples
  if (first instanceof Tensor) return stack(examples as Tensor[])
  if (typeof first === 'number')
    return tensor(examples as number[], { dtype: examples.every(Number.isInteger) ? 'int64' : 'float64' })
  if (typeof first === 'boolean') return tensor(examples as boolean[])
  if (typeof first === 'string') return [...examples]
  if (Array.isArray(first)) {
    const rows = examples as readonly unknown[][]
    const odd = rows.find((row) => row.length !== first.length)
    if (odd !== undefined) throw ragged(first.length, odd.length)
    return first.map((_, i) => defaultCollate(rows.map((row) => row[i])))
  }
  if (typeof first === 'object' && first !== null) {
    return Object.fromEntries(
      Object.keys(first).map((key) => [
        key,
        defaultCollate(examples.map((example) => (example as Record<string, unknown>)[key])),
      ]),
    )
  }
  const kind = first === null ? 'null' : typeof first
  throw new ArgumentError(
    `defaultCollate: makes batches of tensors, numbers, strings, arrays and objects, got ${kind}. Give the DataLoader a collateFn of your own.`,
    {
      code: 'collate',
      params: { kind },
      torch: {
        type: 'TypeError',
        message: `default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found <class '${kind}'>`,
      },
    },
  )
}

const ragged = (wanted: number, found: number): ArgumentError =>
  new ArgumentError(
    `defaultCollate: examples of one batch have ${wanted} and ${found} members. Give the DataLoader a collateFn of your own.`,
    {
      code: 'collate-sizes',
      params: { wanted, found },
      torch: { type: 'RuntimeError', message: 'each element in list of batch should be of equal size' },
    },
  )
