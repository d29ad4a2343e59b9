/** A vector as a diagonal matrix, and the diagonal of a matrix as a vector. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { ShapeError, runtimeError, shown } from '../errors.ts'
import { methods, type AsMethod } from '../methods.ts'
import type { Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { diagEmbed, diagonal, embedInto } from './diagonal.ts'
import { input } from './operand.ts'

const Diag: Operation<{ readonly which: number; readonly from: Shape }> = {
  name: 'DiagBackward0',
  forward: ([x], { which }) => (x!.ndim === 1 ? diagEmbed(x!, which) : diagonal(x!, which).clone()),
  gradient: [(g, _, { which, from }) => (from.length === 1 ? diagonal(g, which) : embedInto(g, from, which))],
}

const Trace: Operation<{ readonly from: Shape }> = {
  name: 'TraceBackward0',
  forward: ([x]) => diagonal(x!).sum(),
  gradient: [(g, _, { from }) => embedInto(g.expand(Math.min(...from)), from, 0)],
}

/**
 * The diagonal of a matrix, or the matrix with a vector on its diagonal.
 *
 * @param x  [n, m] or [n]
 * @param options.diagonal  which diagonal: 0 the main one, above it from 1, below it from −1
 * @throws ShapeError `rank`
 * Gradient: g on the diagonal, or the diagonal of g.
 * @example diag(tensor([1, 2])).tolist() // [[1, 0], [0, 2]]
 */
export function diag(x: Tensor, ...args: Call<[diagonal: number], { diagonal?: number }>): Tensor {
  const { diagonal: which = 0 } = named<{ diagonal?: number }>('diag', [], ['diagonal'], args)
  requireRank('diag', input('diag', x), [1, 2], 'matrix or a vector expected')
  return apply(Diag, [x], { which, from: x.shape })
}

/** The matrix with all elements of x on its diagonal. Gradient: the diagonal of g, in the shape of x. @example diagflat(tensor([[1], [2]])).tolist() // [[1, 0], [0, 2]] */
export function diagflat(x: Tensor, ...args: Call<[offset: number], { offset?: number }>): Tensor {
  const { offset = 0 } = named<{ offset?: number }>('diagflat', [], ['offset'], args)
  return diag(input('diagflat', x).reshape(-1), offset)
}

/** The sum of a matrix's diagonal. Gradient: g on the diagonal. @throws ShapeError `rank` @example trace(tensor([[1, 2], [3, 4]])).item() // 5 */
export function trace(x: Tensor): Tensor {
  requireRank('trace', input('trace', x), [2], `trace: expected a matrix, but got tensor with dim ${x.ndim}`)
  return apply(Trace, [x], { from: x.shape })
}

function requireRank(operation: string, x: Tensor, ranks: readonly number[], torch: string): void {
  if (ranks.includes(x.ndim)) return
  throw new ShapeError(
    `${operation}: takes tensors of ${ranks.join(' or ')} dimensions, the shape is ${shown(x.shape)}.`,
    {
      code: 'rank',
      params: { operation, expected: ranks.join('–'), shape: x.shape },
      torch: runtimeError(torch),
    },
  )
}

declare module '../tensor.ts' {
  interface Tensor {
    diag: AsMethod<typeof diag>
    diagflat: AsMethod<typeof diagflat>
    trace: AsMethod<typeof trace>
    /** Writes one number to the diagonal, in place. Gradient: g, 0 on the diagonal. @example zeros(2, 2).fillDiagonal_(1).tolist() // [[1, 0], [0, 1]] */
    fillDiagonal_(value: number): Tensor
  }
}
methods({ diag, diagflat, trace, fillDiagonal_: (x, value: number) => (diagonal(x).fill_(value), x) })
