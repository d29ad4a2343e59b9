/** Whether some or all elements are not 0, and how many. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { reduced } from '../kernels/reduce.ts'
import { nonzerosOfRow, type OfRow } from '../kernels/rows.ts'
import { methods, type AsMethod } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { input } from './operand.ts'
import { reduction, type ReduceOptions, type Reduction } from './reduce.ts'

type Options = Omit<ReduceOptions, 'dtype'>

/** Of bytes PyTorch makes bytes, of everything else booleans. */
function test(
  operation: string,
  holds: OfRow,
): (x: Tensor, ...args: Call<[dim: number | readonly number[], keepdim: boolean], Options>) => Tensor {
  const record: Operation<Reduction> = {
    name: operation,
    forward: ([x], { dims, keepdim }) =>
      reduced(x!, dims, keepdim, holds, x!.dtype === 'uint8' ? 'uint8' : 'bool', x!.dtype),
  }
  return (x, ...args) =>
    apply(
      record,
      [input(operation, x)],
      reduction(operation, x, named<Options>(operation, [], ['dim', 'keepdim'], args)),
    )
}

/**
 * Whether any element is not 0, over all or over dimensions; NaN is not 0.
 * @throws IndexError `dim-out-of-range`
 * @example any(tensor([[0, 0], [0, 1]]), { dim: 1 }).tolist() // [false, true]
 */
export const any = test('any', (numbers, start, end) => (nonzerosOfRow(numbers, start, end) > 0 ? 1 : 0))

/**
 * Whether all elements are not 0, over all or over dimensions; true for none.
 * @throws IndexError `dim-out-of-range`
 * @example all(tensor([[1, 1], [0, 1]]), { dim: 1 }).tolist() // [true, false]
 */
export const all = test('all', (numbers, start, end) => (nonzerosOfRow(numbers, start, end) === end - start ? 1 : 0))

const CountNonzero: Operation<Reduction> = {
  name: 'countNonzero',
  forward: ([x], { dims }) => reduced(x!, dims, false, nonzerosOfRow, 'int64', x!.dtype),
}

/** How many elements are not 0, over all or over dimensions. @example countNonzero(tensor([0, 3, 4])).item() // 2 */
export function countNonzero(
  x: Tensor,
  ...args: Call<[dim: number | readonly number[]], { dim?: number | readonly number[] }>
): Tensor {
  return apply(
    CountNonzero,
    [input('countNonzero', x)],
    reduction('countNonzero', x, named<Options>('countNonzero', [], ['dim'], args)),
  )
}

declare module '../tensor.ts' {
  interface Tensor {
    any: AsMethod<typeof any>
    all: AsMethod<typeof all>
    countNonzero: AsMethod<typeof countNonzero>
  }
}
methods({ any, all, countNonzero })
