/** One dimension as several: the reverse of `flatten`. */
import { ShapeError, runtimeError, shown } from '../errors.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf, numelOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { input } from './operand.ts'
import { view } from './views.ts'

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
    unflatten: AsMethod<typeof unflatten>
  }
}
methods({ unflatten })
