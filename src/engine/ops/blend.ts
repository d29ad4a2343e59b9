/** Two steps in one: a point between two tensors, and a tensor plus a scaled product or quotient. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { isFloating, resultType, type DType } from '../dtype.ts'
import { DtypeError, runtimeError } from '../errors.ts'
import { combined } from '../kernels/elementwise.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { input, operand, type Operand } from './operand.ts'
import { notSupported, requireSameType, roundingOf } from './types.ts'
import { where } from './where.ts'

/** From the nearer end, so that weights 0 and 1 give the ends exactly. */
const Lerp: Operation<{ node: string }> = {
  name: ({ node }) => node,
  forward([start, end, weight]) {
    const way = end!.sub(start!)
    const fromStart = start!.add(way.mul(weight!))
    return where(weight!.abs().lt(0.5), fromStart, end!.sub(way.mul(weight!.rsub(1))))
  },
  gradient: [
    given([2], (g, [weight]) => g.mul(weight!.rsub(1))),
    given([2], (g, [weight]) => g.mul(weight!)),
    given([0, 1], (g, [start, end]) => g.mul(end!.sub(start!))),
  ],
}

interface Scaled {
  readonly value: number
  readonly dtype: DType
}

const Addcmul: Operation<Scaled> = {
  name: 'AddcmulBackward0',
  forward: ([x, y, z], { value, dtype }) => scaledSum('addcmul', x!, y!, z!, value, dtype, (a, b) => a * b),
  gradient: [
    (g) => g,
    given([2], (g, [z], { value }) => g.mul(z!.mul(value))),
    given([1], (g, [y], { value }) => g.mul(y!.mul(value))),
  ],
}

const Addcdiv: Operation<Scaled> = {
  name: 'AddcdivBackward0',
  forward: ([x, y, z], { value, dtype }) => scaledSum('addcdiv', x!, y!, z!, value, dtype, (a, b) => a / b),
  gradient: [
    (g) => g,
    given([2], (g, [z], { value }) => g.mul(value).div(z!)),
    given([1, 2], (g, [y, z], { value }) => g.neg().mul(y!.mul(value).div(z!).div(z!))),
  ],
}

/** `x + (value · y) ∘ z`, rounded after each step. */
function scaledSum(
  name: string,
  x: Tensor,
  y: Tensor,
  z: Tensor,
  value: number,
  dtype: DType,
  f: (a: number, b: number) => number,
): Tensor {
  const round = roundingOf(dtype)
  const factor = round(value)
  const product = combined(name, y, z, (a, b) => f(round(a * factor), b), dtype, dtype)
  return combined(name, x, product, (a, b) => a + b, dtype, dtype)
}

/**
 * The point between two tensors: `start + weight · (end − start)`, with broadcasting.
 *
 * @param start           [...] where weight is 0
 * @param end             the same type; where weight is 1
 * @param options.weight  a number, or a tensor that broadcasts; outside [0, 1] it goes on beyond the ends
 * @returns  the broadcast shape
 * @throws ShapeError `broadcast`; DtypeError `dtypes-differ`, `dtype-not-supported`
 * Gradient: `dstart = (1 − weight) · g`, `dend = weight · g`, `dweight = (end − start) · g`.
 * @example lerp(tensor([0]), tensor([10]), 0.25).tolist() // [2.5]
 */
export function lerp(start: Tensor, end: Tensor, ...options: Call<[weight: Operand], { weight: Operand }>): Tensor {
  const { weight } = named<{ weight: Operand }>('lerp', ['weight'], [], options)
  const [from, to] = [input('lerp', start), input('lerp', end)]
  requireSameType(
    'lerp',
    from,
    to,
    `expected dtype ${cNames[from.dtype]} for \`end\` but got dtype ${cNames[to.dtype]}`,
  )
  const byNumber = !(weight instanceof Tensor)
  if (!isFloating(from.dtype))
    throw notSupported(
      'lerp',
      from.dtype,
      'floating-point numbers',
      byNumber ? 'lerp_kernel_scalar' : 'lerp_kernel_tensor',
    )
  return apply(Lerp, [from, to, operand('lerp', weight)], { node: byNumber ? 'LerpBackward0' : 'LerpBackward1' })
}

/** As PyTorch's messages call types in C's words. */
const cNames: Readonly<Record<DType, string>> = {
  float32: 'float',
  float64: 'double',
  int64: 'long int',
  int32: 'int',
  uint8: 'unsigned char',
  bool: 'bool',
}

/**
 * `x + value · y · z`, with broadcasting.
 *
 * @param x  [...] numbers
 * @param y  a tensor that broadcasts with x
 * @param z  a tensor that broadcasts with x
 * @param options.value  the factor; default 1
 * @returns  the broadcast shape, the common type
 * @throws ShapeError `broadcast`
 * Gradient: `dx = g`, `dy = value · z · g`, `dz = value · y · g`.
 * @example addcmul(tensor([1]), tensor([2]), tensor([3]), { value: 10 }).tolist() // [61]
 */
export function addcmul(x: Tensor, y: Tensor, z: Tensor, { value = 1 }: { value?: number } = {}): Tensor {
  const inputs = [input('addcmul', x), input('addcmul', y), input('addcmul', z)]
  return apply(Addcmul, inputs, { value, dtype: resultType(inputs) })
}

/**
 * `x + value · y / z`, with broadcasting.
 *
 * @param x  [...] numbers
 * @param y  a tensor that broadcasts with x
 * @param z  a tensor that broadcasts with x; not both integers
 * @param options.value  the factor; default 1
 * @returns  the broadcast shape, the common type
 * @throws ShapeError `broadcast`; DtypeError `dtype-not-supported`
 * Gradient: `dx = g`, `dy = value · g / z`, `dz = −value · g · y / z²`.
 * @example addcdiv(tensor([1]), tensor([6]), tensor([3]), { value: 10 }).tolist() // [21]
 */
export function addcdiv(x: Tensor, y: Tensor, z: Tensor, { value = 1 }: { value?: number } = {}): Tensor {
  const inputs = [input('addcdiv', x), input('addcdiv', y), input('addcdiv', z)]
  if (!isFloating(y.dtype) && !isFloating(z.dtype)) {
    throw new DtypeError(
      `addcdiv: takes floating-point numbers, got ${y.dtype} and ${z.dtype}. Convert one: y.to('float32').`,
      {
        code: 'dtype-not-supported',
        params: { operation: 'addcdiv', dtype: y.dtype },
        torch: runtimeError(integerAddcdiv),
      },
    )
  }
  return apply(Addcdiv, inputs, { value, dtype: resultType(inputs) })
}

const integerAddcdiv =
  'Integer division with addcdiv is no longer supported, and in a future  release addcdiv will perform a true division of tensor1 and tensor2. The historic addcdiv behavior can be implemented as (input + value * torch.trunc(tensor1 / tensor2)).to(input.dtype) for integer inputs and as (input + value * tensor1 / tensor2) for float inputs. The future addcdiv behavior is just the latter implementation: (input + value * tensor1 / tensor2), for all dtypes.'

declare module '../tensor.ts' {
  interface Tensor {
    lerp: AsMethod<typeof lerp>
    lerp_: InPlace<typeof lerp>
    addcmul: AsMethod<typeof addcmul>
    addcmul_: InPlace<typeof addcmul>
    addcdiv: AsMethod<typeof addcdiv>
    addcdiv_: InPlace<typeof addcdiv>
  }
}
methods({ lerp, addcmul, addcdiv })
inPlaceMethods({ lerp, addcmul, addcdiv })
