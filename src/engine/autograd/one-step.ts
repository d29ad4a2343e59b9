/** A gradient that a kernel has in one step, where its formula takes several. */
import { isGradEnabled } from './mode.ts'
import type { Formula } from './node.ts'

/**
 * The kernel's gradient, or the formula's where the kernel has none and where the gradient is to have a gradient itself.
 * @param kernel  gives null where it cannot
 */
export const inOneStep =
  <P, R>(kernel: (...args: Parameters<Formula<P, R>>) => R | null, formula: Formula<P, R>): Formula<P, R> =>
  (g, kept, params, context) =>
    (isGradEnabled() ? null : kernel(g, kept, params, context)) ?? formula(g, kept, params, context)
