/** What convolutions ask of their arguments, and how PyTorch words it. */
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import type { Tensor } from '../tensor.ts'
import { extents, type Extent } from './extent.ts'
import { input } from './operand.ts'
import { requireSameType } from './types.ts'

const snake = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()

/** One number for each of the convolution's dimensions. */
export function convExtents(operation: string, name: string, value: Extent, rank: number, least: number): number[] {
  const word = snake(name)
  return extents(operation, name, value, rank, least, {
    count: `expected ${word} to be a single integer value or a list of ${rank} values to match the convolution dimensions, but got ${word}=${shown(typeof value === 'number' ? [value] : value)}`,
    least: `${least === 0 ? 'negative' : 'non-positive'} ${word} is not supported`,
  })
}

/**
 * The input with its batch, [n, channels, …].
 * @param rank  of the images: 1, 2 or 3
 * @throws ShapeError `input-rank`
 */
export function batched(operation: string, x: Tensor, rank: number): Tensor {
  const { ndim, shape } = input(operation, x)
  if (ndim === rank + 2) return x
  if (ndim === rank + 1) return x.unsqueeze(0)
  throw new ShapeError(
    `${operation}: takes [n, channels, ${places(rank)}] or one image without n, got shape ${shown(shape)}. unsqueeze adds a dimension.`,
    {
      code: 'input-rank',
      params: { operation, shape, expected: `${rank + 1}, ${rank + 2}` },
      torch: runtimeError(
        `Expected ${rank + 1}D (unbatched) or ${rank + 2}D (batched) input to ${snake(operation)}, but got input of size: ${shown(shape)}`,
      ),
    },
  )
}

const places = (rank: number): string => ['length', 'height, width', 'depth, height, width'][rank - 1]!

/** @throws ShapeError `input-rank`, `groups`, `channels`, `bias-shape`; DtypeError `dtypes-differ` */
export function checkWeight(
  operation: string,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  groups: number,
  transposed: boolean,
): void {
  const rank = x.ndim - 2
  if (input(operation, weight).ndim !== rank + 2) throw weightRank(operation, weight, rank)
  checkGroups(operation, weight, groups)
  const channels = transposed ? weight.shape[0]! : weight.shape[1]! * groups
  const found = x.shape[1]!
  const kind = transposed ? `transposed=1` : `groups=${groups}`
  if (found !== channels) {
    throw new ShapeError(
      `${operation}: the input ${shown(x.shape)} has ${found} channels, the weight ${shown(weight.shape)} needs ${channels}.`,
      {
        code: 'channels',
        params: { operation, found, expected: channels, weight: weight.shape },
        torch: runtimeError(
          `Given ${kind}, weight of size ${shown(weight.shape)}, expected input${shown(x.shape)} to have ${channels} channels, but got ${found} channels instead`,
        ),
      },
    )
  }
  const filters = transposed ? weight.shape[1]! * groups : weight.shape[0]!
  if (bias !== null && (input(operation, bias).ndim !== 1 || bias.shape[0] !== filters)) {
    throw new ShapeError(
      `${operation}: the bias has shape ${shown(bias.shape)}, the result has ${filters} channels: [${filters}] fits.`,
      {
        code: 'bias-shape',
        params: { operation, shape: bias.shape, expected: [filters] },
        torch: runtimeError(
          `Given ${transposed ? 'transposed=1, ' : ''}weight of size ${shown(weight.shape)}, expected bias to be 1-dimensional with ${filters} elements, but got bias of size ${shown(bias.shape)} instead`,
        ),
      },
    )
  }
  const types = (a: Tensor, b: Tensor, what: string): string =>
    `Input type (${a.dtype === 'float64' ? 'double' : 'float'}) and ${what} type (${b.dtype === 'float64' ? 'double' : 'float'}) should be the same`
  requireSameType(operation, x, weight, types(x, weight, 'weight'))
  if (bias !== null) requireSameType(operation, x, bias, types(x, bias, 'bias'))
}

function weightRank(operation: string, weight: Tensor, rank: number): ShapeError {
  return new ShapeError(`${operation}: the weight has ${rank + 2} dimensions, got shape ${shown(weight.shape)}.`, {
    code: 'input-rank',
    params: { operation, shape: weight.shape, expected: rank + 2 },
    torch: runtimeError(
      `expected stride to be a single integer value or a list of ${weight.ndim - 2} values to match the convolution dimensions, but got stride=${shown(new Array<number>(rank).fill(1))}`,
    ),
  })
}

function checkGroups(operation: string, weight: Tensor, groups: number): void {
  const refuse = (message: string, torch: string): never => {
    throw new ArgumentError(message, {
      code: 'groups',
      params: { operation, groups, channels: weight.shape[0] },
      torch: runtimeError(torch),
    })
  }
  if (!Number.isInteger(groups) || groups < 1)
    refuse(`${operation}: groups is a whole number from 1 up, got ${groups}.`, 'non-positive groups is not supported')
  if (weight.shape[0]! % groups !== 0 || weight.shape[0]! < groups) {
    refuse(
      `${operation}: ${groups} groups do not share ${weight.shape[0]} filters evenly (weight ${shown(weight.shape)}).`,
      weight.shape[0]! < groups
        ? `Given groups=${groups}, expected weight to be at least ${groups} at dimension 0, but got weight of size ${shown(weight.shape)} instead`
        : `Given groups=${groups}, expected weight to be divisible by ${groups} at dimension 0, but got weight of size [${shown(weight.shape)}] instead`,
    )
  }
}
