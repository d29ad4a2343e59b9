/** Options of optimisers: a learning rate and what follows it, in a row or by name. */
import { optionsOf } from '../nn/options.ts'
import type { Settings } from '../ops/settings.ts'

/** PyTorch's choices between ways to compute the same: there is one way here. */
const ofNoMeaning = ['foreach', 'capturable', 'differentiable', 'fused']

/**
 * The options given, the others from `defaults`, which has PyTorch's order.
 * @throws ArgumentError `unknown-option`
 */
export function optimizerOptions<T extends object>(name: string, defaults: T, given: Settings<Partial<T>>): T {
  const last = given.at(-1)
  if (typeof last !== 'object' || last === null || Array.isArray(last)) return optionsOf(name, defaults, given)
  const known = Object.fromEntries(Object.entries(last).filter(([option]) => !ofNoMeaning.includes(option)))
  return optionsOf(name, defaults, [...given.slice(0, -1), known as Partial<T>])
}
