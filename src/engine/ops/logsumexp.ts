/** The smooth maximum. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { reduced } from '../kernels/reduce.ts'
import { logSumExpOfRow } from '../kernels/rows.ts'
import { methods, type AsMethod } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { input } from './operand.ts'
import { kept, reduction, type ReduceOptions, type Reduction } from './reduce.ts'
import { floatingType } from './types.ts'

const Logsumexp: Operation<Reduction> = {
  name: 'LogsumexpBackward0',
  forward: ([x], { dims, keepdim }) => reduced(x!, dims, keepdim, logSumExpOfRow, floatingType(x!)),
  gradient: [given([0, 'output'], (g, [x, y], group) => x!.sub(kept(y!, group)).exp().mul(kept(g, group)))],
}

/**
 * `log Σ exp x` over dimensions, without overflow.
 *
 * @param x  [...] any real numbers; integers give float32
 * @param options.dim  one dimension or several
 * @param options.keepdim  keep them with size 1
 * @returns  the shape without those dimensions; −∞ for an empty sum
 * @throws IndexError `dim-out-of-range`; ArgumentError `missing-argument`
 * Gradient: `dx = g · softmax(x)`. Source: Goodfellow, Bengio, Courville 2016, §4.1.
 * @example logsumexp(tensor([1000, 1000]), { dim: 0 }).sub(1000).exp().round().item() // 2
 */
export function logsumexp(
  x: Tensor,
  ...args: Call<[dim: number | readonly number[], keepdim: boolean], Omit<ReduceOptions, 'dtype'>>
): Tensor {
  const options = named<ReduceOptions>('logsumexp', ['dim'], ['keepdim'], args)
  return apply(Logsumexp, [input('logsumexp', x)], reduction('logsumexp', x, options))
}

declare module '../tensor.ts' {
  interface Tensor {
    logsumexp: AsMethod<typeof logsumexp>
  }
}
methods({ logsumexp })
