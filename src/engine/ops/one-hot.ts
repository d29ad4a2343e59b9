/** Classes as vectors. */
import { ArgumentError, runtimeError } from '../errors.ts'
import { largestOfRow, smallestOfRow } from '../kernels/rows.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { requireIndexType } from './index-checks.ts'
import { input } from './operand.ts'

/**
 * For each class number a vector with 1 at that place and 0 elsewhere.
 *
 * @param x  [...] int64, classes from 0 to numClasses − 1
 * @param numClasses  the length of the vectors; the largest class + 1 by default
 * @returns  [..., numClasses] int64
 * @throws DtypeError `index-dtype`; ArgumentError `one-hot-class`
 * @example functional.oneHot(tensor([0, 2], { dtype: 'int64' })).tolist() // [[1, 0, 0], [0, 0, 1]]
 */
export function oneHot(x: Tensor, ...args: Call<[numClasses: number], { numClasses?: number }>): Tensor {
  const { numClasses = -1 } = named<{ numClasses?: number }>('oneHot', [], ['numClasses'], args)
  requireIndexType('oneHot', input('oneHot', x), runtimeError('one_hot is only applicable to index tensor.'))
  const classes = values(x)
  const n = classes.length
  const count = numClasses >= 0 ? numClasses : n === 0 ? 0 : largestOfRow(classes, 0, n) + 1
  if (n === 0 && count === 0)
    throw wrongClass(
      count,
      numClasses < 0 ? 'Can not infer total number of classes from empty tensor.' : 'num_classes should be positive',
    )
  if (n > 0 && smallestOfRow(classes, 0, n) < 0) throw wrongClass(count, 'Class values must be non-negative.')
  if (n > 0 && largestOfRow(classes, 0, n) >= count)
    throw wrongClass(count, 'Class values must be smaller than num_classes.')
  const out = newNumbers('int64', n * count)
  for (let i = 0; i < n; i++) out[i * count + classes[i]!] = 1
  return fromNumbers(out, [...x.shape, count], 'int64')
}

const wrongClass = (count: number, torch: string): ArgumentError =>
  new ArgumentError(
    `oneHot: with ${count} classes they are numbered from 0 to ${count - 1}; another number came, or none.`,
    {
      code: 'one-hot-class',
      params: { classes: count },
      torch: runtimeError(torch),
    },
  )
