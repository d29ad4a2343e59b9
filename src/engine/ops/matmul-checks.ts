/** What products ask of their factors, and how PyTorch words it. */
import { dtypes } from '../dtype.ts'
import { DtypeError, ShapeError, runtimeError, shown } from '../errors.ts'
import type { Tensor } from '../tensor.ts'

export function checkTypes(operation: string, a: Tensor, b: Tensor): void {
  if (a.dtype === b.dtype) return
  throw new DtypeError(`${operation}: the types differ, ${a.dtype} × ${b.dtype}. Convert one: b.to('${a.dtype}').`, {
    code: 'matmul-dtypes',
    params: { operation, a: a.dtype, b: b.dtype },
    torch: runtimeError(
      operation === 'dot' || operation === 'mv'
        ? `dot : expected both vectors to have same dtype, but found ${dtypes[a.dtype].torch} and ${dtypes[b.dtype].torch}`
        : `expected m1 and m2 to have the same dtype, but got: ${cName(a)} != ${cName(b)}`,
    ),
  })
}

const cName = (x: Tensor): string =>
  ({ Float: 'float', Double: 'double', Long: 'long int', Int: 'int', Byte: 'unsigned char', Bool: 'bool' })[
    dtypes[x.dtype].torch
  ]!

export function innerMismatch(operation: string, a: Tensor, b: Tensor, torch: string): ShapeError {
  const inner = a.shape.at(-1)!
  const other = b.ndim === 1 ? b.shape[0]! : b.shape.at(-2)!
  const hint =
    b.ndim === 2 && b.shape[1] === inner ? ` Transpose the second? b.T is ${shown([...b.shape].reverse())}.` : ''
  return new ShapeError(
    `${operation}: inner sizes differ: ${shown(a.shape)} × ${shown(b.shape)} needs ${inner} = ${other}.${hint}`,
    {
      code: 'matmul-inner',
      params: { operation, a: a.shape, b: b.shape, inner, other },
      torch: runtimeError(torch),
    },
  )
}

export function checkRanks(operation: string, a: Tensor, b: Tensor, rankA: number, rankB: number, torch: string): void {
  if (a.ndim === rankA && b.ndim === rankB) return
  throw new ShapeError(
    `${operation}: takes tensors of ${rankA} and ${rankB} dimensions, got ${shown(a.shape)} and ${shown(b.shape)}. matmul takes all ranks.`,
    {
      code: 'matmul-ranks',
      params: { operation, a: a.shape, b: b.shape },
      torch: runtimeError(torch),
    },
  )
}
