/** Every combination of elements. */
import { DtypeError, ShapeError, runtimeError, shown } from '../errors.ts'
import type { Tensor } from '../tensor.ts'
import { named, tensorsOf, type Call } from './arguments.ts'
import { tensor } from './create.ts'
import { stack } from './join.ts'
import { methods, type AsMethod } from '../methods.ts'
import { input } from './operand.ts'
import { choice } from './settings.ts'

export interface MeshgridOptions {
  /** `'ij'`: dimension i belongs to tensor i; `'xy'`: the first two are swapped, as on paper. Default: ij. */
  indexing?: 'ij' | 'xy'
}

/**
 * The coordinates of a grid: of vectors of n and m numbers two tensors [n, m], each constant along the other's dimension.
 *
 * @param tensors  vectors or single numbers, of one type
 * @param options.indexing  `'ij'`, or `'xy'` for [m, n]
 * @returns  a view of each
 * @throws DtypeError `dtypes-differ`; ShapeError `rank`; ArgumentError `not-a-choice`
 * Gradient: to each tensor g, summed over the other dimensions.
 * @example meshgrid(tensor([1, 2]), tensor([3, 4]))[0].tolist() // [[1, 1], [2, 2]]
 */
export function meshgrid(
  ...args:
    | [...tensors: Tensor[]]
    | [...tensors: Tensor[], options: MeshgridOptions]
    | [tensors: readonly Tensor[], options?: MeshgridOptions]
): Tensor[] {
  const last = args.at(-1)
  const hasOptions = typeof last === 'object' && last !== null && 'indexing' in last
  const parts = tensorsOf('meshgrid', hasOptions ? args.slice(0, -1) : args)
  const { indexing = 'ij' } = hasOptions ? (last as MeshgridOptions) : {}
  choice('meshgrid', 'indexing', indexing, ['ij', 'xy'], {
    type: 'RuntimeError',
    message: `torch.meshgrid: indexing must be one of "xy" or "ij", but received: ${indexing}`,
  })
  for (const part of parts) checkVector('meshgrid', part, parts[0]!)
  const swapped = indexing === 'xy' && parts.length > 1
  const order = swapped ? [parts[1]!, parts[0]!, ...parts.slice(2)] : parts
  const shape = order.map((part) => part.numel())
  const grids = order.map((part, d) => part.reshape(shape.map((size, i) => (i === d ? size : 1))).expand(shape))
  return swapped ? [grids[1]!, grids[0]!, ...grids.slice(2)] : grids
}

function checkVector(operation: string, part: Tensor, first: Tensor): void {
  if (input(operation, part).dtype !== first.dtype) {
    throw new DtypeError(`${operation}: all tensors need one type, found ${first.dtype} and ${part.dtype}.`, {
      code: 'dtypes-differ',
      params: { operation, a: first.dtype, b: part.dtype },
      torch: runtimeError(`${operation} expects all tensors to have the same dtype`),
    })
  }
  if (part.ndim > 1) {
    throw new ShapeError(`${operation}: takes vectors, one has the shape ${shown(part.shape)}.`, {
      code: 'rank',
      params: { operation, expected: '0–1', shape: part.shape },
      torch: runtimeError(`torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: ${shown(part.shape)}`),
    })
  }
}

/**
 * Every choice of one element from each vector, one below the other; of one vector itself.
 * @throws DtypeError `dtypes-differ`; ShapeError `rank`
 * Gradient: to each vector g, summed over the choices of each element.
 * @example cartesianProd(tensor([1, 2]), tensor([3, 4])).tolist() // [[1, 3], [1, 4], [2, 3], [2, 4]]
 */
export function cartesianProd(...tensors: Tensor[] | [tensors: readonly Tensor[]]): Tensor {
  const parts = tensorsOf('cartesianProd', tensors)
  if (parts.length === 1) return input('cartesianProd', parts[0])
  return stack(
    meshgrid(...parts).map((grid) => grid.reshape(-1)),
    1,
  )
}

export interface CombinationsOptions {
  /** How many of each. Default: 2. */
  r?: number
  /** Whether an element may come twice. Default: false. */
  withReplacement?: boolean
}

/**
 * Every choice of r elements of a vector, in their order.
 *
 * @param x  [n]
 * @param options.r  how many; default 2
 * @param options.withReplacement  whether an element may come twice
 * @returns  [number of choices, r]
 * @throws ShapeError `rank`
 * Gradient: g, summed over the choices of each element.
 * @example combinations(tensor([1, 2, 3])).tolist() // [[1, 2], [1, 3], [2, 3]]
 */
export function combinations(
  x: Tensor,
  ...args: Call<[r: number, withReplacement: boolean], CombinationsOptions>
): Tensor {
  const { r = 2, withReplacement = false } = named<CombinationsOptions>(
    'combinations',
    [],
    ['r', 'withReplacement'],
    args,
  )
  if (input('combinations', x).ndim !== 1) {
    throw new ShapeError(`combinations: takes a vector, the shape is ${shown(x.shape)}.`, {
      code: 'rank',
      params: { operation: 'combinations', expected: '1', shape: x.shape },
      torch: runtimeError(`Expect a 1D vector, but got shape ${shown(x.shape)}`),
    })
  }
  if (r === 0) return x.slice(0, 0, 0)
  const columns: number[][] = Array.from({ length: r }, () => [])
  const extend = (chosen: readonly number[], from: number): void => {
    if (chosen.length === r) chosen.forEach((i, k) => columns[k]!.push(i))
    else for (let i = from; i < x.shape[0]!; i++) extend([...chosen, i], withReplacement ? i : i + 1)
  }
  extend([], 0)
  return stack(
    columns.map((column) => x.indexSelect(0, tensor(column, { dtype: 'int64' }))),
    1,
  )
}

declare module '../tensor.ts' {
  interface Tensor {
    combinations: AsMethod<typeof combinations>
  }
}
methods({ combinations })
