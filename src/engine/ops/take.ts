/** Elements by their places in the whole tensor, read row by row. */
import { apply } from '../autograd/apply.ts'
import { dtypes } from '../dtype.ts'
import { runtimeError } from '../errors.ts'
import { values } from '../kernels/values.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { requireIndexType, requireInside } from './index-checks.ts'
import { input } from './operand.ts'
import { adding, choosing, writing, type Places } from './places.ts'

const Take = choosing('TakeBackward0')
const Put = writing('PutBackward0')
const Add = adding('PutBackward0')

function placesIn(operation: string, x: Tensor, index: Tensor): Places {
  const n = input(operation, x).numel()
  requireIndexType(
    operation,
    input(operation, index),
    runtimeError(`${operation}(): Expected a long tensor for index, but got ${dtypes[index.dtype].torch}`),
  )
  requireInside(operation, index, -n, n, 0, (i) => ({
    type: 'IndexError',
    message: `out of range: tried to access index ${i} on a tensor of ${n} elements.`,
  }))
  return { at: Int32Array.from(values(index), (i) => (i < 0 ? i + n : i)), shape: index.shape, from: x.shape }
}

/**
 * Elements by their places in the tensor read as one row.
 *
 * @param x  [...] of n elements
 * @param index  [...] int64, from −n to n − 1
 * @returns  the shape of the index
 * @throws IndexError `index-out-of-range`; DtypeError `index-dtype`
 * Gradient: g, added up where each element stood.
 * @example take(tensor([[1, 2], [3, 4]]), tensor([3, 0], { dtype: 'int64' })).tolist() // [4, 1]
 */
export function take(x: Tensor, ...args: Call<[index: Tensor], { index?: Tensor }>): Tensor {
  const { index } = named<{ index: Tensor }>('take', ['index'], [], args)
  return apply(Take, [x], placesIn('take', x, index))
}

interface PutOptions {
  index?: Tensor
  source?: Tensor
  /** Add instead of replacing. Default: false. */
  accumulate?: boolean
}

/**
 * x with elements written to places in the tensor read as one row.
 *
 * @param x  [...] of n elements
 * @param index  [...] int64, from −n to n − 1
 * @param source  as many elements as the index, in any shape
 * @param options.accumulate  add instead of replacing
 * @throws IndexError `index-out-of-range`; DtypeError `index-dtype`
 * Gradient: to x g, 0 where it was written over; to the source g at its places.
 * @example put(zeros(2, 2), tensor([3], { dtype: 'int64' }), tensor([5])).tolist() // [[0, 0], [0, 5]]
 */
export function put(
  x: Tensor,
  ...args: Call<[index: Tensor, source: Tensor, accumulate: boolean], PutOptions>
): Tensor {
  const { index, source, accumulate } = named<Required<PutOptions>>('put', ['index', 'source'], ['accumulate'], args)
  return apply(accumulate ? Add : Put, [x, source.reshape(index.shape)], placesIn('put', x, index))
}

declare module '../tensor.ts' {
  interface Tensor {
    take: AsMethod<typeof take>
    put: AsMethod<typeof put>
    put_: InPlace<typeof put>
  }
}
methods({ take, put })
inPlaceMethods({ put })
