/** How a function of one number becomes an operation on tensors. */
import { applyOne } from '../autograd/apply.ts'
import type { Gradient, Operation, ScalarGradient } from '../autograd/node.ts'
import { isFloating } from '../dtype.ts'
import { mappedBy } from '../kernels/elementwise.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'
import { floatingType, refuseBool, requireFloating } from './types.ts'

export interface UnaryOptions {
  /** PyTorch's name of the node, where it is not the function's. */
  node?: string
  /**
   * `'become floating'`: integers and booleans are read as float32, the default. `'stay'`: integers give integers, booleans are refused.
   * `'refused'`: both are.
   */
  integers?: 'become floating' | 'stay' | 'refused'
  /** PyTorch's name for what refuses a type. */
  kernel?: string
  /** The gradient on bare numbers: see `ScalarForm`. */
  scalar?: ScalarGradient
}

/** `SinBackward0` for `sin`. */
export const nodeName = (name: string): string => `${name[0]!.toUpperCase()}${name.slice(1)}Backward0`

/**
 * @param f         the function of one number
 * @param gradient  its gradient, in tensor operations
 */
export function unary(
  name: string,
  f: (value: number) => number,
  gradient: Gradient<undefined>,
  options: UnaryOptions = {},
): (x: Tensor) => Tensor {
  const { node = nodeName(name), integers = 'become floating', kernel = `${name}_cpu`, scalar } = options
  const operation: Operation = {
    name: node,
    forward: ([x]) => mappedBy(name, x!, f, integers === 'stay' ? x!.dtype : floatingType(x!)),
    gradient: [gradient],
    ...(scalar && { kernel: name, scalar: { forward: f, gradient: [scalar] } }),
  }
  return (x) => {
    const of = input(name, x)
    if (!isFloating(of.dtype) && integers !== 'become floating') {
      if (integers === 'refused') requireFloating(name, of, kernel)
      refuseBool(name, of, kernel)
    }
    return applyOne(operation, of)
  }
}
