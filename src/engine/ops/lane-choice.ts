/** Operations that choose elements along one dimension and say where they stood: max, median, sort, top-k. */
import { applyMany } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { IndexError } from '../errors.ts'
import type { Numbers } from '../dtype.ts'
import { eachLane, laneOf, rowOfLane, withSize } from '../kernels/lanes.ts'
import { placesAlong } from '../kernels/places.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { numelOf, reducedShape, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { addBack } from './places.ts'

export interface LaneChoice {
  readonly dim: number
  /** How many are chosen of each lane. */
  readonly count: number
  /** Whether the dimension stays in the result. */
  readonly keepdim: boolean
  readonly shape: Shape
}

/** The indices chosen of the numbers of one lane. */
export type ChooseInLane<P> = (row: Numbers, params: P) => ArrayLike<number>

/** Values and their indices; the gradient goes back to where the values came from. */
export function laneChoice<P extends LaneChoice>(
  name: string | ((params: P) => string),
  choose: ChooseInLane<P>,
): Operation<P> {
  return {
    name,
    forward([x], params) {
      const { dim, count, keepdim, shape } = params
      const { size, step } = laneOf(shape, dim)
      const numbers = values(x!)
      const full = withSize(shape, dim, count)
      const length = numelOf(full)
      const row = newNumbers(x!.dtype, size)
      const chosen = newNumbers(x!.dtype, length)
      const indices = newNumbers('int64', length)
      eachLane(shape, dim, count, (from, to) => {
        const places = choose(rowOfLane(row, numbers, from, step), params)
        for (let k = 0; k < count; k++) {
          chosen[to + k * step] = numbers[from + places[k]! * step]!
          indices[to + k * step] = places[k]!
        }
      })
      const out = keepdim ? full : reducedShape(shape, [dim], false)
      return [fromNumbers(chosen, out, x!.dtype), fromNumbers(indices, out, 'int64')]
    },
    gradient: [
      given(['output1'], (g, [indices], { dim, count, shape }) => {
        const box = withSize(shape, dim, count)
        return addBack(g.reshape(box), { at: placesAlong(values(indices!), box, dim, shape), shape: box, from: shape })
      }),
    ],
  }
}

/** One element of each lane, refusing lanes of none. */
export function chooseOne<P extends LaneChoice>(
  operation: string,
  record: Operation<P>,
  x: Tensor,
  dim: number,
  params: Omit<P, keyof LaneChoice> & { keepdim: boolean },
): readonly Tensor[] {
  requireSize(operation, x, dim)
  return applyMany(record, [x], { ...params, dim, count: 1, shape: x.shape } as unknown as P)
}

/** @throws IndexError `empty-reduction` */
export function requireSize(operation: string, x: Tensor, dim: number): void {
  if (x.shape[dim] === 0) {
    throw new IndexError(
      `${operation}: dimension ${dim} of [${x.shape.join(', ')}] is empty, and nothing can be chosen from nothing.`,
      {
        code: 'empty-reduction',
        params: { operation, shape: x.shape },
        torch: { type: 'IndexError', message: `${operation}(): Expected reduction dim ${dim} to have non-zero size.` },
      },
    )
  }
}
