/** How a module is a function: `model(x)` calls the hooks and `forward`. */
import type { Module } from './module.ts'

/** Called before `forward` with its inputs; an array it returns takes their place. */
export type ForwardPreHook = (module: Module, inputs: unknown[]) => unknown[] | void
/** Called after `forward`; what it returns, if anything, takes the place of the output. */
export type ForwardHook = (module: Module, inputs: unknown[], output: unknown) => unknown

/** What a module knows of itself besides its properties. */
export interface Internals {
  readonly buffers: Set<string>
  readonly notSaved: Set<string>
  readonly preHooks: Set<ForwardPreHook>
  readonly hooks: Set<ForwardHook>
}

export const internals = Symbol('internals')

/** A function that runs the module, with the module's methods. */
export function callable(prototype: Module): Module {
  const self = ((...inputs: unknown[]) => run(self, inputs)) as unknown as Module
  for (const key of ['name', 'length'] as const) Reflect.deleteProperty(self, key)
  Object.setPrototypeOf(self, prototype)
  const known: Internals = { buffers: new Set(), notSaved: new Set(), preHooks: new Set(), hooks: new Set() }
  Object.defineProperty(self, internals, { value: known })
  self.training = true
  return self
}

function run(module: Module, given: unknown[]): unknown {
  const { preHooks, hooks } = module[internals]
  if (preHooks.size === 0 && hooks.size === 0) return module.forward(...given)
  let inputs = given
  for (const hook of preHooks) inputs = hook(module, inputs) ?? inputs
  let output: unknown = module.forward(...inputs)
  for (const hook of hooks) output = hook(module, inputs, output) ?? output
  return output
}

/** Adds a hook. @returns a handle whose `remove()` ends it */
export function registered<T>(hooks: Set<T>, hook: T): { remove(): void } {
  hooks.add(hook)
  return { remove: () => void hooks.delete(hook) }
}
