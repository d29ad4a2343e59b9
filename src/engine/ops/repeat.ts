/** Elements several times over. */
import { apply } from '../autograd/apply.ts'
import { isFloating } from '../dtype.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { gridPlaces } from '../kernels/places.ts'
import { values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { many, named, type Many } from './arguments.ts'
import { tensor } from './create.ts'
import { input } from './operand.ts'
import { choosing } from './places.ts'
import { notSupported } from './types.ts'

const Repeat = choosing('RepeatBackward0')

/**
 * The whole tensor several times along each dimension; new dimensions come first.
 *
 * @param repeats  how often, for each dimension
 * @throws ShapeError `repeat`
 * Gradient: g summed over the copies.
 * @example repeat(tensor([1, 2]), 2, 2).tolist() // [[1, 2, 1, 2], [1, 2, 1, 2]]
 */
export function repeat(x: Tensor, ...args: Many<{ repeats: readonly number[] }>): Tensor {
  const repeats = many('repeat', 'repeats', args)
  const lead = repeats.length - input('repeat', x).ndim
  if (lead < 0 || repeats.some((times) => !Number.isInteger(times) || times < 0)) {
    const product = repeats.map((times, d) => times * (x.shape[d - lead] ?? 1))
    throw new ShapeError(
      `repeat: needs a whole number from 0 up for each dimension of ${shown(x.shape)}, got ${shown(repeats)}.`,
      {
        code: 'repeat',
        params: { shape: x.shape, repeats },
        torch: runtimeError(
          lead < 0
            ? 'Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor'
            : `Trying to create tensor with negative dimension ${product.find((size) => size < 0)}: ${shown(product)}`,
        ),
      },
    )
  }
  const from = [...new Array<number>(lead).fill(1), ...x.shape]
  const axes = repeats.map((times, d) => Int32Array.from({ length: times * from[d]! }, (_, i) => i % from[d]!))
  return apply(Repeat, [x], { at: gridPlaces(axes, from), shape: axes.map((axis) => axis.length), from: x.shape })
}

/** As `repeat`, where the counts of dimensions that are not named are 1. Gradient: g summed over the copies. @example tile(tensor([[1], [2]]), 2).tolist() // [[1, 1], [2, 2]] */
export function tile(x: Tensor, ...args: Many<{ dims: readonly number[] }>): Tensor {
  const dims = many('tile', 'dims', args)
  return repeat(x, [...new Array<number>(Math.max(0, input('tile', x).ndim - dims.length)).fill(1), ...dims])
}

export interface RepeatInterleaveOptions {
  /** How often, for all or for each place along dim. */
  repeats?: number | readonly number[] | Tensor
  /** The dimension; without it x is taken as one row. */
  dim?: number
  /** The size that results, if it is known. Not needed. */
  outputSize?: number
}

/**
 * Each element several times, one beside the other: of a row, or whole slices along a dimension.
 *
 * @param x  [..., n, ...]; alone, the counts of 0, 1, 2, …
 * @param repeats  how often: for all, or [n] for each
 * @param options.dim  the dimension of size n; without it x is taken as one row
 * @throws ArgumentError `repeat-interleave`; IndexError `dim-out-of-range`
 * Gradient: g summed over the copies.
 * @example repeatInterleave(tensor([1, 2]), 2).tolist() // [1, 1, 2, 2]
 */
export function repeatInterleave(
  x: Tensor,
  ...args:
    | [options: RepeatInterleaveOptions]
    | [
        repeats?: number | readonly number[] | Tensor,
        dim?: number | RepeatInterleaveOptions,
        options?: RepeatInterleaveOptions,
      ]
): Tensor {
  const { repeats, dim } = named<RepeatInterleaveOptions>(
    'repeatInterleave',
    [],
    ['repeats', 'dim', 'outputSize'],
    args,
  )
  if (repeats === undefined) return copies(countsOf(input('repeatInterleave', x), x.numel()))
  const flat = dim === undefined ? input('repeatInterleave', x).reshape(-1) : x
  const d = dimOf('repeatInterleave', dim ?? 0, flat.ndim)
  return flat.indexSelect(d, copies(countsOf(repeats, flat.shape[d] ?? 1)))
}

function countsOf(repeats: number | readonly number[] | Tensor, size: number): readonly number[] {
  if (repeats instanceof Tensor && isFloating(repeats.dtype))
    throw notSupported(
      'repeatInterleave',
      repeats.dtype,
      'whole numbers',
      'repeat_interleave_cpu',
      "Convert it: repeats.to('int64').",
    )
  const given =
    repeats instanceof Tensor ? [...values(repeats)] : typeof repeats === 'number' ? [repeats] : [...repeats]
  const counts = given.length === 1 ? new Array<number>(size).fill(given[0]!) : given
  const torch =
    counts.length !== size ? 'repeats must have the same size as input along dim' : 'repeats can not be negative'
  if (counts.length === size && counts.every((count) => Number.isInteger(count) && count >= 0)) return counts
  throw new ArgumentError(
    `repeatInterleave: needs one count from 0 up for all, or ${size} of them, got ${shown(given)}.`,
    {
      code: 'repeat-interleave',
      params: { repeats: given, size },
      torch: runtimeError(torch),
    },
  )
}

/** Each place as often as its count. */
const copies = (counts: readonly number[]): Tensor =>
  tensor(
    counts.flatMap((count, i) => new Array<number>(count).fill(i)),
    { dtype: 'int64' },
  )

declare module '../tensor.ts' {
  interface Tensor {
    repeat: AsMethod<typeof repeat>
    tile: AsMethod<typeof tile>
    repeatInterleave: AsMethod<typeof repeatInterleave>
  }
}
methods({ repeat, tile, repeatInterleave })
