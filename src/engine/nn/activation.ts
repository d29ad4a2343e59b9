/** The activations that most networks are made of, as modules: the functions of the same names. */
import { tanh } from '../ops/hyperbolic.ts'
import { relu } from '../ops/rectifiers.ts'
import type { Settings } from '../ops/settings.ts'
import { sigmoid } from '../ops/sigmoid.ts'
import type { Tensor } from '../tensor.ts'
import { Module } from './module.ts'
import { keepOptions } from './options.ts'
import { ownLayers } from './own-layers.ts'

export interface InPlace {
  /** Write the result over the input. Default false. */
  inplace: boolean
}

export const inPlace: InPlace = { inplace: false }

/** `, inplace=True` where it is so, after what came before. */
export const withInPlace = (text: string, { inplace }: InPlace): string =>
  [text, ...(inplace ? ['inplace=True'] : [])].filter((part) => part !== '').join(', ')

/** An activation that can write its result over its input. */
export abstract class PerhapsInPlace extends Module {
  declare inplace: boolean

  constructor(...args: Settings<Partial<InPlace>>) {
    super()
    keepOptions<InPlace>(this, inPlace, args)
  }

  override extraRepr(): string {
    return withInPlace('', this)
  }
}

/** `max(0, x)`. @example new nn.ReLU()(tensor([-1, 2])).tolist() // [0, 2] */
export class ReLU extends PerhapsInPlace {
  override forward(x: Tensor): Tensor {
    return relu(x, { inplace: this.inplace })
  }
}

/** `1 / (1 + e⁻ˣ)`. @example new nn.Sigmoid()(tensor([0])).tolist() // [0.5] */
export class Sigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return sigmoid(x)
  }
}

/** `tanh x`. @example new nn.Tanh()(tensor([0])).tolist() // [0] */
export class Tanh extends Module {
  override forward(x: Tensor): Tensor {
    return tanh(x)
  }
}

ownLayers(ReLU, Sigmoid, Tanh)
