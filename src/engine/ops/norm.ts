/** Lengths of vectors. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { dtypes, isFloating } from '../dtype.ts'
import { ArgumentError, DtypeError, runtimeError } from '../errors.ts'
import { reduced } from '../kernels/reduce.ts'
import { normOfRow } from '../kernels/rows.ts'
import { methods, type AsMethod } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { input } from './operand.ts'
import { kept, reduction, type ReduceOptions, type Reduction } from './reduce.ts'
import { where } from './where.ts'

export interface NormOptions extends ReduceOptions {
  /** The order: a number, ±∞, or `'fro'`, which is 2. Default: 2. */
  p?: number | 'fro'
}

const Norm: Operation<Reduction & { readonly p: number; readonly converted: boolean }> = {
  name: ({ converted }) => (converted ? 'NormBackward3' : 'NormBackward1'),
  forward: ([x], { dims, keepdim, p }) => reduced(x!, dims, keepdim, normOfRow(p)),
  gradient: [given([0, 'output'], (g, [x, y], params) => slopeOfNorm(kept(g, params), x!, kept(y!, params), params))],
}

/** `dx = g · sign x · (|x| / norm)ᵖ⁻¹`; where the norm is 0 it has no slope, and 0 is taken. */
function slopeOfNorm(
  g: Tensor,
  x: Tensor,
  norm: Tensor,
  { p, dims }: Reduction & { readonly p: number },
): Tensor | undefined {
  const flat = norm.eq(0)
  if (p === 0) return undefined
  if (p === 1) return x.sign().mul(g)
  if (p === 2) return where(flat, 0, x.div(norm)).mul(g)
  if (Math.abs(p) === Infinity) {
    const chosen = x
      .abs()
      .eq(norm)
      .logicalOr(x.ne(x).logicalAnd(norm.ne(norm)))
    return where(chosen, x.sign().mul(g.div(chosen.sum({ dim: [...dims], keepdim: true }))), 0)
  }
  if (p < 1) return where(x.eq(0), 0, x.sign().mul(x.abs().pow(p - 1))).mul(g.mul(norm.pow(1 - p)))
  const scaled = p < 2 ? x.sign().mul(x.abs().pow(p - 1)) : x.mul(x.abs().pow(p - 2))
  return scaled.mul(where(flat, 0, g.div(norm.pow(p - 1))))
}

/**
 * The p-norm `(Σ |x|ᵖ)^(1/p)` of all elements or over dimensions.
 *
 * @param x  [...] float32 or float64
 * @param options.p  the order: ∞ for the largest size, 0 to count what is not 0, `'fro'` for 2; default 2
 * @param options.dim  the dimensions; all by default
 * @param options.keepdim  keep them with size 1
 * @param options.dtype  convert first
 * @returns  the shape without those dimensions, from 0 up
 * @throws IndexError `dim-out-of-range`; DtypeError `dtype-not-supported` for integers; ArgumentError `not-a-choice`
 * Gradient: `dx = g · sign x · (|x| / norm)ᵖ⁻¹`; for ∞ in equal parts to the largest; 0 where the norm is 0.
 * PyTorch: `'nuc'`, the nuclear norm, as well.
 * @example norm(tensor([3, 4])).item() // 5
 */
export function norm(
  x: Tensor,
  ...args: Call<[p: number | 'fro', dim: number | readonly number[], keepdim: boolean], NormOptions>
): Tensor {
  const options = named<NormOptions>('norm', [], ['p', 'dim', 'keepdim', 'dtype'], args)
  const from = options.dtype === undefined ? input('norm', x) : input('norm', x).to(options.dtype)
  if (!isFloating(from.dtype)) {
    throw new DtypeError(`norm: takes floating-point numbers, got ${from.dtype}. Convert it: x.to('float32').`, {
      code: 'dtype-not-supported',
      params: { operation: 'norm', dtype: from.dtype },
      torch: runtimeError(
        `norm(): input dtype should be either floating point or complex. Got ${dtypes[from.dtype].torch} instead.`,
      ),
    })
  }
  return apply(Norm, [from], {
    ...reduction('norm', from, options),
    p: orderOf(options.p),
    converted: options.dtype !== undefined,
  })
}

function orderOf(p: number | string = 2): number {
  if (p === 'fro') return 2
  if (typeof p === 'number' && !Number.isNaN(p)) return p
  throw new ArgumentError(`norm: p is a number, Infinity or 'fro', got '${p}'.`, {
    code: 'not-a-choice',
    params: { operation: 'norm', option: 'p', value: p, known: 'fro' },
    torch: runtimeError(`only valid string values are 'fro' and 'nuc', found ${p}`),
  })
}

declare module '../tensor.ts' {
  interface Tensor {
    norm: AsMethod<typeof norm>
  }
}
methods({ norm })
