/** The middle and the most frequent element. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { placeOfMedian, placeOfMode } from '../kernels/sorting.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { methods } from '../methods.ts'
import { dimOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { chooseOne, laneChoice, type LaneChoice } from './lane-choice.ts'
import { shared, type ExtremeOptions } from './max-min.ts'
import { input } from './operand.ts'
import { valuesAndIndices, type ValuesAndIndices } from './return-type.ts'

/** As a method: `x.median()`, `x.median(0)`, `x.median({ dim: 0 })`. */
interface Middle {
  (): Tensor
  (dim: number, keepdim?: boolean | { keepdim?: boolean }): ValuesAndIndices
  (options: ExtremeOptions & { dim: number }): ValuesAndIndices
}

function middleOfAll(name: string, passNaN: boolean): Operation {
  return {
    name,
    forward([x]) {
      const row = values(x!)
      const out = newNumbers(x!.dtype, 1)
      out[0] = row.length === 0 ? NaN : row[placeOfMedian(row, passNaN)]!
      return fromNumbers(out, [], x!.dtype)
    },
    gradient: [given([0, 'output'], (g, [x, y]) => shared(g, x!, y!))],
  }
}

const MedianAll = middleOfAll('MedianBackward0', false)
const NanmedianAll = middleOfAll('NanmedianBackward0', true)
const MedianDim = laneChoice<LaneChoice>('MedianBackward1', (row) => [placeOfMedian(row, false)])
const NanmedianDim = laneChoice<LaneChoice>('NanmedianBackward1', (row) => [placeOfMedian(row, true)])
const Mode = laneChoice<LaneChoice>('ModeBackward0', (row) => [placeOfMode(row)])

function middle(
  operation: string,
  all: Operation,
  ofDim: Operation<LaneChoice>,
  x: Tensor,
  args: readonly unknown[],
): Tensor | ValuesAndIndices {
  const { dim, keepdim = false } = named<ExtremeOptions>(operation, [], ['dim', 'keepdim'], args)
  if (dim !== undefined)
    return valuesAndIndices(
      operation,
      chooseOne(operation, ofDim, x, dimOf(operation, dim, input(operation, x).ndim), { keepdim }),
    )
  return apply(all, [input(operation, x)])
}

/**
 * The middle element, of an even number the lower of the two: of all, or along a dimension with the places. NaN if there is one.
 *
 * @param x  [...] numbers
 * @param options.dim  the dimension to look along; all elements by default
 * @param options.keepdim  keep it with size 1
 * @returns  a 0-d tensor, NaN for an empty x; with dim `[values, indices]`
 * @throws IndexError `dim-out-of-range`, `empty-reduction`
 * Gradient: of all elements, g in equal parts to those equal to the median; along a dimension, g to the one at the index.
 * PyTorch: which of equals the index names is left open; here the stable order decides.
 * @example median(tensor([4, 1, 3, 2])).item() // 2
 */
export function median(x: Tensor): Tensor
export function median(x: Tensor, dim: number, keepdim?: boolean | { keepdim?: boolean }): ValuesAndIndices
export function median(x: Tensor, options: ExtremeOptions & { dim: number }): ValuesAndIndices
export function median(x: Tensor, ...args: unknown[]): Tensor | ValuesAndIndices {
  return middle('median', MedianAll, MedianDim, x, args)
}

/** As `median` of all elements or along a dimension, but of what is not NaN. Gradient: that of `median`. @example nanmedian(tensor([NaN, 1, 3])).item() // 1 */
export function nanmedian(x: Tensor): Tensor
export function nanmedian(x: Tensor, dim: number, keepdim?: boolean | { keepdim?: boolean }): ValuesAndIndices
export function nanmedian(x: Tensor, options: ExtremeOptions & { dim: number }): ValuesAndIndices
export function nanmedian(x: Tensor, ...args: unknown[]): Tensor | ValuesAndIndices {
  return middle('nanmedian', NanmedianAll, NanmedianDim, x, args)
}

/**
 * The most frequent element along a dimension, the smallest of equally frequent ones, with its last place.
 * @param options.dim  the dimension; the last by default
 * @param options.keepdim  keep it with size 1
 * @returns  `[values, indices]`
 * @throws IndexError `dim-out-of-range`, `empty-reduction`
 * Gradient: g to the one at the index.
 * @example mode(tensor([1, 2, 2, 3])).values.item() // 2
 */
export function mode(x: Tensor, ...args: Call<[dim: number, keepdim: boolean], ExtremeOptions>): ValuesAndIndices {
  const { dim = -1, keepdim = false } = named<ExtremeOptions>('mode', [], ['dim', 'keepdim'], args)
  return valuesAndIndices('mode', chooseOne('mode', Mode, x, dimOf('mode', dim, input('mode', x).ndim), { keepdim }))
}

declare module '../tensor.ts' {
  interface Tensor {
    median: Middle
    nanmedian: Middle
    mode(...args: Call<[dim: number, keepdim: boolean], ExtremeOptions>): ValuesAndIndices
  }
}
methods({ median, nanmedian, mode })
