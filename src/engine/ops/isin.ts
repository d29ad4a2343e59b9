/** Whether elements are among others. */
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import type { Tensor } from '../tensor.ts'
import { named } from './arguments.ts'
import { operand, type Operand } from './operand.ts'

export interface IsinOptions {
  /** Whether no element comes twice. It makes no difference here. */
  assumeUnique?: boolean
  /** Say which are not among the others. Default: false. */
  invert?: boolean
}

/**
 * For each element whether it is one of the others; NaN is none.
 *
 * @param elements  [...] or a number
 * @param others    [...] or a number
 * @param options.invert  say which are not among them
 * @returns  bool, the shape of the elements
 * @example isin(tensor([1, 2, 3]), tensor([3, 1])).tolist() // [true, false, true]
 */
export function isin(elements: Operand, others: Operand, options: IsinOptions = {}): Tensor {
  const { invert = false } = named<IsinOptions>('isin', [], ['assumeUnique', 'invert'], [options])
  const x = operand('isin', elements)
  const numbers = values(x)
  const known = new Set(values(operand('isin', others)))
  const out = newNumbers('bool', numbers.length)
  for (let i = 0; i < out.length; i++) {
    const isKnown = numbers[i]! === numbers[i]! && known.has(numbers[i]!)
    out[i] = Number(isKnown !== invert)
  }
  return fromNumbers(out, x.shape, 'bool')
}
