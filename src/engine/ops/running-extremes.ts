/** The largest and the smallest so far, along a dimension. */
import { applyMany } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { runningPlace, type RunLane } from '../kernels/cumulative.ts'
import { eachLane, laneOf } from '../kernels/lanes.ts'
import { placesAlong, takeAt } from '../kernels/places.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { input } from './operand.ts'
import { addBack } from './places.ts'
import { valuesAndIndices, type ValuesAndIndices } from './return-type.ts'

interface Along {
  readonly dim: number
  readonly shape: Shape
}

function runningExtreme(
  operation: string,
  name: string,
  run: RunLane,
): (x: Tensor, ...args: Call<[dim: number], { dim?: number }>) => ValuesAndIndices {
  const record: Operation<Along> = {
    name,
    forward([x], { dim, shape }) {
      const numbers = values(x!)
      const indices = newNumbers('int64', numbers.length)
      const { size, step } = laneOf(shape, dim)
      eachLane(shape, dim, size, (from) => run(indices, numbers, from, step, size))
      const best = newNumbers(x!.dtype, numbers.length)
      takeAt(best, numbers, placesAlong(indices, shape, dim, shape))
      return [fromNumbers(best, shape, x!.dtype), fromNumbers(indices, shape, 'int64')]
    },
    gradient: [
      given(['output1'], (g, [indices], { dim, shape }) =>
        addBack(g, { at: placesAlong(values(indices!), shape, dim, shape), shape, from: shape }),
      ),
    ],
  }
  return (x, ...args) => {
    const { dim } = named<{ dim: number }>(operation, ['dim'], [], args)
    return valuesAndIndices(
      operation,
      applyMany(record, [x], { dim: dimOf(operation, dim, input(operation, x).ndim), shape: x.shape }),
    )
  }
}

/**
 * The largest so far along a dimension, and where it stood; of equals the last.
 * @returns  `[values, indices]`, the shape of x
 * @throws IndexError `dim-out-of-range`
 * Gradient: g, added up where each largest stood.
 * @example cummax(tensor([1, 3, 2]), 0).values.tolist() // [1, 3, 3]
 */
export const cummax = runningExtreme(
  'cummax',
  'CummaxBackward0',
  runningPlace((a, b) => a >= b),
)

/**
 * The smallest so far along a dimension, and where it stood; of equals the last.
 * @returns  `[values, indices]`, the shape of x
 * @throws IndexError `dim-out-of-range`
 * Gradient: g, added up where each smallest stood.
 * @example cummin(tensor([3, 1, 2]), 0).values.tolist() // [3, 1, 1]
 */
export const cummin = runningExtreme(
  'cummin',
  'CumminBackward0',
  runningPlace((a, b) => a <= b),
)

declare module '../tensor.ts' {
  interface Tensor {
    cummax: AsMethod<typeof cummax>
    cummin: AsMethod<typeof cummin>
  }
}
methods({ cummax, cummin })
