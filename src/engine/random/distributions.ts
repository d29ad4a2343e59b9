/**
 * One number at a time from each distribution, by the inverse of its distribution function where there is one.
 * All arithmetic is float64, as in PyTorch; what is drawn is rounded where it is stored.
 */
import type { DType } from '../dtype.ts'
import type { Generator } from './generator.ts'

const round = Math.fround

/** `from + (to − from) · u`, u in [0, 1) with as many random bits as the type holds. */
export function uniformOf(generator: Generator, from: number, to: number, dtype: DType): () => number {
  if (dtype === 'float64') return () => generator.uniform53() * (to - from) + from
  const start = round(from)
  const width = round(round(to) - start)
  return () => generator.uniform24() * width + start
}

/** One of a pair of independent normal numbers: radius `√(−2 log(1 − u₂))`, angle `2π u₁` (Box and Muller 1958). */
export function normal(generator: Generator, mean: number, std: number): number {
  const spare = generator.spareNormal
  if (spare !== null) {
    generator.spareNormal = null
    return spare * std + mean
  }
  const angle = 2 * Math.PI * generator.uniform53()
  const radius = Math.sqrt(-2 * Math.log1p(-generator.uniform53()))
  generator.spareNormal = radius * Math.sin(angle)
  return radius * Math.cos(angle) * std + mean
}

/** 1 with probability p. */
export const bernoulli = (generator: Generator, p: number): number => (generator.uniform53() < p ? 1 : 0)

/** The same for a p that is a float32 number, with as many random bits. */
export const bernoulli24 = (generator: Generator, p: number): number => (generator.uniform24() < p ? 1 : 0)

/** Waiting time at a rate λ: `−log(1 − u) / λ`. */
export const exponential = (generator: Generator, lambda: number): number =>
  (-1 / lambda) * Math.log1p(-generator.uniform53())

/** The number of the first success: `⌈log u / log(1 − p)⌉`, from 1 up. */
export const geometric = (generator: Generator, p: number): number =>
  Math.ceil(Math.log(generator.uniform53()) / Math.log1p(-p))

/** `median + σ · tan(π(u − ½))`: a density with no mean. */
export const cauchy = (generator: Generator, median: number, sigma: number): number =>
  median + sigma * Math.tan(Math.PI * (generator.uniform53() - 0.5))

/** A number whose logarithm is normal. */
export const logNormal = (generator: Generator, mean: number, std: number): number =>
  Math.exp(normal(generator, mean, std))

/** A whole number in [low, high): 32 random bits reduced, 64 where the range asks for it. */
export function integerOf(generator: Generator, low: number, high: number): () => number {
  const range = high - low
  if (range < 2 ** 32) return () => (generator.bits32() % range) + low
  const wide = BigInt(range)
  return () => Number(generator.bits64() % wide) + low
}
