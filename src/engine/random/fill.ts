/** Random numbers written over those of a tensor: `x.uniform_(0, 1)`, `x.normal_()`, … */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { dtypes, isFloating, type DType } from '../dtype.ts'
import { values } from '../kernels/values.ts'
import { inPlaceMethods } from '../methods.ts'
import { Tensor } from '../tensor.ts'
import { fillNormal } from './box-muller.ts'
import { parametersOf, require, requireFloating, streamOf, type Parameters, type RandomOptions } from './checks.ts'
import * as distribution from './distributions.ts'
import { drawn, filledBy, isInOrder } from './drawn.ts'

/** What was there is gone, and no gradient flows to it. */
const Random: Operation<{ node: string; numbers: (x: Tensor) => Tensor }> = {
  name: ({ node }) => node,
  forward: ([x], { numbers }) => numbers(x!),
  gradient: [() => undefined],
}

const random = (x: Tensor, node: string, draw: () => number): Tensor =>
  apply(Random, [x], { node, numbers: (like) => drawn(like, draw) })

export function uniform(x: Tensor, ...args: Parameters<'from' | 'to'>): Tensor {
  const { from, to, generator } = parametersOf('uniform_', args, { from: 0, to: 1 })
  requireFloating('uniform_', x.dtype, 'check_uniform_bounds')
  require(from <=
    to, 'uniform_', 'from ≤ to', `from = ${from}, to = ${to}`, `uniform_ expects to return a [from, to) range, but found from=${from} > to=${to}`)
  return random(x, 'UniformBackward0', distribution.uniformOf(generator, from, to, x.dtype))
}

/** Blocks of sixteen where PyTorch fills so: 16 or more numbers without gaps. */
export function normal(x: Tensor, ...args: Parameters<'mean' | 'std'>): Tensor {
  const { mean, std, generator } = parametersOf('normal_', args, { mean: 0, std: 1 })
  requireFloating('normal_', x.dtype, 'normal_kernel_cpu')
  require(std >= 0, 'normal_', 'std ≥ 0', `std = ${std}`, `normal expects std >= 0.0, but found std ${std}`)
  const numbers = (like: Tensor): Tensor =>
    like.numel() >= 16 && isInOrder(like) && like.isContiguous()
      ? filledBy(like, like.dtype, (out) => fillNormal(out, generator, mean, std))
      : drawn(like, () => distribution.normal(generator, mean, std))
  return apply(Random, [x], { node: 'NormalBackward0', numbers })
}

/** @param p  a probability, or a tensor of them that broadcasts to x */
export function bernoulli(
  x: Tensor,
  p: number | Tensor | (RandomOptions & { p?: number }) = 0.5,
  options: RandomOptions = {},
): Tensor {
  if (p instanceof Tensor) return eachWithItsOwn(x, p, options)
  const { p: probability = 0.5, generator } = typeof p === 'number' ? { p, ...options } : p
  require(probability >= 0 &&
    probability <=
      1, 'bernoulli_', '0 ≤ p ≤ 1', `p = ${probability}`, `bernoulli_ expects p to be in [0, 1], but got p=${probability}`)
  const stream = streamOf({ generator })
  return random(x, 'BernoulliBackward2', () => distribution.bernoulli(stream, probability))
}

/** Row by row, whatever the layouts: PyTorch walks the probabilities and the result together. */
function eachWithItsOwn(x: Tensor, p: Tensor, options: RandomOptions): Tensor {
  requireFloating('bernoulli_', p.dtype, 'bernoulli_tensor_cpu_p_')
  const numbers = values(p.detach().expand(x.shape))
  const bad = numbers.find((q) => !(q >= 0 && q <= 1))
  require(bad ===
    undefined, 'bernoulli_', '0 ≤ p ≤ 1', `p = ${bad}`, 'Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  If so, please report an enhancement request to PyTorch.)')
  const stream = streamOf(options)
  const trial = p.dtype === 'float64' ? distribution.bernoulli : distribution.bernoulli24
  let next = 0
  return random(x.contiguous(), 'BernoulliBackward1', () => trial(stream, numbers[next++]!))
}

export function exponential(x: Tensor, ...args: Parameters<'lambda'>): Tensor {
  const { lambda, generator } = parametersOf('exponential_', args, { lambda: 1 })
  requireFloating('exponential_', x.dtype, 'exponential_cpu')
  require(lambda >=
    0, 'exponential_', 'λ ≥ 0', `λ = ${lambda}`, `exponential_ expects lambda >= 0.0, but found lambda=${lambda}`)
  return random(x, 'ExponentialBackward0', () => distribution.exponential(generator, lambda))
}

export function geometric(x: Tensor, ...args: Parameters<'p'>): Tensor {
  const { p, generator } = parametersOf('geometric_', args, { p: NaN })
  require(p > 0 && p < 1, 'geometric_', '0 < p < 1', `p = ${p}`, `geometric_ expects p to be in (0, 1), but got p=${p}`)
  return random(x, 'GeometricBackward0', () => distribution.geometric(generator, p))
}

export function cauchy(x: Tensor, ...args: Parameters<'median' | 'sigma'>): Tensor {
  const { median, sigma, generator } = parametersOf('cauchy_', args, { median: 0, sigma: 1 })
  requireFloating('cauchy_', x.dtype, 'cauchy_cpu')
  return random(x, 'CauchyBackward0', () => distribution.cauchy(generator, median, sigma))
}

export function logNormal(x: Tensor, ...args: Parameters<'mean' | 'std'>): Tensor {
  const { mean, std, generator } = parametersOf('logNormal_', args, { mean: 1, std: 2 })
  requireFloating('logNormal_', x.dtype, 'log_normal_cpu')
  require(std > 0, 'logNormal_', 'std > 0', `std = ${std}`, `log_normal_ expects std > 0.0, but found std=${std}`)
  return random(x, 'LogNormalBackward0', () => distribution.logNormal(generator, mean, std))
}

/** All whole numbers the type can tell apart: the default range of `random_`. */
const wholeRange: Readonly<Record<DType, number>> = {
  bool: 2,
  uint8: 2 ** 8,
  int32: 2 ** 31,
  int64: 2 ** 63,
  float32: 2 ** 24 + 1,
  float64: 2 ** 53 + 1,
}

/** `random_()`, `random_(to)`, `random_(from, to)`: whole numbers in [from, to). */
export function integers(x: Tensor, ...args: Parameters<'from' | 'to'>): Tensor {
  const { from, to, generator } = parametersOf('random_', args, { from: NaN, to: NaN })
  const [low, high] = Number.isNaN(from)
    ? [0, Number.isNaN(to) ? wholeRange[x.dtype] : to]
    : Number.isNaN(to)
      ? [0, from]
      : [from, to]
  require(low <
    high, 'random_', 'from < to', `from = ${low}, to = ${high}`, `random_ expects 'from' to be less than 'to', but got from=${low} >= to=${high}`)
  const isWhole = !isFloating(x.dtype)
  require(!isWhole ||
    high <=
      wholeRange[
        x.dtype
      ], 'random_', `to ≤ ${wholeRange[x.dtype]}`, `to = ${high}`, `to - 1 is out of bounds for ${cTypes[x.dtype] ?? dtypes[x.dtype].torch}`)
  const node = Number.isNaN(from) ? 'RandomBackward2' : Number.isNaN(to) ? 'RandomBackward1' : 'RandomBackward0'
  return random(x, node, distribution.integerOf(generator, low, high))
}

/** The names of C++'s types in PyTorch's message. */
const cTypes: Partial<Record<DType, string>> = { bool: 'bool', uint8: 'unsigned char', int32: 'int', int64: 'long' }

declare module '../tensor.ts' {
  interface Tensor {
    /**
     * Writes numbers drawn evenly from [from, to); [0, 1) by default.
     * @example zeros(9).uniform_(2, 3).floor().eq(2).all().item() // true
     */
    uniform_(...args: Parameters<'from' | 'to'>): Tensor
    /** Writes normal numbers of this mean and standard deviation; 0 and 1 by default. @example manualSeed(42); zeros(2).normal_(10, 2) // tensor([10.6734, 10.2576]) */
    normal_(...args: Parameters<'mean' | 'std'>): Tensor
    /** Writes 1 with probability p, else 0; p = 0.5 by default, or a tensor of probabilities. @example zeros(2).bernoulli_(1).tolist() // [1, 1] */
    bernoulli_(p?: number | Tensor | (RandomOptions & { p?: number }), options?: RandomOptions): Tensor
    /** Writes numbers of density `λ e^(−λx)`, x ≥ 0; λ = 1 by default. @example manualSeed(0); zeros(100).exponential_().gt(0).all().item() // true */
    exponential_(...args: Parameters<'lambda'>): Tensor
    /** Writes the number of the first success among trials of probability p, from 1 up. @example manualSeed(0); zeros(100).geometric_(0.5).ge(1).all().item() // true */
    geometric_(...args: Parameters<'p'>): Tensor
    /** Writes numbers of density `σ / (π((x − median)² + σ²))`; median 0 and σ = 1 by default. @example manualSeed(0); zeros(3).cauchy_().shape // [3] */
    cauchy_(...args: Parameters<'median' | 'sigma'>): Tensor
    /**
     * Writes numbers whose logarithm is normal, of mean 1 and standard deviation 2 by default.
     * @example manualSeed(0); zeros(100).logNormal_().gt(0).all().item() // true
     */
    logNormal_(...args: Parameters<'mean' | 'std'>): Tensor
    /**
     * Writes whole numbers in [from, to): `random_(to)`, `random_(from, to)`; without arguments, all that the type tells apart.
     * @example manualSeed(42); zeros(3).random_(10).tolist() // [2, 7, 6]
     */
    random_(...args: Parameters<'from' | 'to'>): Tensor
  }
}
inPlaceMethods({ uniform, normal, bernoulli, exponential, geometric, cauchy, logNormal, random: integers })
