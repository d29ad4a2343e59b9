/** Other products: outer, inner, over chosen dimensions, of Kronecker, of vectors in space, of a chain of matrices. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { methods, type AsMethod } from '../methods.ts'
import { broadcastShapes, dimOf, numelOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { matmul, reshaped } from './matmul.ts'
import { checkRanks, checkTypes } from './matmul-checks.ts'
import { input } from './operand.ts'
import { settings, type Settings } from './settings.ts'
import './turns.ts'

/**
 * Outer product `yᵢⱼ = uᵢ · vⱼ`.
 *
 * @param u  [n]
 * @param v  [m]
 * @returns  [n, m]
 * @throws ShapeError `matmul-ranks`
 * Gradient: `du = g · v`, `dv = gᵀ · u`.
 * @example outer(tensor([1, 2]), tensor([3, 4])).tolist() // [[3, 4], [6, 8]]
 */
export function outer(u: Tensor, v: Tensor): Tensor {
  const [which, bad] = input('outer', u).ndim === 1 ? ['vec2', input('outer', v)] : ['self', u]
  checkRanks('outer', u, v, 1, 1, `outer: Expected 1-D argument ${which}, but got ${bad.ndim}-D`)
  return u.reshape(u.shape[0]!, 1).mul(v)
}

/** Another name of `outer`. @example ger(tensor([2]), tensor([3])).tolist() // [[6]] */
export const ger = (u: Tensor, v: Tensor): Tensor => outer(u, v)

/**
 * Inner product over the last dimensions: `y…ₚ…ᵩ = Σᵢ a…ᵢ · b…ᵢ`.
 *
 * @param a  [..., k]
 * @param b  [..., k]
 * @returns  the other dimensions of a, then those of b
 * @throws ShapeError `matmul-inner`; DtypeError `matmul-dtypes`
 * Gradient: `da = g · b`, `db = gᵀ · a`.
 * @example inner(tensor([1, 2]), tensor([3, 4])).item() // 11
 */
export function inner(a: Tensor, b: Tensor): Tensor {
  if (input('inner', a).ndim === 0 || input('inner', b).ndim === 0) return a.mul(b)
  if (a.shape.at(-1) !== b.shape.at(-1)) {
    throw new ShapeError(`inner: the last dimensions of ${shown(a.shape)} and ${shown(b.shape)} must be equal.`, {
      code: 'matmul-inner',
      params: { operation: 'inner', a: a.shape, b: b.shape, inner: a.shape.at(-1), other: b.shape.at(-1) },
      torch: runtimeError(
        `inner() the last dimension must match on both input tensors but got shapes ${shown(a.shape)} and ${shown(b.shape)}`,
      ),
    })
  }
  return tensordot(a, b, [[-1], [-1]])
}

interface TensordotOptions {
  dims?: number | readonly [readonly number[], readonly number[]]
}

/**
 * Product summed over chosen dimensions of both.
 *
 * @param a      [...]
 * @param b      [...]
 * @param given  dims: how many, the last of a against the first of b (default 2); or two lists, [of a, of b]
 * @returns  the other dimensions of a, then those of b
 * @throws ShapeError `tensordot`; ArgumentError `tensordot`; IndexError `dim-out-of-range`
 * Gradient: `da`: g and b summed over the dimensions of b that are left; `db` the other way round.
 * @example tensordot(tensor([[1, 2], [3, 4]]), tensor([1, 1]), 1).tolist() // [3, 7]
 */
export function tensordot(a: Tensor, b: Tensor, ...args: Settings<TensordotOptions>): Tensor {
  const { dims = 2 } = settings<TensordotOptions>('tensordot', ['dims'], args)
  input('tensordot', a)
  input('tensordot', b)
  const fail = (message: string, torch: string): ArgumentError =>
    new ArgumentError(`tensordot: ${message}`, {
      code: 'tensordot',
      params: { a: a.shape, b: b.shape },
      torch: runtimeError(torch),
    })
  if (typeof dims === 'number' && dims < 0)
    throw fail(
      `dims is a number of dimensions, from 0 up; got ${dims}.`,
      `tensordot expects dims >= 0, but got dims=${dims}`,
    )
  const count = typeof dims === 'number' ? dims : dims[0].length
  const ofA = typeof dims === 'number' ? Array.from({ length: count }, (_, i) => i - count) : [...dims[0]]
  const ofB = typeof dims === 'number' ? Array.from({ length: count }, (_, i) => i) : [...dims[1]]
  if (ofA.length !== ofB.length)
    throw fail(
      `as many dimensions of the first as of the second: got ${shown(ofA)} and ${shown(ofB)}.`,
      'both dimension lists should have same length',
    )
  const innerA = ofA.map((d) => dimOf('tensordot', d, a.ndim))
  const innerB = ofB.map((d) => dimOf('tensordot', d, b.ndim))
  let [x, y] = [a, b]
  innerA.forEach((d, i) => {
    const e = innerB[i]!
    const [p, q] = [x.shape[d]!, y.shape[e]!]
    if (p === q) return
    // A size of 1 counts for all of the other.
    if (q === 1) x = x.sum({ dim: d, keepdim: true })
    else if (p === 1) y = y.sum({ dim: e, keepdim: true })
    else {
      const torch = `contracted dimensions need to match, but first has size ${p} in dim ${ofA[i]} and second has size ${q} in dim ${ofB[i]}`
      throw fail(
        `dimension ${ofA[i]} of ${shown(a.shape)} has size ${p}, dimension ${ofB[i]} of ${shown(b.shape)} has ${q}.`,
        torch,
      )
    }
  })
  const outerA = [...x.shape.keys()].filter((d) => !innerA.includes(d))
  const outerB = [...y.shape.keys()].filter((d) => !innerB.includes(d))
  const sizes = (t: Tensor, of: readonly number[]): number[] => of.map((d) => t.shape[d]!)
  const k = numelOf(sizes(x, innerA))
  const left = x.permute([...outerA, ...innerA]).reshape(numelOf(sizes(x, outerA)), k)
  const right = y.permute([...innerB, ...outerB]).reshape(k, numelOf(sizes(y, outerB)))
  return left.mm(right).reshape([...sizes(x, outerA), ...sizes(y, outerB)])
}

/**
 * Kronecker product: every element of a times the whole of b.
 *
 * @param a  [...]
 * @param b  [...], with fewer dimensions ones are put in front
 * @returns  sizes multiplied, dimension by dimension
 * Gradient: `da`: the sum of g · b over each block; `db`: the sum of the blocks of g, times a.
 * @example kron(tensor([[1, 2]]), tensor([[1], [3]])).tolist() // [[1, 2], [3, 6]]
 */
export function kron(a: Tensor, b: Tensor): Tensor {
  const rank = Math.max(input('kron', a).ndim, input('kron', b).ndim)
  const full = (x: Tensor): number[] => [...new Array<number>(rank - x.ndim).fill(1), ...x.shape]
  const [sizesA, sizesB] = [full(a), full(b)]
  const blocks = a.reshape(sizesA.flatMap((size) => [size, 1])).mul(b.reshape(sizesB.flatMap((size) => [1, size])))
  return reshaped(
    blocks,
    sizesA.map((size, d) => size * sizesB[d]!),
  )
}

const Cross: Operation<{ dim: number }> = {
  name: 'LinalgCrossBackward0',
  forward([a, b], { dim }) {
    const turned = (x: Tensor, by: number): Tensor => x.roll(-by, dim)
    return turned(a!, 1)
      .mul(turned(b!, 2))
      .sub(turned(a!, 2).mul(turned(b!, 1)))
  },
  gradient: [
    given([1], (g, [b], { dim }) => apply(Cross, [b!, g], { dim })),
    given([0], (g, [a], { dim }) => apply(Cross, [g, a!], { dim })),
  ],
}

/**
 * Cross product of vectors in space: `y = (a₂b₃ − a₃b₂, a₃b₁ − a₁b₃, a₁b₂ − a₂b₁)`, with broadcasting.
 *
 * @param a      [..., 3, ...]
 * @param b      [..., 3, ...]
 * @param given  dim: the dimension of size 3; by default the first of that size
 * @returns  the broadcast shape
 * @throws ShapeError `cross-size`, `broadcast`
 * Gradient: `da = b × g`, `db = g × a`.
 * @example cross(tensor([1, 0, 0]), tensor([0, 1, 0])).tolist() // [0, 0, 1]
 */
export function cross(a: Tensor, b: Tensor, ...args: Settings<{ dim?: number }>): Tensor {
  const { dim } = settings<{ dim?: number }>('cross', ['dim'], args)
  const shape = broadcastShapes('cross', input('cross', a).shape, input('cross', b).shape)
  const d = dim ?? shape.indexOf(3)
  if (dim === undefined && d < 0) throw crossSize(a, b, 'no dimension of size 3 in input')
  return crossed(a, b, d)
}

/** `cross` along the last dimension, or along `dim`: torch.linalg's. @example linalg.cross(tensor([[1, 0, 0]]), tensor([[0, 1, 0]])).tolist() // [[0, 0, 1]] */
export function linalgCross(a: Tensor, b: Tensor, ...args: Settings<{ dim?: number }>): Tensor {
  const { dim = -1 } = settings<{ dim?: number }>('cross', ['dim'], args)
  broadcastShapes('cross', input('cross', a).shape, input('cross', b).shape)
  return crossed(a, b, dim)
}

function crossed(a: Tensor, b: Tensor, dim: number): Tensor {
  if (a.ndim !== b.ndim) throw crossSize(a, b, 'linalg.cross: inputs must have the same number of dimensions.')
  const shape = broadcastShapes('cross', a.shape, b.shape)
  const d = dimOf('cross', dim, shape.length)
  const [p, q] = [a, b].map((x) => x.shape[d - shape.length + x.ndim])
  if (p !== 3 || q !== 3)
    throw crossSize(a, b, `linalg.cross: inputs dimension ${dim} must have length 3. Got ${p} and ${q}`)
  return apply(Cross, [a.expand(shape), b.expand(shape)], { dim: d })
}

const crossSize = (a: Tensor, b: Tensor, torch: string): ShapeError =>
  new ShapeError(
    `cross: takes two tensors of as many dimensions, one of them of size 3 in both; got shapes ${shown(a.shape)} and ${shown(b.shape)}.`,
    {
      code: 'cross-size',
      params: { a: a.shape, b: b.shape },
      torch: runtimeError(torch),
    },
  )

/**
 * The product of a chain of matrices, in the order that takes the fewest multiplications.
 *
 * @param matrices  at least two: [n, k], [k, m], …; the first and the last may be vectors
 * @throws ArgumentError `chain`; ShapeError `chain`
 * Gradient: that of the products it is made of.
 * Source: Cormen, Leiserson, Rivest, Stein 2009, §15.2.
 * @example multiDot([tensor([[1, 2]]), tensor([[3], [4]])]).tolist() // [[11]]
 */
export function multiDot(matrices: readonly Tensor[]): Tensor {
  checkChain(matrices)
  const ends = [matrices[0]!.ndim === 1, matrices.at(-1)!.ndim === 1]
  const chain = matrices.map((x, i) =>
    i === 0 && ends[0] ? x.unsqueeze(0) : i === matrices.length - 1 && ends[1] ? x.unsqueeze(1) : x,
  )
  const split = cheapest([...chain.map((x) => x.shape[0]!), chain.at(-1)!.shape[1]!])
  const product = (i: number, j: number): Tensor =>
    i === j ? chain[i]! : matmul(product(i, split[i]![j]!), product(split[i]![j]! + 1, j))
  const result = product(0, chain.length - 1)
  return result.view(result.shape.filter((_, d) => !ends[d]))
}

/** Where to part the chain from i to j, by dynamic programming over ever longer parts. */
function cheapest(sizes: readonly number[]): number[][] {
  const n = sizes.length - 1
  const cost = Array.from({ length: n }, () => new Array<number>(n).fill(0))
  const split = Array.from({ length: n }, () => new Array<number>(n).fill(0))
  for (let length = 2; length <= n; length++) {
    for (let i = 0, j = length - 1; j < n; i++, j++) {
      cost[i]![j] = Infinity
      for (let k = i; k < j; k++) {
        const here = cost[i]![k]! + cost[k + 1]![j]! + sizes[i]! * sizes[k + 1]! * sizes[j + 1]!
        if (here < cost[i]![j]!) {
          cost[i]![j] = here
          split[i]![j] = k
        }
      }
    }
  }
  return split
}

function checkChain(matrices: readonly Tensor[]): void {
  const fail = (message: string, torch: string): never => {
    throw new ArgumentError(`multiDot: ${message}`, {
      code: 'chain',
      params: { shapes: matrices.map((x) => shown(x.shape)).join(', ') },
      torch: runtimeError(`multi_dot(): ${torch}`),
    })
  }
  if (matrices.length < 2)
    fail(
      `takes at least two matrices, got ${matrices.length}.`,
      `expected at least 2 tensors but got ${matrices.length}`,
    )
  matrices.forEach((x, i) => {
    const end = i === 0 || i === matrices.length - 1
    if (input('multiDot', x).ndim !== 2 && !(end && x.ndim === 1)) {
      const which =
        i === 0
          ? 'the first tensor must be 1D or 2D'
          : end
            ? 'the last tensor must be 1D or 2D'
            : `tensor ${i} must be 2D`
      fail(`matrix ${i} has shape ${shown(x.shape)}.`, `${which} but got ${x.ndim}D`)
    }
    if (i === 0) return
    const before = matrices[i - 1]!
    checkTypes('multiDot', before, x)
    if (before.shape.at(-1) !== x.shape[0]) {
      fail(
        `matrices ${i - 1} and ${i} do not fit: ${shown(before.shape)} × ${shown(x.shape)}.`,
        `tensors ${i - 1} and ${i} with shapes ${shown(before.shape)} and ${shown(x.shape)} cannot be multiplied`,
      )
    }
  })
}

/**
 * The product of matrices given in a row. Gradient: that of the products in the order in which they were multiplied.
 * @example chainMatmul(tensor([[2]]), tensor([[3]])).tolist() // [[6]]
 */
export const chainMatmul = (...matrices: Tensor[]): Tensor =>
  matrices.length === 1 ? matrices[0]! : multiDot(matrices)

declare module '../tensor.ts' {
  interface Tensor {
    outer: AsMethod<typeof outer>
    ger: AsMethod<typeof ger>
    inner: AsMethod<typeof inner>
    kron: AsMethod<typeof kron>
    cross: AsMethod<typeof cross>
  }
}
methods({ outer, ger, inner, kron, cross })
