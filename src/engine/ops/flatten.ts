/** Several dimensions as one, and one as several. */
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf, numelOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { input } from './operand.ts'
import { reshape, view } from './views.ts'

/**
 * Dimensions `startDim` to `endDim` as one: a view where the layout allows, else a copy.
 *
 * @param x  [...]
 * @param options.startDim  the first of them; default 0
 * @param options.endDim  the last of them; default −1
 * @throws ArgumentError `flatten-dims`; IndexError `dim-out-of-range`
 * Gradient: g in the shape of x.
 * @example flatten(zeros(2, 3, 4), 1).shape // [2, 12]
 */
export function flatten(
  x: Tensor,
  ...args: Call<[startDim: number, endDim: number], { startDim?: number; endDim?: number }>
): Tensor {
  const { startDim = 0, endDim = -1 } = named<{ startDim?: number; endDim?: number }>(
    'flatten',
    [],
    ['startDim', 'endDim'],
    args,
  )
  const first = dimOf('flatten', startDim, input('flatten', x).ndim)
  const last = dimOf('flatten', endDim, x.ndim)
  if (first > last) {
    throw new ArgumentError(`flatten: startDim ${startDim} lies behind endDim ${endDim}.`, {
      code: 'flatten-dims',
      params: { startDim, endDim },
      torch: runtimeError('flatten() has invalid args: start_dim cannot come after end_dim'),
    })
  }
  if (x.ndim === 0) return reshape(x, [1])
  if (first === last) return x
  return reshape(x, [...x.shape.slice(0, first), numelOf(x.shape.slice(first, last + 1)), ...x.shape.slice(last + 1)])
}

/** All dimensions as one. Gradient: g in the shape of x. @example ravel(zeros(2, 3)).shape // [6] */
export const ravel = (x: Tensor): Tensor => view(input('ravel', x).contiguous(), [-1])

/**
 * A dimension as several whose product it is; a view.
 *
 * @param dim    the dimension
 * @param sizes  its new sizes; one may be −1
 * @throws ShapeError `reshape`; IndexError `dim-out-of-range`
 * Gradient: g in the shape of x.
 * @example unflatten(zeros(2, 6), 1, [2, 3]).shape // [2, 2, 3]
 */
export function unflatten(
  x: Tensor,
  ...args: Call<[dim: number, sizes: Shape], { dim?: number; sizes?: Shape }>
): Tensor {
  const { dim, sizes } = named<{ dim: number; sizes: Shape }>('unflatten', ['dim', 'sizes'], [], args)
  const d = dimOf('unflatten', dim, input('unflatten', x).ndim)
  const size = x.shape[d]!
  const known = numelOf(sizes.filter((n) => n !== -1))
  const open = sizes.filter((n) => n === -1).length
  if (sizes.length === 0 || open > 1 || (open === 0 ? known !== size : size % known !== 0)) {
    throw new ShapeError(
      `unflatten: dimension ${d} of ${shown(x.shape)} is ${size} and cannot become ${shown(sizes)}. The product of the sizes must be ${size}.`,
      {
        code: 'reshape',
        params: { operation: 'unflatten', from: x.shape, to: sizes },
        torch: runtimeError(
          sizes.length === 0
            ? 'unflatten: sizes must be non-empty'
            : `unflatten: Provided sizes ${shown(sizes)} don't multiply up to the size of dim ${d} (${size}) in the input tensor`,
        ),
      },
    )
  }
  return view(x, x.shape.toSpliced(d, 1, ...sizes.map((n) => (n === -1 ? size / known : n))))
}

declare module '../tensor.ts' {
  interface Tensor {
    flatten: AsMethod<typeof flatten>
    ravel: AsMethod<typeof ravel>
    unflatten: AsMethod<typeof unflatten>
  }
}
methods({ flatten, ravel, unflatten })
