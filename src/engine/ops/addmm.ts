/** A tensor plus a product: `β · t + α · (a · b)`, in one step. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { inOneStep } from '../autograd/one-step.ts'
import { ShapeError, runtimeError, shown } from '../errors.ts'
import type { Numbers } from '../dtype.ts'
import { broadcastValues } from '../kernels/elementwise.ts'
import { multiply, type Matrix } from '../kernels/matmul.ts'
import { productVector } from '../kernels/products.ts'
import { fromNumbers, newNumbers } from '../kernels/values.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { numelOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { bmm, matrixOf, mm, mv } from './matmul.ts'
import { checkRanks, innerMismatch } from './matmul-checks.ts'
import { input } from './operand.ts'
import { requireSameType } from './types.ts'

export interface AddOptions {
  /** Factor β of the tensor; at 0 it is ignored, NaN and all. Default: 1. */
  beta?: number
  /** Factor α of the product. Default: 1. */
  alpha?: number
}

interface Added {
  /** Whether b lies transposed in memory, as a layer's weight does. */
  readonly isTurned?: boolean
  readonly alpha: number
  readonly beta: number
  readonly shape: Shape
}

/** The products of a stack, one after another into `out`, each at its start. */
interface Products {
  readonly left: readonly Matrix[]
  readonly right: readonly Matrix[]
  readonly starts: readonly number[]
  /** Of one product: [n, k] · [k, m]. */
  readonly sizes: readonly [n: number, k: number, m: number]
}

function sumWithProducts(
  t: Tensor,
  { alpha, beta, shape }: Added,
  { left, right, starts, sizes: [n, k, m] }: Products,
): Tensor {
  const out = newNumbers(t.dtype, numelOf(shape))
  if (beta !== 0) {
    out.set(broadcastValues(t, shape, t.dtype))
    if (beta !== 1) for (let i = 0; i < out.length; i++) out[i]! *= beta
  }
  // Without a factor the products are added to what stands there, as a BLAS does.
  const into = alpha === 1 ? out : newNumbers(t.dtype, out.length)
  starts.forEach((start, i) => multiply(into, start, left[i]!, right[i]!, n, k, m, true))
  if (into !== out) addScaled(out, into, alpha)
  return fromNumbers(out, shape, t.dtype)
}

function addScaled(out: Numbers, product: Numbers, alpha: number): void {
  for (let i = 0; i < out.length; i++) out[i]! += alpha * product[i]!
}

/** What a layer computes: a product and one bias for each column. */
const affine = (t: Tensor, a: Tensor, b: Tensor, { alpha, beta, shape }: Added): Tensor | null =>
  alpha === 1 &&
  beta === 1 &&
  t.shape.length === 1 &&
  t.shape[0] === shape[1] &&
  (t.strides[0] === 1 || t.shape[0] === 1)
    ? productVector(a, b, shape, t)
    : null

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

const Addmm: Operation<Added> = {
  name: 'AddmmBackward0',
  forward: ([t, a, b], added) =>
    affine(t!, a!, b!, added) ??
    sumWithProducts(t!, added, {
      left: [matrixOf(a!)],
      right: [matrixOf(b!)],
      starts: [0],
      sizes: [a!.shape[0]!, a!.shape[1]!, b!.shape[1]!],
    }),
  gradient: [
    (g, _, { beta }) => scaled(g, beta),
    given(
      [2],
      inOneStep(
        (g, [b], { alpha }) => (alpha === 1 ? productVector(g, b!, null, null, 'second') : null),
        (g, [b], { alpha }) => scaled(mm(g, b!.t()), alpha),
      ),
    ),
    given(
      [1],
      inOneStep(
        (g, [a], { alpha, isTurned }) =>
          alpha === 1 && isTurned === true ? (productVector(g, a!, null, null, 'first')?.t() ?? null) : null,
        // The gradient of what lies transposed lies transposed too: then that of the weight needs no copy.
        (g, [a], { alpha, isTurned }) => scaled(isTurned ? mm(g.t(), a!).t() : mm(a!.t(), g), alpha),
      ),
    ),
  ],
}

const Addmv: Operation<Added> = {
  name: 'AddmvBackward0',
  forward: ([t, a, v], added) =>
    sumWithProducts(t!, added, {
      left: [matrixOf(a!)],
      right: [matrixOf(v!.unsqueeze(1))],
      starts: [0],
      sizes: [a!.shape[0]!, a!.shape[1]!, 1],
    }),
  gradient: [
    (g, _, { beta }) => scaled(g, beta),
    given([2], (g, [v], { alpha }) => scaled(g.unsqueeze(1).mul(v!), alpha)),
    given([1], (g, [a], { alpha }) => scaled(mv(a!.t(), g), alpha)),
  ],
}

const Addr: Operation<Added> = {
  name: 'AddrBackward0',
  forward: ([t, u, v], added) =>
    sumWithProducts(t!, added, {
      left: [matrixOf(u!.unsqueeze(1))],
      right: [matrixOf(v!.unsqueeze(0))],
      starts: [0],
      sizes: [u!.shape[0]!, 1, v!.shape[0]!],
    }),
  gradient: [
    (g, _, { beta }) => scaled(g, beta),
    given([2], (g, [v], { alpha }) => scaled(mv(g, v!), alpha)),
    given([1], (g, [u], { alpha }) => scaled(mv(g.t(), u!), alpha)),
  ],
}

/** The products of a stack: side by side for `baddbmm`, all into one matrix for `addbmm`. */
function stackOf(a: Tensor, b: Tensor, apart: boolean): Products {
  const [stack, n, k] = a.shape as [number, number, number]
  const m = b.shape[2]!
  const places = range(stack)
  return {
    left: places.map((i) => matrixOf(a, i)),
    right: places.map((i) => matrixOf(b, i)),
    starts: places.map((i) => (apart ? i * n * m : 0)),
    sizes: [n, k, m],
  }
}

const Baddbmm: Operation<Added> = {
  name: 'BaddbmmBackward0',
  forward: ([t, a, b], added) => sumWithProducts(t!, added, stackOf(a!, b!, true)),
  gradient: [
    (g, _, { beta }) => scaled(g, beta),
    given([2], (g, [b], { alpha }) => scaled(bmm(g, b!.transpose(1, 2)), alpha)),
    given([1], (g, [a], { alpha }) => scaled(bmm(a!.transpose(1, 2), g), alpha)),
  ],
}

const Addbmm: Operation<Added> = {
  name: 'AddbmmBackward0',
  forward: ([t, a, b], added) => sumWithProducts(t!, added, stackOf(a!, b!, false)),
  gradient: [
    (g, _, { beta }) => scaled(g, beta),
    given([2], (g, [b], { alpha }) => scaled(bmm(g.expand(b!.shape[0]!, ...g.shape), b!.transpose(1, 2)), alpha)),
    given([1], (g, [a], { alpha }) => scaled(bmm(a!.transpose(1, 2), g.expand(a!.shape[0]!, ...g.shape)), alpha)),
  ],
}

const scaled = (x: Tensor, factor: number): Tensor => (factor === 1 ? x : x.mul(factor))

/** That t broadcasts to the shape of the product, and the types are one. */
function checkAddend(operation: string, t: Tensor, a: Tensor, b: Tensor, shape: Shape): void {
  const lead = shape.length - input(operation, t).ndim
  let bad = -1
  for (let d = t.shape.length - 1; d >= 0; d--) if (t.shape[d] !== 1 && t.shape[d] !== shape[d + lead]) bad = d
  if (lead < 0 || bad >= 0) {
    throw new ShapeError(
      `${operation}: the tensor ${shown(t.shape)} does not broadcast to the product, which is ${shown(shape)}.`,
      {
        code: 'expand',
        params: { operation, from: t.shape, to: shape },
        torch: runtimeError(
          lead < 0
            ? `expand(torch.FloatTensor{${shown(t.shape)}}, size=${shown(shape)}): the number of sizes provided (${shape.length}) must be greater or equal to the number of dimensions in the tensor (${t.ndim})`
            : `The expanded size of the tensor (${shape[bad + lead]}) must match the existing size (${t.shape[bad]}) at non-singleton dimension ${bad + lead}.  Target sizes: ${shown(shape)}.  Tensor sizes: ${shown(t.shape)}`,
        ),
      },
    )
  }
  requireSameType(operation, a, b, 'mat1 and mat2 must have the same dtype')
  requireSameType(operation, t, b, 'self and mat2 must have the same dtype')
}

/**
 * A matrix plus a product of matrices: `β · t + α · (a · b)`.
 *
 * @param t  a tensor that broadcasts to [n, m]
 * @param a  [n, k]
 * @param b  [k, m]
 * @param options.beta   factor β of t; default 1
 * @param options.alpha  factor α of the product; default 1
 * @returns  [n, m]
 * @throws ShapeError `matmul-ranks`, `matmul-inner`, `expand`; DtypeError `dtypes-differ`
 * Gradient: `dt = β · g`, summed over what was broadcast; `da = α · g · bᵀ`; `db = α · aᵀ · g`.
 * @example addmm(tensor([10]), tensor([[1, 2]]), tensor([[3], [4]])).tolist() // [[21]]
 */
export function addmm(t: Tensor, a: Tensor, b: Tensor, { beta = 1, alpha = 1 }: AddOptions = {}): Tensor {
  if (input('addmm', a).ndim !== 2 || input('addmm', b).ndim !== 2) {
    checkRanks(
      'addmm',
      a,
      b,
      2,
      2,
      a.ndim === 2 ? `mat2 must be a matrix, got ${b.ndim}-D tensor` : `mat1 must be a matrix, got ${a.ndim}-D tensor`,
    )
  }
  if (a.shape[1] !== b.shape[0])
    throw innerMismatch(
      'addmm',
      a,
      b,
      `mat1 and mat2 shapes cannot be multiplied (${a.shape.join('x')} and ${b.shape.join('x')})`,
    )
  const shape = [a.shape[0]!, b.shape[1]!]
  checkAddend('addmm', t, a, b, shape)
  const isTurned = b.strides[0] === 1 && b.strides[1] === b.shape[0]
  return apply(Addmm, [t, a, b], { alpha, beta, shape, isTurned })
}

/**
 * A vector plus a matrix times a vector: `β · t + α · (a · v)`, with a [n, k] and v [k].
 * Gradient: `dt = β · g`; `da = α · g vᵀ`; `dv = α · aᵀ · g`.
 * @throws as `addmm`
 * @example addmv(tensor([10]), tensor([[1, 2]]), tensor([3, 4])).tolist() // [21]
 */
export function addmv(t: Tensor, a: Tensor, v: Tensor, { beta = 1, alpha = 1 }: AddOptions = {}): Tensor {
  checkRanks(
    'addmv',
    input('addmv', a),
    input('addmv', v),
    2,
    1,
    `vector + matrix @ vector expected, got 1, ${a.ndim}, ${v.ndim}`,
  )
  const shape = [a.shape[0]!]
  if (a.shape[1] !== v.shape[0])
    throw innerMismatch('addmv', a, v, `size mismatch, got ${a.shape[0]}, ${a.shape.join('x')},${v.shape[0]}`)
  checkAddend('addmv', t, a, v, shape)
  return apply(Addmv, [t, a, v], { alpha, beta, shape })
}

/**
 * A matrix plus an outer product: `β · t + α · (u vᵀ)`, with u [n] and v [m].
 * Gradient: `dt = β · g`; `du = α · g · v`; `dv = α · gᵀ · u`.
 * @throws as `addmm`
 * @example addr(tensor([10]), tensor([1, 2]), tensor([3])).tolist() // [[13], [16]]
 */
export function addr(t: Tensor, u: Tensor, v: Tensor, { beta = 1, alpha = 1 }: AddOptions = {}): Tensor {
  const [which, bad] = input('addr', u).ndim === 1 ? ['vec2', input('addr', v)] : ['vec1', u]
  checkRanks('addr', u, v, 1, 1, `addr: Expected 1-D argument ${which}, but got ${bad.ndim}-D`)
  const shape = [u.shape[0]!, v.shape[0]!]
  checkAddend('addr', t, u, v, shape)
  return apply(Addr, [t, u, v], { alpha, beta, shape })
}

function checkStacks(operation: string, a: Tensor, b: Tensor): void {
  checkRanks(
    operation,
    input(operation, a),
    input(operation, b),
    3,
    3,
    a.ndim === 3 ? 'batch2 must be a 3D tensor' : 'batch1 must be a 3D tensor',
  )
  if (a.shape[0] === b.shape[0] && a.shape[2] === b.shape[1]) return
  throw innerMismatch(
    operation,
    a,
    b,
    `Expected size for first two dimensions of batch2 tensor to be: [${a.shape[0]}, ${a.shape[2]}] but got: [${b.shape[0]}, ${b.shape[1]}].`,
  )
}

/**
 * A stack of matrices plus a stack of products: `β · t + α · (aₛ · bₛ)`, with a [s, n, k] and b [s, k, m].
 * Gradients as `addmm`'s, matrix by matrix.
 * @returns  [s, n, m]
 * @throws as `addmm`
 * @example baddbmm(tensor([10]), tensor([[[1, 2]]]), tensor([[[3], [4]]])).tolist() // [[[21]]]
 */
export function baddbmm(t: Tensor, a: Tensor, b: Tensor, { beta = 1, alpha = 1 }: AddOptions = {}): Tensor {
  checkStacks('baddbmm', a, b)
  const shape = [a.shape[0]!, a.shape[1]!, b.shape[2]!]
  checkAddend('baddbmm', t, a, b, shape)
  return apply(Baddbmm, [t, a, b], { alpha, beta, shape })
}

/**
 * A matrix plus the sum of a stack of products: `β · t + α · Σₛ (aₛ · bₛ)`, with a [s, n, k] and b [s, k, m].
 * Gradients as `addmm`'s, matrix by matrix.
 * @returns  [n, m]
 * @throws as `addmm`
 * @example addbmm(tensor([10]), ones(2, 1, 3), ones(2, 3, 1)).tolist() // [[16]]
 */
export function addbmm(t: Tensor, a: Tensor, b: Tensor, { beta = 1, alpha = 1 }: AddOptions = {}): Tensor {
  checkStacks('addbmm', a, b)
  const shape = [a.shape[1]!, b.shape[2]!]
  checkAddend('addbmm', t, a, b, shape)
  return apply(Addbmm, [t, a, b], { alpha, beta, shape })
}

declare module '../tensor.ts' {
  interface Tensor {
    addmm: AsMethod<typeof addmm>
    addmm_: InPlace<typeof addmm>
    addmv: AsMethod<typeof addmv>
    addmv_: InPlace<typeof addmv>
    addr: AsMethod<typeof addr>
    addr_: InPlace<typeof addr>
    baddbmm: AsMethod<typeof baddbmm>
    baddbmm_: InPlace<typeof baddbmm>
    addbmm: AsMethod<typeof addbmm>
    addbmm_: InPlace<typeof addbmm>
  }
}
methods({ addmm, addmv, addr, baddbmm, addbmm })
inPlaceMethods({ addmm, addmv, addr, baddbmm, addbmm })
