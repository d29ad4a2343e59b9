/** Draws from a softmax that gradients go through. */
import { zerosLike } from '../ops/create.ts'
import { input } from '../ops/operand.ts'
import { settings, type Settings } from '../ops/settings.ts'
import { softmax } from '../ops/softmax.ts'
import type { Tensor } from '../tensor.ts'
import type { RandomOptions } from './checks.ts'
import { filledBy } from './drawn.ts'

export interface GumbelOptions extends RandomOptions {
  /** Temperature τ > 0: the smaller, the nearer to one-hot. Default 1. */
  tau?: number
  /** Give one-hot vectors, with the gradient of the soft ones. Default false. */
  hard?: boolean
  /** The dimension that is drawn from, negative from the end. Default −1. */
  dim?: number
}

/**
 * A random, nearly one-hot vector: `softmax((x + G) / τ)` with Gumbel noise `G = −log E`, E exponential; its largest place is drawn by softmax(x).
 *
 * @param x      [..., n, ...] logits
 * @param given  tau, hard, dim, in a row or by name
 * @returns  the shape of x, summing to 1 along `dim`
 * Gradient: the softmax's, for hard ones too ("straight through").
 * Source: Jang, Gu, Poole 2017; Maddison, Mnih, Teh 2017.
 * @example manualSeed(0); gumbelSoftmax(tensor([0, 0, 9]), { hard: true }).tolist() // [0, 0, 1]
 */
export function gumbelSoftmax(x: Tensor, ...given: Settings<GumbelOptions & { eps?: number }>): Tensor {
  const {
    tau = 1,
    hard = false,
    dim = -1,
    generator,
  } = settings<GumbelOptions & { eps?: number }>('gumbelSoftmax', ['tau', 'hard', 'eps', 'dim', 'generator'], given)
  const noise = filledBy(input('gumbelSoftmax', x), x.dtype, () => {})
    .exponential_({ generator })
    .log()
    .neg()
  const soft = softmax(x.add(noise).div(tau), { dim })
  if (!hard) return soft
  const oneHot = zerosLike(soft).scatter(dim, soft.argmax({ dim, keepdim: true }), 1)
  return oneHot.sub(soft.detach()).add(soft)
}
