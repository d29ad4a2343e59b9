/** Sums and means of what is not NaN. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { dtypes, isFloating } from '../dtype.ts'
import { DtypeError, runtimeError } from '../errors.ts'
import { reduced } from '../kernels/reduce.ts'
import { nanCountOfRow, nanSumOfRow } from '../kernels/rows.ts'
import { methods, type AsMethod } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'
import { reduceOptions, reduction, spread, type ReduceCall, type Reduction } from './reduce.ts'

const Nansum: Operation<Reduction> = {
  name: 'NansumBackward0',
  forward: ([x], { dims, keepdim }) =>
    reduced(x!, dims, keepdim, nanSumOfRow, isFloating(x!.dtype) ? x!.dtype : 'int64'),
  // A product, as in PyTorch: where nothing is left to average, g is ∞ and its gradient NaN.
  gradient: [given([0], (g, [x], group) => spread(g, group).mul(x!.eq(x!)))],
}

const NanCount: Operation<Reduction> = {
  name: 'nanCount',
  forward: ([x], { dims, keepdim }) => reduced(x!, dims, keepdim, nanCountOfRow, 'int64', x!.dtype),
}

/**
 * Sum of all elements but NaN, or over dimensions.
 * @param options  those of `sum`
 * @throws IndexError `dim-out-of-range`
 * Gradient: g, 0 where x is NaN.
 * @example nansum(tensor([1, NaN, 2])).item() // 3
 */
export function nansum(x: Tensor, ...args: ReduceCall): Tensor {
  const options = reduceOptions('nansum', args)
  const from = options.dtype === undefined ? input('nansum', x) : input('nansum', x).to(options.dtype)
  return apply(Nansum, [from], reduction('nansum', from, options))
}

/**
 * Mean of all elements but NaN, or over dimensions; NaN where nothing else is.
 * @param options  those of `mean`
 * @throws IndexError `dim-out-of-range`; DtypeError `mean-dtype` for integers
 * Gradient: g / n, 0 where x is NaN.
 * @example nanmean(tensor([1, NaN, 2])).item() // 1.5
 */
export function nanmean(x: Tensor, ...args: ReduceCall): Tensor {
  const options = reduceOptions('nanmean', args)
  const from = options.dtype === undefined ? input('nanmean', x) : input('nanmean', x).to(options.dtype)
  if (!isFloating(from.dtype)) {
    throw new DtypeError(
      `nanmean: a mean of ${from.dtype} numbers is not ${from.dtype}. Convert first: x.to('float32').nanmean().`,
      {
        code: 'mean-dtype',
        params: { dtype: from.dtype },
        torch: runtimeError(
          `nanmean(): expected input to have floating point dtype but got ${dtypes[from.dtype].torch}`,
        ),
      },
    )
  }
  return nansum(from, options).div(apply(NanCount, [from], reduction('nanmean', from, options)))
}

declare module '../tensor.ts' {
  interface Tensor {
    nansum: AsMethod<typeof nansum>
    nanmean: AsMethod<typeof nanmean>
  }
}
methods({ nansum, nanmean })
