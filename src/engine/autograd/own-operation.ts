/** Operations that readers write. They may put aside whatever they see, so nothing that passes through them is given back early. */
import { letGo, suspendScopes } from '../kernels/ownership.ts'
import type { Tensor } from '../tensor.ts'
import { apply as applyKnown, applyMany as applyManyKnown } from './apply.ts'
import { formulaOf, keepsOf, type Formula, type Given, type Operation } from './node.ts'

/**
 * The result of an operation with one output, in whatever shapes it takes. Gradient: the operation's own.
 * @example apply({ name: 'Double', forward: ([x]) => x.mul(2), gradient: [(g) => g.mul(2)] }, [tensor([1, 2])]).tolist() // [2, 4]
 */
export function apply<P>(operation: Operation<P>, inputs: readonly Tensor[], params: P): Tensor
export function apply(operation: Operation<undefined>, inputs: readonly Tensor[]): Tensor
export function apply<P>(operation: Operation<P>, inputs: readonly Tensor[], params?: P): Tensor {
  return applyKnown(guarded(operation), inputs, params as P)
}

/**
 * The results of an operation with several outputs, in whatever shapes it takes. Gradient: the operation's own.
 * @example applyMany({ name: 'Halves', forward: ([x]) => [x.div(2), x.div(2)], gradient: [(g) => g.div(2)] }, [tensor([4])]).length // 2
 */
export function applyMany<P>(operation: Operation<P>, inputs: readonly Tensor[], params: P): readonly Tensor[] {
  return applyManyKnown(guarded(operation), inputs, params)
}

const known = new WeakMap<Operation<any>, Operation<any>>()

function guarded<P>(operation: Operation<P>): Operation<P> {
  let found = known.get(operation)
  if (found === undefined) {
    found = {
      ...operation,
      forward: (inputs, params) => suspendScopes(() => operation.forward(inputs, params)),
      ...(operation.gradient && { gradient: operation.gradient.map((one) => one && guardedFormula(one)) }),
      ...(operation.gradients && { gradients: guardedFormula(operation.gradients) }),
    }
    known.set(operation, found)
  }
  return found
}

function guardedFormula<P, R>(gradient: Formula<P, R> | Given<P, R>): Given<P, R> {
  const formula = formulaOf(gradient)
  return {
    keeps: keepsOf(gradient as Given<any, any>),
    formula(g, kept, params, context) {
      context.grads.forEach(letGo)
      return suspendScopes(() => formula(g, kept, params, context))
    },
  }
}
