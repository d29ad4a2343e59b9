/** Dimensions in other places, under their many names. */
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { input } from './operand.ts'
import { permute, transpose } from './views.ts'

type Dims = number | readonly number[]

const listOf = (dims: Dims): readonly number[] => (typeof dims === 'number' ? [dims] : dims)

/**
 * Dimensions moved to other places; the others keep their order.
 *
 * @param x  [...]
 * @param source  one dimension or several
 * @param destination  where they go
 * @returns  a view
 * @throws IndexError `dim-out-of-range`; ArgumentError `dim-twice`, `movedim`
 * Gradient: g, moved back.
 * @example movedim(zeros(2, 3, 4), 0, 2).shape // [3, 4, 2]
 */
export function movedim(
  x: Tensor,
  ...args: Call<[source: Dims, destination: Dims], { source?: Dims; destination?: Dims }>
): Tensor {
  const { source, destination } = named<{ source: Dims; destination: Dims }>(
    'movedim',
    ['source', 'destination'],
    [],
    args,
  )
  const from = checkedDims(input('movedim', x), listOf(source), 'source')
  const to = checkedDims(x, listOf(destination), 'destination')
  if (from.length !== to.length) {
    throw new ArgumentError(`movedim: ${shown(from)} and ${shown(to)} must name equally many dimensions.`, {
      code: 'movedim',
      params: { source: listOf(source), destination: listOf(destination) },
      torch: runtimeError(
        `movedim: Invalid source or destination dims: source (${shown(listOf(source))} dims) should contain the same number of dims as destination (${shown(listOf(destination))} dims)`,
      ),
    })
  }
  const others = [...x.shape.keys()].filter((d) => !from.includes(d))
  const order = [...x.shape.keys()].map((d) => (to.includes(d) ? from[to.indexOf(d)]! : others.shift()!))
  return permute(x, order)
}

function checkedDims(x: Tensor, given: readonly number[], which: string): number[] {
  const dims = given.map((d) => dimOf('movedim', d, x.ndim))
  const twice = dims.find((d, i) => dims.indexOf(d) !== i)
  if (twice !== undefined) {
    throw new ArgumentError(`movedim: dim ${twice} appears twice in ${shown(given)}.`, {
      code: 'dim-twice',
      params: { operation: 'movedim', dim: twice },
      torch: runtimeError(`movedim: repeated dim in \`${which}\` (${shown(given)})`),
    })
  }
  return dims
}

/** As `movedim`: dimensions moved to other places. Gradient: g, moved back. @example moveaxis(zeros(2, 3), 0, 1).shape // [3, 2] */
export const moveaxis = movedim

/** As `transpose`: two dimensions swapped. Gradient: g, swapped back. @example swapaxes(zeros(2, 3), 0, 1).shape // [3, 2] */
export const swapaxes = transpose

/** As `transpose`: two dimensions swapped. Gradient: g, swapped back. @example swapdims(zeros(2, 3), 0, 1).shape // [3, 2] */
export const swapdims = transpose

/** Each matrix of a stack transposed: the last two dimensions swapped. @example adjoint(zeros(4, 2, 3)).shape // [4, 3, 2] */
export function adjoint(x: Tensor): Tensor {
  return transposed('adjoint', x)
}

function transposed(name: string, x: Tensor): Tensor {
  if (input(name, x).ndim < 2)
    throw rankError(
      name,
      x,
      `tensor.${name} is only supported on matrices or batches of matrices. Got ${x.ndim}-D tensor.`,
    )
  return transpose(x, -2, -1)
}

const rankError = (operation: string, x: Tensor, torch: string): ShapeError =>
  new ShapeError(`${operation}: takes matrices, the shape is ${shown(x.shape)}.`, {
    code: 'rank',
    params: { operation, expected: '2', shape: x.shape },
    torch: runtimeError(torch),
  })

declare module '../tensor.ts' {
  interface Tensor {
    movedim: AsMethod<typeof movedim>
    moveaxis: AsMethod<typeof movedim>
    swapaxes: AsMethod<typeof transpose>
    swapdims: AsMethod<typeof transpose>
    adjoint: AsMethod<typeof adjoint>
    /** Each matrix of a stack transposed. @example zeros(4, 2, 3).mT.shape // [4, 3, 2] */
    readonly mT: Tensor
    /** Each matrix of a stack transposed; of real numbers the same as `mT`. @example zeros(4, 2, 3).mH.shape // [4, 3, 2] */
    readonly mH: Tensor
    /** A matrix transposed; of real numbers the same as `T`. @example zeros(2, 3).H.shape // [3, 2] */
    readonly H: Tensor
  }
}
methods({ movedim, moveaxis, swapaxes, swapdims, adjoint })

function property(name: string, get: (x: Tensor) => Tensor): void {
  Object.defineProperty(Tensor.prototype, name, {
    get(this: Tensor) {
      return get(this)
    },
    configurable: true,
  })
}
property('mT', (x) => transposed('mT', x))
property('mH', (x) => transposed('mH', x))
property('H', (x) => {
  if (x.ndim === 0) return x
  if (x.ndim !== 2) {
    const advice = x.ndim > 2 ? ' For batches of matrices, consider using tensor.mH' : ''
    throw rankError('H', x, `tensor.H is only supported on matrices (2-D tensors). Got ${x.ndim}-D tensor.${advice}`)
  }
  return transpose(x, 0, 1)
})
