/** Products of vectors, matrices and stacks of matrices. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { inOneStep } from '../autograd/one-step.ts'
import { ShapeError, runtimeError, shown } from '../errors.ts'
import { multiply, type Matrix } from '../kernels/matmul.ts'
import { productVector } from '../kernels/products.ts'
import { fromNumbers, newNumbers } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { broadcastShapes, contiguousStrides, numelOf, sameShape, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { checkRanks, checkTypes, innerMismatch } from './matmul-checks.ts'
import { input } from './operand.ts'
import { asView, sized, type Layout } from './views.ts'

/** The matrix at place i of a stack, or the tensor's only matrix. */
export function matrixOf(x: Tensor, i = 0): Matrix {
  const [rows, columns] = x.strides.slice(-2) as [number, number]
  return {
    numbers: x.storage.read(),
    offset: x.offset + (x.ndim === 3 ? i * x.strides[0]! : 0),
    rowStride: rows,
    columnStride: columns,
  }
}

/** A product seen in the shape asked for. Nobody else holds it, so that PyTorch does not count it as a view. */
const Reshaped: Operation<Layout & { as: string }> = {
  name: ({ as }) => as,
  forward: asView,
  gradient: [(g, _, { from }) => g.reshape(from)],
}
export const reshaped = (product: Tensor, shape: Shape, as = 'UnsafeViewBackward0'): Tensor =>
  apply(Reshaped, [product], { ...sized(product, shape, contiguousStrides(shape)), as })

/** `da = g · bᵀ` and `db = aᵀ · g`: the kernels read rows for columns. */
const productGradients = (multiply: (a: Tensor, b: Tensor) => Tensor, turn: (x: Tensor) => Tensor) => [
  given(
    [1],
    inOneStep<undefined, Tensor>(
      (g, [b]) => productVector(g, b!, null, null, 'second'),
      (g, [b]) => multiply(g, turn(b!)),
    ),
  ),
  given(
    [0],
    inOneStep<undefined, Tensor>(
      (g, [a]) => productVector(a!, g, null, null, 'first'),
      (g, [a]) => multiply(turn(a!), g),
    ),
  ),
]

const Mm: Operation = {
  name: 'MmBackward0',
  forward([a, b]) {
    const [n, k] = a!.shape as [number, number]
    const m = b!.shape[1]!
    const fast = productVector(a!, b!, null)
    if (fast !== null) return fast
    const out = newNumbers(a!.dtype, n * m)
    multiply(out, 0, matrixOf(a!), matrixOf(b!), n, k, m)
    return fromNumbers(out, [n, m], a!.dtype)
  },
  gradient: productGradients(
    (a, b) => mm(a, b),
    (x) => x.t(),
  ),
}

const Bmm: Operation = {
  name: 'BmmBackward0',
  forward([a, b]) {
    const [stack, n, k] = a!.shape as [number, number, number]
    const m = b!.shape[2]!
    const fast = productVector(a!, b!, null)
    if (fast !== null) return fast
    const out = newNumbers(a!.dtype, stack * n * m)
    for (let i = 0; i < stack; i++) multiply(out, i * n * m, matrixOf(a!, i), matrixOf(b!, i), n, k, m)
    return fromNumbers(out, [stack, n, m], a!.dtype)
  },
  gradient: productGradients(
    (a, b) => bmm(a, b),
    (x) => x.transpose(1, 2),
  ),
}

const Dot: Operation<{ as: string }> = {
  name: ({ as }) => as,
  forward([a, b]) {
    const out = newNumbers(a!.dtype, 1)
    multiply(out, 0, matrixOf(a!.unsqueeze(0)), matrixOf(b!.unsqueeze(1)), 1, a!.shape[0]!, 1)
    return fromNumbers(out, [], a!.dtype)
  },
  gradient: [given([1], (g, [b]) => g.mul(b!)), given([0], (g, [a]) => g.mul(a!))],
}

const Mv: Operation = {
  name: 'MvBackward0',
  forward([a, b]) {
    const [n, k] = a!.shape as [number, number]
    const out = newNumbers(a!.dtype, n)
    multiply(out, 0, matrixOf(a!), matrixOf(b!.unsqueeze(1)), n, k, 1)
    return fromNumbers(out, [n], a!.dtype)
  },
  gradient: [given([1], (g, [b]) => g.unsqueeze(1).mul(b!)), given([0], (g, [a]) => mv(a!.t(), g))],
}

/**
 * Matrix times matrix, [n, k] × [k, m]. Gradient: `da = g · bᵀ`, `db = aᵀ · g`. @throws ShapeError `matmul-inner`
 * @example mm(tensor([[1, 2]]), tensor([[3], [4]])).tolist() // [[11]]
 */
export function mm(a: Tensor, b: Tensor): Tensor {
  checkRanks(
    'mm',
    input('mm', a),
    input('mm', b),
    2,
    2,
    a.ndim === 2 ? 'mat2 must be a matrix' : 'self must be a matrix',
  )
  checkTypes('mm', a, b)
  if (a.shape[1] !== b.shape[0]) {
    throw innerMismatch(
      'matmul',
      a,
      b,
      `mat1 and mat2 shapes cannot be multiplied (${a.shape.join('x')} and ${b.shape.join('x')})`,
    )
  }
  return apply(Mm, [a, b])
}

/**
 * A stack of products, [s, n, k] × [s, k, m]. Gradients as `mm`'s, matrix by matrix. @throws ShapeError `matmul-inner`
 * @example bmm(ones(2, 1, 3), ones(2, 3, 1)).tolist() // [[[3]], [[3]]]
 */
export function bmm(a: Tensor, b: Tensor): Tensor {
  checkRanks(
    'bmm',
    input('bmm', a),
    input('bmm', b),
    3,
    3,
    a.ndim === 3 ? 'batch2 must be a 3D tensor' : 'batch1 must be a 3D tensor',
  )
  checkTypes('bmm', a, b)
  if (a.shape[0] !== b.shape[0] || a.shape[2] !== b.shape[1]) {
    const torch = `Expected size for first two dimensions of batch2 tensor to be: [${a.shape[0]}, ${a.shape[2]}] but got: [${b.shape[0]}, ${b.shape[1]}].`
    throw innerMismatch('bmm', a, b, torch)
  }
  return apply(Bmm, [a, b])
}

/** Inner product of two vectors, a number. Gradient: `da = g · b`, `db = g · a`. @example dot(tensor([1, 2]), tensor([3, 4])).item() // 11 */
export function dot(a: Tensor, b: Tensor): Tensor {
  return inner(a, b, 'DotBackward0')
}

/** For complex numbers the first would be conjugated; for real ones the same as `dot`. @example vdot(tensor([1, 2]), tensor([3, 4])).item() // 11 */
export function vdot(a: Tensor, b: Tensor): Tensor {
  return inner(a, b, 'VdotBackward0')
}

function inner(a: Tensor, b: Tensor, as: string): Tensor {
  checkRanks(
    'dot',
    input('dot', a),
    input('dot', b),
    1,
    1,
    `1D tensors expected, but got ${a.ndim}D and ${b.ndim}D tensors`,
  )
  checkTypes('dot', a, b)
  const [n] = a.shape
  const [m] = b.shape
  if (n !== m) {
    throw innerMismatch(
      'dot',
      a,
      b,
      `inconsistent tensor size, expected tensor [${n}] and src [${m}] to have the same number of elements, but got ${n} and ${m} elements respectively`,
    )
  }
  return apply(Dot, [a, b], { as })
}

/** Matrix times vector, [n, k] × [k]. Gradient: `da = g bᵀ`, `db = aᵀ g`. @example mv(tensor([[1, 2]]), tensor([3, 4])).tolist() // [11] */
export function mv(a: Tensor, b: Tensor): Tensor {
  checkRanks(
    'mv',
    input('mv', a),
    input('mv', b),
    2,
    1,
    `vector + matrix @ vector expected, got ${1}, ${a.ndim}, ${b.ndim}`,
  )
  checkTypes('mv', a, b)
  if (a.shape[1] !== b.shape[0])
    throw innerMismatch('matmul', a, b, `size mismatch, got ${a.shape[0]}, ${a.shape.join('x')},${b.shape[0]}`)
  return apply(Mv, [a, b])
}

/**
 * Matrix product in all ranks: vectors are rows on the left and columns on the right, dimensions before the
 * last two are a stack and broadcast.
 *
 * @param a  [k], [n, k] or [..., n, k]
 * @param b  [k], [k, m] or [..., k, m]
 * @returns  [..., n, m], without the dimension of a vector
 * @throws ShapeError `matmul-inner`, `matmul-ranks`, `broadcast`; DtypeError `matmul-dtypes`
 * Gradient: `da = g · bᵀ`, `db = aᵀ · g`, each summed over what was broadcast.
 * Source: Goodfellow, Bengio, Courville 2016, §2.2.
 * @example matmul(tensor([[1, 2]]), tensor([[3], [4]])).tolist() // [[11]]
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  const rankA = input('matmul', a).ndim
  const rankB = input('matmul', b).ndim
  if (rankA === 0 || rankB === 0) {
    throw new ShapeError(
      `matmul: a 0-d tensor has no rows: ${shown(a.shape)} × ${shown(b.shape)}. mul multiplies by a number.`,
      {
        code: 'matmul-ranks',
        params: { operation: 'matmul', a: a.shape, b: b.shape },
        torch: runtimeError(`both arguments to matmul need to be at least 1D, but they are ${rankA}D and ${rankB}D`),
      },
    )
  }
  if (rankA === 1 && rankB === 1) return dot(a, b)
  if (rankA === 2 && rankB === 1) return mv(a, b)
  if (rankA === 2 && rankB === 2) return mm(a, b)
  if (rankA === 1 && rankB === 2) return reshaped(mm(a.unsqueeze(0), b), [b.shape[1]!], 'SqueezeBackward4')
  if (rankA === 1) {
    const product = matmul(a.unsqueeze(0), b)
    return reshaped(product, product.shape.toSpliced(-2, 1))
  }
  if (rankB === 1)
    return reshaped(mv(a.reshape(numelOf(a.shape.slice(0, -1)), a.shape.at(-1)!), b), a.shape.slice(0, -1))
  // A stack times one matrix is one large matrix times it.
  if (rankB === 2)
    return reshaped(mm(a.reshape(numelOf(a.shape.slice(0, -1)), a.shape.at(-1)!), b), [
      ...a.shape.slice(0, -1),
      b.shape[1]!,
    ])
  return stacked(a, b)
}

function stacked(a: Tensor, b: Tensor): Tensor {
  const stack = broadcastShapes('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2))
  const flat = (x: Tensor): Tensor => {
    const shape = [...stack, ...x.shape.slice(-2)]
    return (sameShape(shape, x.shape) ? x : x.expand(shape)).reshape(numelOf(stack), x.shape.at(-2)!, x.shape.at(-1)!)
  }
  return reshaped(bmm(flat(a), flat(b)), [...stack, a.shape.at(-2)!, b.shape.at(-1)!])
}

declare module '../tensor.ts' {
  interface Tensor {
    mm: AsMethod<typeof mm>
    bmm: AsMethod<typeof bmm>
    dot: AsMethod<typeof dot>
    vdot: AsMethod<typeof vdot>
    mv: AsMethod<typeof mv>
    matmul: AsMethod<typeof matmul>
  }
}
methods({ mm, bmm, dot, vdot, mv, matmul })
