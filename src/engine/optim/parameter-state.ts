/** What an update rule sees of one parameter, and what an optimiser remembers of it. */
import { dtypes, type DType, type Numbers } from '../dtype.ts'
import { filled, overwrite, values } from '../kernels/values.ts'
import type { Tensor } from '../tensor.ts'

/** What an optimiser remembers of one parameter: running averages as tensors of its shape, counts as numbers. */
export type ParameterState = Record<string, Tensor | number | null>

export interface GradientOptions {
  /** λ in `g + λ·w`: the gradient of λ/2 · |w|² added to the loss's. Default 0. */
  readonly weightDecay?: number
  /** Go up instead of down. Default false. */
  readonly maximize?: boolean
}

const unrounded = (value: number): number => value
const roundingOf = (dtype: DType): ((value: number) => number) => (dtype === 'float32' ? Math.fround : unrounded)

/** One parameter in an update. Rules change `w` in place, number by number. */
export class Update {
  readonly parameter: Tensor
  readonly state: ParameterState
  readonly options: GradientOptions
  #w: Numbers | null = null

  constructor(parameter: Tensor, state: ParameterState, options: GradientOptions) {
    this.parameter = parameter
    this.state = state
    this.options = options
  }

  get w(): Numbers {
    return (this.#w ??= values(this.parameter))
  }

  /** The gradient, in the type of w, turned round for `maximize` and with weight decay added. */
  get g(): Numbers {
    return gradientNumbers(this.parameter, this.options)
  }

  /** Rounds to the type of w: what PyTorch rounds between two steps of arithmetic is rounded here. */
  get round(): (value: number) => number {
    return roundingOf(this.parameter.dtype)
  }

  /** A remembered tensor; one number everywhere at first. */
  remembered(name: string, initial = 0): Tensor {
    this.state[name] ??= filled(this.parameter.shape, this.parameter.dtype, initial)
    return this.state[name] as Tensor
  }

  /** Its numbers. */
  get buffer(): (name: string, initial?: number) => Numbers {
    return (name, initial = 0) => this.remembered(name, initial).storage.write()
  }

  /** Writes back what a rule changed, where `w` was a copy. */
  finish(): void {
    if (this.#w !== null && !this.parameter.isContiguous()) overwrite(this.parameter, this.#w)
    this.parameter.storage.version++
  }
}

function gradientNumbers(parameter: Tensor, { weightDecay = 0, maximize = false }: GradientOptions): Numbers {
  const gradient = values(parameter.ownGrad!)
  if (weightDecay === 0 && !maximize) return gradient
  const w = values(parameter)
  const sign = maximize ? -1 : 1
  const decay = roundingOf(parameter.dtype)(weightDecay)
  const out = new dtypes[parameter.dtype].array(gradient.length)
  for (let i = 0; i < out.length; i++) out[i] = sign * gradient[i]! + decay * w[i]!
  return out
}
