/** The gated linear unit: one half of the numbers opens and closes the other. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { ShapeError, runtimeError, shown } from '../errors.ts'
import { dimOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { cat } from './join.ts'
import { input } from './operand.ts'
import { settings, type Settings } from './settings.ts'
import { requireFloating } from './types.ts'

const halves = (x: Tensor, dim: number): [Tensor, Tensor] => {
  const size = x.shape[dim]! / 2
  return [x.narrow(dim, 0, size), x.narrow(dim, size, size)]
}

const Glu: Operation<{ dim: number }> = {
  name: 'GluBackward0',
  forward([x], { dim }) {
    const [values, gates] = halves(x!, dim)
    return values.mul(gates.sigmoid())
  },
  gradient: [
    given([0], (g, [x], { dim }) => {
      const [values, gates] = halves(x!, dim)
      const open = gates.sigmoid()
      return cat([g.mul(open), g.mul(open.rsub(1)).mul(open).mul(values)], { dim })
    }),
  ],
}

/**
 * Gated linear unit: `a · σ(b)`, a and b the halves of x along one dimension.
 *
 * @param x            [..., 2n, ...] any real values
 * @param options.dim  the dimension that is halved; default −1
 * @returns  [..., n, ...]
 * @throws ShapeError `odd-size`; IndexError `dim-out-of-range`; DtypeError `dtype-not-supported`
 * Gradient: `da = g · σ(b)`, `db = g · a · σ(b) (1 − σ(b))`. Source: Dauphin, Fan, Auli, Grangier 2017, §2.
 * @example functional.glu(tensor([4, 0])).tolist() // [2]
 */
export function glu(x: Tensor, ...options: Settings<{ dim?: number }>): Tensor {
  const { dim = -1 } = settings<{ dim?: number }>('glu', ['dim'], options)
  if (input('glu', x).ndim === 0) throw odd(x, 'glu does not support scalars because halving size must be even')
  const d = dimOf('glu', dim, x.ndim)
  if (x.shape[d]! % 2 !== 0) throw odd(x, `Halving dimension must be even, but dimension ${d} is size ${x.shape[d]}`, d)
  requireFloating('glu', x, 'glu_cpu')
  return apply(Glu, [x], { dim: d })
}

const odd = (x: Tensor, torch: string, dim = 0): ShapeError =>
  new ShapeError(`glu: dimension ${dim} of ${shown(x.shape)} cannot be halved; its size must be even.`, {
    code: 'odd-size',
    params: { operation: 'glu', dim, shape: x.shape },
    torch: runtimeError(torch),
  })
