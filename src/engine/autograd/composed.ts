/**
 * A function made of several recorded operations. What passes between them no reader ever holds, only the graph, so its
 * memory comes back as soon as the graph no longer keeps it. Code of readers must not run inside.
 */
import { endSteps, openScope } from '../kernels/ownership.ts'
import type { Tensor } from '../tensor.ts'
import { keepsGraphValues } from './apply.ts'

/** Runs such a function. */
export function composed(body: () => Tensor): Tensor {
  const scope = openScope()
  let result: Tensor | undefined
  try {
    result = body()
    return result
  } finally {
    endSteps(scope, result, keepsGraphValues())
  }
}
