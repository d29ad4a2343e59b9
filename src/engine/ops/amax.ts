/** The largest and smallest over one or several dimensions, without their places. */
import { apply, applyMany } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { IndexError, shown } from '../errors.ts'
import { reduced, reducedBy } from '../kernels/reduce.ts'
import { largestOfRow, smallestOfRow, type OfRow } from '../kernels/rows.ts'
import { methods, type AsMethod } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { requireElements } from './max-min.ts'
import { input } from './operand.ts'
import { kept, reduction, type ReduceOptions, type Reduction } from './reduce.ts'
import { returnType, type Named } from './return-type.ts'
import { where } from './where.ts'

type Options = Omit<ReduceOptions, 'dtype'>
type AmaxCall = Call<[dim: number | readonly number[], keepdim: boolean], Options>

/** g in equal parts to the elements that are the extreme of their group. */
function sharedInGroups(g: Tensor, x: Tensor, y: Tensor, group: Reduction): Tensor {
  const chosen = x.eq(kept(y, group))
  return where(chosen, kept(g, group), 0).div(chosen.sum({ dim: [...group.dims], keepdim: true }))
}

function extremeOver(name: string, extreme: OfRow): Operation<Reduction> {
  return {
    name,
    forward: ([x], { dims, keepdim }) => reduced(x!, dims, keepdim, extreme),
    gradient: [given([0, 'output'], (g, [x, y], group) => sharedInGroups(g, x!, y!, group))],
  }
}

const Amax = extremeOver('AmaxBackward0', largestOfRow)
const Amin = extremeOver('AminBackward0', smallestOfRow)

const Aminmax: Operation<Reduction> = {
  name: 'AminmaxBackward0',
  forward: ([x], { dims, keepdim }) => [
    reducedBy('min', x!, dims, keepdim, smallestOfRow),
    reducedBy('max', x!, dims, keepdim, largestOfRow),
  ],
  gradients: given([0, 'output', 'output1'], (_, [x, low, high], group, { grads }) => [
    sharedInGroups(grads[0]!, x!, low!, group).add(sharedInGroups(grads[1]!, x!, high!, group)),
  ]),
}

function groups(operation: string, x: Tensor, args: readonly unknown[]): Reduction {
  const group = reduction(operation, input(operation, x), named<Options>(operation, [], ['dim', 'keepdim'], args))
  const empty = group.dims.find((d) => x.shape[d] === 0)
  if (!group.named) requireElements(operation, x)
  else if (empty !== undefined) {
    throw new IndexError(
      `${operation}: dimension ${empty} of ${shown(x.shape)} is empty, and nothing can be chosen from nothing.`,
      {
        code: 'empty-reduction',
        params: { operation, shape: x.shape },
        torch: {
          type: 'IndexError',
          message: `${operation}(): Expected reduction dim ${empty} to have non-zero size.`,
        },
      },
    )
  }
  return group
}

/**
 * The largest element over dimensions.
 *
 * @param x  [...] any type; NaN counts as the largest
 * @param options.dim  one dimension or several; all by default
 * @param options.keepdim  keep them with size 1
 * @returns  the shape without those dimensions
 * @throws IndexError `dim-out-of-range`, `empty-reduction`
 * Gradient: g in equal parts to those that are largest.
 * @example amax(tensor([[1, 5], [7, 2]]), { dim: 0 }).tolist() // [7, 5]
 */
export function amax(x: Tensor, ...args: AmaxCall): Tensor {
  return apply(Amax, [x], groups('amax', x, args))
}

/**
 * The smallest element over dimensions.
 *
 * @param x  [...] any type; NaN counts as the smallest
 * @param options.dim  one dimension or several; all by default
 * @param options.keepdim  keep them with size 1
 * @returns  the shape without those dimensions
 * @throws IndexError `dim-out-of-range`, `empty-reduction`
 * Gradient: g in equal parts to those that are smallest.
 * @example amin(tensor([[1, 5], [7, 2]]), { dim: 0 }).tolist() // [1, 2]
 */
export function amin(x: Tensor, ...args: AmaxCall): Tensor {
  return apply(Amin, [x], groups('amin', x, args))
}

/**
 * The smallest and the largest at once, as `[min, max]`.
 * @param options.dim  the dimension to look along; all elements by default
 * @throws IndexError `dim-out-of-range`, `empty-reduction`
 * Gradient: that of amin plus that of amax.
 * @example aminmax(tensor([3, 1, 2])).max.item() // 3
 */
export function aminmax(x: Tensor, options: { dim?: number; keepdim?: boolean } = {}): Named<'min' | 'max'> {
  return returnType('aminmax', ['min', 'max'], applyMany(Aminmax, [x], groups('aminmax', x, [options])))
}

declare module '../tensor.ts' {
  interface Tensor {
    amax: AsMethod<typeof amax>
    amin: AsMethod<typeof amin>
    aminmax: AsMethod<typeof aminmax>
  }
}
methods({ amax, amin, aminmax })
