/**
 * What passes between two layers of a `Sequential`. Where both are the engine's own and nobody listens, no reader ever
 * holds it, so its memory comes back as soon as the graph no longer keeps it: a training step leaves nothing behind.
 */
import { keepsGraphValues } from '../autograd/apply.ts'
import type { Storage } from '../storage.ts'
import { Tensor } from '../tensor.ts'
import { ReLU, Sigmoid, SiLU, Tanh } from './activation.ts'
import { AvgPool2d } from './avg-pool.ts'
import { internals } from './callable.ts'
import { Conv1d, Conv2d } from './conv.ts'
import { Dropout } from './dropout.ts'
import { LayerNorm } from './layer-norm.ts'
import { Linear } from './linear.ts'
import { MaxPool2d } from './max-pool.ts'
import type { Module } from './module.ts'
import { Flatten } from './shape.ts'
import { GELU } from './shaped-activation.ts'

const layers = [
  Linear,
  Conv1d,
  Conv2d,
  ReLU,
  Tanh,
  Sigmoid,
  SiLU,
  GELU,
  MaxPool2d,
  AvgPool2d,
  Flatten,
  Dropout,
  LayerNorm,
]
const known = new Set<unknown>(layers.map((layer) => layer.prototype.forward))

/** Whether a module is a layer of ours that no hook listens to. */
function isOurs(module: Module): boolean {
  const { hooks, preHooks } = module[internals]
  return hooks.size === 0 && preHooks.size === 0 && known.has(module.forward)
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
