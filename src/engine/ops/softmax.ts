/** Softmax and its logarithm: from logits to probabilities. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { inOneStep } from '../autograd/one-step.ts'
import { isFloating, type DType } from '../dtype.ts'
import { ArgumentError } from '../errors.ts'
import { softmaxBackVector } from '../kernels/row-vectors.ts'
import { softmaxAlong } from '../kernels/softmax.ts'
import { methods, type AsMethod } from '../methods.ts'
import { dimOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { warn } from '../warnings.ts'
import { input } from './operand.ts'
import { settings, type Settings } from './settings.ts'
import { notSupported } from './types.ts'

const Softmax: Operation<{ dim: number }> = {
  name: 'SoftmaxBackward0',
  forward: ([x], { dim }) => softmaxAlong('softmax', x!, dim),
  gradient: [
    given(
      ['output'],
      inOneStep(
        (g, [y], { dim }) => softmaxBackVector('softmaxBack', g, y!, dim),
        (g, [y], { dim }) => g.sub(g.mul(y!).sum({ dim, keepdim: true })).mul(y!),
      ),
    ),
  ],
}

const LogSoftmax: Operation<{ dim: number }> = {
  name: 'LogSoftmaxBackward0',
  forward: ([x], { dim }) => softmaxAlong('logSoftmax', x!, dim),
  gradient: [
    given(
      ['output'],
      inOneStep(
        (g, [y], { dim }) => softmaxBackVector('logSoftmaxBack', g, y!, dim),
        (g, [y], { dim }) => g.sub(y!.exp().mul(g.sum({ dim, keepdim: true }))),
      ),
    ),
  ],
}

export interface SoftmaxOptions {
  /** The dimension along which the results sum to 1; negative counts from the end. */
  dim?: number
  /** Convert to this type first. */
  dtype?: DType
}

const read = (operation: string, options: Settings<SoftmaxOptions>): SoftmaxOptions =>
  settings<SoftmaxOptions>(operation, ['dim', 'dtype'], options)

function run(
  name: string,
  torch: string,
  operation: Operation<{ dim: number }>,
  x: Tensor,
  { dim, dtype }: SoftmaxOptions,
): Tensor {
  if (dim === undefined) throw dimMissing(name, torch)
  const from = dtype === undefined ? input(name, x) : input(name, x).to(dtype)
  const d = dimOf(name, dim, from.ndim)
  if (!isFloating(from.dtype)) {
    const kernel = d === Math.max(from.ndim, 1) - 1 ? `${torch}_lastdim_kernel_impl` : `${torch}_kernel_impl`
    throw notSupported(name, from.dtype, 'floating-point numbers', kernel, "Convert them first: { dtype: 'float32' }.")
  }
  return apply(operation, [from], { dim: d })
}

function dimMissing(operation: string, torch: string): ArgumentError {
  return new ArgumentError(`${operation}: along which dimension? ${operation}(x, { dim: -1 }) takes the last.`, {
    code: 'dim-missing',
    params: { operation },
    torch: {
      type: 'TypeError',
      message: `${torch}() received an invalid combination of arguments - got (Tensor), but expected one of:\n * (Tensor input, int dim, torch.dtype dtype, *, Tensor out)\n * (Tensor input, name dim, *, torch.dtype dtype)\n`,
    },
  })
}

/**
 * Softmax along one dimension: `softmax(x)ᵢ = exp(xᵢ − max x) / Σⱼ exp(xⱼ − max x)`.
 *
 * @param x              [..., n, ...] logits, any real values
 * @param options.dim    the dimension of size n; negative counts from the end
 * @param options.dtype  convert to this type first
 * @returns  the shape of x; each in [0, 1], summing to 1 along `dim`; NaN where all logits are −∞ or one is ∞
 * @throws IndexError `dim-out-of-range`; ArgumentError `dim-missing`; DtypeError `dtype-not-supported`
 * Gradient: `dx = y · (g − Σ(g · y))`. Source: Goodfellow, Bengio, Courville 2016, §6.2.2.3.
 * @example softmax(tensor([0, 0]), { dim: 0 }).tolist() // [0.5, 0.5]
 */
export function softmax(x: Tensor, ...options: Settings<SoftmaxOptions>): Tensor {
  return run('softmax', 'softmax', Softmax, x, read('softmax', options))
}

/**
 * Logarithm of the softmax: `xᵢ − max x − log Σⱼ exp(xⱼ − max x)`.
 *
 * @param x              [..., n, ...] logits, any real values
 * @param options.dim    the dimension of size n; negative counts from the end
 * @param options.dtype  convert to this type first
 * @returns  the shape of x; at most 0
 * @throws IndexError `dim-out-of-range`; ArgumentError `dim-missing`; DtypeError `dtype-not-supported`
 * Gradient: `dx = g − softmax(x) · Σ g`. Source: Goodfellow, Bengio, Courville 2016, §6.2.2.3.
 * @example logSoftmax(tensor([0, -Infinity]), { dim: 0 }).tolist() // [0, -Infinity]
 */
export function logSoftmax(x: Tensor, ...options: Settings<SoftmaxOptions>): Tensor {
  return run('logSoftmax', 'log_softmax', LogSoftmax, x, read('logSoftmax', options))
}

/** As torch.nn.functional has it: without `dim` it chooses one, and warns. */
const choosing =
  (operation: string, torch: string, f: (x: Tensor, options: SoftmaxOptions) => Tensor) =>
  (x: Tensor, ...options: Settings<SoftmaxOptions>): Tensor => {
    const { dim, dtype } = read(operation, options)
    if (dim !== undefined) return f(x, { dim, dtype })
    const rank = input(operation, x).ndim
    const chosen = rank === 0 || rank === 1 || rank === 3 ? 0 : 1
    warn({
      code: 'dim-chosen',
      params: { operation, dim: chosen },
      message: `${operation}: no dim was given, so dimension ${chosen} was chosen. Say which one: { dim: ${chosen} }.`,
      torch: `Implicit dimension choice for ${torch} has been deprecated. Change the call to include dim=X as an argument.`,
    })
    return f(x, { dim: chosen, dtype })
  }

/**
 * `softmax` that chooses a dimension where none is given: 0 for 0, 1 or 3 dimensions, else 1.
 * @example functional.softmax(tensor([0, 0]), { dim: 0 }).tolist() // [0.5, 0.5]
 */
export const softmaxChoosing = choosing('softmax', 'softmax', softmax)

/**
 * `logSoftmax` that chooses a dimension where none is given: 0 for 0, 1 or 3 dimensions, else 1.
 * @example functional.logSoftmax(tensor([7]), { dim: 0 }).tolist() // [0]
 */
export const logSoftmaxChoosing = choosing('logSoftmax', 'log_softmax', logSoftmax)

/**
 * Softmax of −x, of any shape: the smallest number gets the largest share. Gradient: as for `softmax`, with the sign turned.
 * @example softmin(tensor([0, 0]), { dim: 0 }).tolist() // [0.5, 0.5]
 */
export const softmin = choosing('softmin', 'softmin', (x, options) => softmax(x.neg(), options))

declare module '../tensor.ts' {
  interface Tensor {
    softmax: AsMethod<typeof softmax>
    logSoftmax: AsMethod<typeof logSoftmax>
  }
}
methods({ softmax, logSoftmax })
