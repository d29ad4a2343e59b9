/**
 * What passes between two layers of a `Sequential`. Where both are the engine's own and nobody listens, no reader ever
 * holds it, so its memory comes back as soon as the graph no longer keeps it: a training step leaves nothing behind.
 */
import { keepsGraphValues } from '../autograd/apply.ts'
import type { Storage } from '../storage.ts'
import { Tensor } from '../tensor.ts'
import { internals } from './callable.ts'
import type { Module } from './module.ts'
import { isOwnLayer } from './own-layers.ts'

/** Whether a module is a layer of ours that no hook listens to. */
function isOurs(module: Module): boolean {
  const { hooks, preHooks } = module[internals]
  return hooks.size === 0 && preHooks.size === 0 && isOwnLayer(module)
}

const storageOf = (x: unknown): Storage | null => (x instanceof Tensor ? x.ownStorage : null)

/** Modules one after another. */
export function inTurn(modules: readonly Module[], input: unknown): unknown {
  const given = storageOf(input)
  let x = input
  for (let i = 0; i < modules.length; i++) {
    const module = modules[i]!
    const y: unknown = module(x)
    const before = storageOf(x)
    const after = storageOf(y)
    if (after !== before) {
      if (before !== null && before.isInternal && before.keepers === 0 && before.holders <= 0) before.release()
      const next = modules[i + 1]
      if (after !== null && after !== given && next !== undefined && !keepsGraphValues())
        after.isInternal = isOurs(module) && isOurs(next)
    } else if (after !== null && after.isInternal && (i === modules.length - 1 || !isOurs(modules[i + 1]!)))
      after.isInternal = false
    x = y
  }
  return x
}
