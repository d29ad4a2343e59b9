/** What an update rule sees of one parameter, and what an optimiser remembers of it. */
import { dtypes, type DType, type Numbers } from '../dtype.ts'
import { filled, overwrite, values } from '../kernels/values.ts'
import type { Tensor } from '../tensor.ts'

/** What an optimiser remembers of one parameter: running averages as tensors of its shape, counts as numbers. */
export type ParameterState = Record<string, Tensor | number | null>

/** One parameter in an update. Rules change `w` in place, number by number. */
export interface Update {
  readonly w: Numbers
  /** The gradient, in the type of w, turned round for `maximize` and with weight decay added. */
  readonly g: Numbers
  /** Rounds to the type of w: what PyTorch rounds between two steps of arithmetic is rounded here. */
  readonly round: (value: number) => number
  readonly state: ParameterState
  /** The numbers of a remembered tensor; one number everywhere at first. */
  buffer(name: string, initial?: number): Numbers
}

export interface GradientOptions {
  /** λ in `g + λ·w`: the gradient of λ/2 · |w|² added to the loss's. Default 0. */
  readonly weightDecay?: number
  /** Go up instead of down. Default false. */
  readonly maximize?: boolean
}

const unrounded = (value: number): number => value
const roundingOf = (dtype: DType): ((value: number) => number) => (dtype === 'float32' ? Math.fround : unrounded)

/** Calls a rule with one parameter's numbers, and writes what it changed back. */
export function updateParameter(
  parameter: Tensor,
  state: ParameterState,
  options: GradientOptions,
  rule: (update: Update) => void,
): void {
  const { dtype } = parameter
  const round = roundingOf(dtype)
  const w = values(parameter)
  rule({
    w,
    g: gradientNumbers(parameter, options),
    round,
    state,
    buffer: (name, initial = 0) => {
      state[name] ??= filled(parameter.shape, dtype, initial)
      return (state[name] as Tensor).storage.write()
    },
  })
  if (!parameter.isContiguous()) overwrite(parameter, w)
  parameter.storage.version++
}

function gradientNumbers(parameter: Tensor, { weightDecay = 0, maximize = false }: GradientOptions): Numbers {
  const gradient = values(parameter.grad!)
  if (weightDecay === 0 && !maximize) return gradient
  const w = values(parameter)
  const sign = maximize ? -1 : 1
  const decay = roundingOf(parameter.dtype)(weightDecay)
  const out = new dtypes[parameter.dtype].array(gradient.length)
  for (let i = 0; i < out.length; i++) out[i] = sign * gradient[i]! + decay * w[i]!
  return out
}
