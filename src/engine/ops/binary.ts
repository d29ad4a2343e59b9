/** How a function of two numbers becomes an operation on tensors that broadcast. */
import { apply } from '../autograd/apply.ts'
import type { Gradient, Operation } from '../autograd/node.ts'
import { resultType, type DType } from '../dtype.ts'
import { combined } from '../kernels/elementwise.ts'
import type { Tensor } from '../tensor.ts'
import { operand, type Operand } from './operand.ts'
import { floatingType } from './types.ts'
import { nodeName } from './unary.ts'

interface BinaryParams {
  readonly node: string
  readonly dtype: DType
}

export interface BinaryOptions {
  /** PyTorch's name of the node; it may depend on which operand is a bare number. */
  node?: string | ((x: Tensor, y: Tensor) => string)
  /** Whether integers are read as float32. Default: false. */
  floating?: boolean
  /** Refuses operands. */
  check?: (x: Tensor, y: Tensor, common: DType) => void
}

/**
 * @param f         the function of two numbers
 * @param gradient  for each operand, in tensor operations; null for none
 */
export function binary(
  name: string,
  f: (a: number, b: number) => number,
  gradient: readonly [Gradient<BinaryParams> | null, Gradient<BinaryParams> | null],
  { node = nodeName(name), floating = false, check }: BinaryOptions = {},
): (x: Operand, y: Operand) => Tensor {
  const operation: Operation<BinaryParams> = {
    name: (params) => params.node,
    forward: ([x, y], { dtype }) => combined(name, x!, y!, f, dtype, dtype),
    gradient,
  }
  return (x, y) => {
    const left = operand(name, x)
    const right = operand(name, y)
    const common = resultType([left, right])
    check?.(left, right, common)
    const dtype = floating ? floatingType({ dtype: common }) : common
    return apply(operation, [left, right], { node: typeof node === 'string' ? node : node(left, right), dtype })
  }
}
