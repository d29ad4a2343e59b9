/** What losses as modules share: the functions of the same names, with their options kept. */
import type { Reduction } from '../ops/loss.ts'
import type { Settings } from '../ops/settings.ts'
import type { Tensor } from '../tensor.ts'
import { Module } from './module.ts'
import { optionsOf } from './options.ts'

export interface Reduced {
  /** 'mean', 'sum', or 'none': the loss of each element. Default 'mean'. */
  reduction: Reduction
}

/** A loss with its options: a tensor among them is a buffer, to be saved and converted with the module. */
export abstract class Loss<Options extends { reduction: string }> extends Module {
  declare readonly reduction: Options['reduction']

  constructor(defaults: Options, args: Settings<Partial<Options>>) {
    super()
    for (const [name, value] of Object.entries<unknown>(optionsOf(this.constructor.name, defaults, args))) {
      if (name === 'weight' || name === 'posWeight') this.registerBuffer(name, value as Tensor | null)
      else Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true })
    }
  }
}

export const mean: Reduced = { reduction: 'mean' }
