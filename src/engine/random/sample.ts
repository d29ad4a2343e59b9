/** Random numbers whose distribution is given by tensors. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { dtypes, isFloating } from '../dtype.ts'
import { DtypeError, ShapeError, runtimeError, shown } from '../errors.ts'
import { filled, fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { input } from '../ops/operand.ts'
import { broadcastShapes, type Shape } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { require, streamOf, type RandomOptions } from './checks.ts'
import { randnLike, type RandomCreateOptions } from './create.ts'
import * as distribution from './distributions.ts'
import { filledBy } from './drawn.ts'
import { bernoulli as fillBernoulli, normal as fillNormal } from './fill.ts'
import type { Generator } from './generator.ts'

/** A draw has no gradient with respect to its probabilities: PyTorch says 0. */
const Bernoulli: Operation<RandomOptions> = {
  name: 'BernoulliBackward0',
  forward: ([p], options) => fillBernoulli(filled(p!.shape, p!.dtype, 0), p!, options),
  gradient: [(g) => g.mul(0)],
}

/**
 * 1 with a probability, else 0: `bernoulli(p)` for a tensor of probabilities, `bernoulli(x, p)` for one p in the shape of x.
 *
 * @param x  [...] probabilities in [0, 1]; with p, only its shape and type count
 * @param p  in [0, 1]
 * @param options.generator  the stream to draw from; the shared one by default
 * @returns  the shape and type of x, each 0 or 1
 * @throws ArgumentError `distribution`
 * Gradient: 0.
 * @example manualSeed(0); bernoulli(full([4], 0.3)).tolist() // [0, 0, 1, 1]
 */
export function bernoulli(
  x: Tensor,
  p?: number | (RandomOptions & { p?: number }),
  options: RandomOptions = {},
): Tensor {
  const given = typeof p === 'object' ? p : { p, ...options }
  if (given.p === undefined) return apply(Bernoulli, [input('bernoulli', x)], given)
  return fillBernoulli(
    filledBy(input('bernoulli', x), x.dtype, () => {}),
    given,
  )
}

/**
 * Normal numbers, each with its own mean and standard deviation: `mean + std · z`.
 *
 * @param mean  a number, or a tensor that broadcasts with std
 * @param std   at least 0: a number, or a tensor; default 1
 * @param size  the shape, where both are numbers
 * @returns  the broadcast shape of mean and std, or `size`
 * @throws ArgumentError `distribution`; ShapeError `normal-size` when neither a tensor nor a size says the shape
 * @example manualSeed(42); normal(10, 2, [2]).toString() // tensor([10.6734, 10.2576])
 */
export function normal(
  mean: Tensor | number,
  std: Tensor | number = 1,
  size?: Shape | RandomCreateOptions,
  options: RandomCreateOptions = {},
): Tensor {
  const named: RandomCreateOptions & { size?: Shape } = Array.isArray(size)
    ? { ...options, size: size as Shape }
    : ((size as RandomCreateOptions | undefined) ?? options)
  if (!(mean instanceof Tensor) && !(std instanceof Tensor)) {
    if (named.size === undefined) {
      throw new ShapeError('normal: needs a shape where mean and std are numbers: normal(0, 1, [2, 3]).', {
        code: 'normal-size',
        torch: { type: 'TypeError', message: 'normal() received an invalid combination of arguments' },
      })
    }
    const { requiresGrad = false, dtype = 'float32' } = named
    return fillNormal(filled(named.size, dtype, 0), { mean, std, generator: named.generator })
      .detach()
      .requiresGrad_(requiresGrad)
  }
  const lowest = std instanceof Tensor ? Math.min(...values(std)) : std
  const torch =
    std instanceof Tensor
      ? 'normal expects all elements of std >= 0.0'
      : `normal expects std >= 0.0, but found std ${lowest}`
  require(lowest >= 0, 'normal', 'std ≥ 0', `std = ${lowest}`, torch)
  const [m, s] = [mean, std].map((x) => (x instanceof Tensor ? x.detach() : x)) as [Tensor | number, Tensor | number]
  const shape = broadcastShapes('normal', m instanceof Tensor ? m.shape : [], s instanceof Tensor ? s.shape : [])
  const typed = (m instanceof Tensor ? m : s) as Tensor
  return randnLike(filled(shape, typed.dtype, 0), { generator: named.generator })
    .mul(s)
    .add(m)
}

/**
 * Draws places in proportion to weights.
 *
 * @param weights     [n] or [rows, n], at least 0, not all 0 in a row; they need not sum to 1
 * @param numSamples  how many places to draw from each row
 * @param options.replacement  whether a place may be drawn again; default false
 * @param options.generator  the stream to draw from; the shared one by default
 * @returns  [numSamples] or [rows, numSamples], int64, places in [0, n)
 * @throws DtypeError `multinomial-dtype`; ShapeError `multinomial-shape`; ArgumentError `distribution`
 * Source: without replacement, exponential races `w / e` (Efraimidis and Spirakis 2006); with, inversion of the cumulated weights.
 * @example manualSeed(0); multinomial(tensor([0.1, 0.2, 0.7]), 6, { replacement: true }).tolist() // [2, 2, 2, 2, 2, 2]
 */
export function multinomial(
  weights: Tensor,
  numSamples: number,
  replacement: boolean | (RandomOptions & { replacement?: boolean }) = false,
  options: RandomOptions = {},
): Tensor {
  const { replacement: again = false, ...rest } =
    typeof replacement === 'boolean' ? { replacement, ...options } : replacement
  checkWeights(weights, numSamples, again)
  const n = weights.shape.at(-1)!
  const rows = weights.ndim === 1 ? 1 : weights.shape[0]!
  const numbers = values(weights)
  const places = newNumbers('int64', rows * numSamples)
  const draw = again ? byInversion : byRaces
  draw(weights.storage.dtype === 'float32' ? Math.fround : (x) => x, numbers, n, streamOf(rest), numSamples, places)
  return fromNumbers(places, [...weights.shape.slice(0, -1), numSamples], 'int64')
}

type Sampler = (
  round: (x: number) => number,
  weights: ArrayLike<number>,
  n: number,
  generator: Generator,
  count: number,
  places: { [i: number]: number; length: number },
) => void

/** The places whose weight over an exponential number is largest, largest first. */
const byRaces: Sampler = (round, weights, n, generator, count, places) => {
  const scores = Array.from(weights, (w) => round(w / round(distribution.exponential(generator, 1))))
  for (let row = 0; row * count < places.length; row++) {
    const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => scores[row * n + b]! - scores[row * n + a]!)
    for (let k = 0; k < count; k++) places[row * count + k] = order[k]!
  }
}

/** The first place whose cumulated share is at least u. */
const byInversion: Sampler = (round, weights, n, generator, count, places) => {
  const shares = new Float64Array(n)
  for (let row = 0; row * count < places.length; row++) {
    let total = 0
    for (let i = 0; i < n; i++) shares[i] = total = round(total + weights[row * n + i]!)
    for (let i = 0; i < n; i++) shares[i] = round(shares[i]! / total)
    shares[n - 1] = 1
    for (let k = 0; k < count; k++) places[row * count + k] = firstAtLeast(shares, generator.uniform53())
  }
}

function firstAtLeast(shares: Float64Array, u: number): number {
  let low = 0
  let high = shares.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (shares[middle]! < u) low = middle + 1
    else high = middle
  }
  return low
}

function checkWeights(weights: Tensor, numSamples: number, replacement: boolean): void {
  const { dtype, ndim, shape } = input('multinomial', weights)
  if (!isFloating(dtype)) {
    throw new DtypeError(
      `multinomial: weights are floating-point numbers, got ${dtype}. Convert first: weights.to('float32').`,
      {
        code: 'multinomial-dtype',
        params: { dtype },
        torch: runtimeError(`multinomial only supports floating-point dtypes for input, got: ${dtypes[dtype].torch}`),
      },
    )
  }
  if (ndim !== 1 && ndim !== 2) {
    throw new ShapeError(`multinomial: weights are [n] or [rows, n], got ${shown(shape)}.`, {
      code: 'multinomial-shape',
      params: { shape },
      torch: runtimeError('prob_dist must be 1 or 2 dim'),
    })
  }
  const n = shape.at(-1)!
  const check = (holds: boolean, condition: string, found: string, torch: string) =>
    require(holds, 'multinomial', condition, found, torch)
  check(numSamples > 0, 'numSamples > 0', `numSamples = ${numSamples}`, 'cannot sample n_sample <= 0 samples')
  const tooMany = 'cannot sample n_sample > prob_dist.size(-1) samples without replacement'
  check(replacement || numSamples <= n, `numSamples ≤ ${n}`, `numSamples = ${numSamples}`, tooMany)
  const numbers = values(weights)
  const bad = numbers.find((w) => !(w >= 0 && w < Infinity))
  check(bad === undefined, '0 ≤ w < ∞', `w = ${bad}`, 'probability tensor contains either `inf`, `nan` or element < 0')
  for (let start = 0; start < numbers.length; start += n) {
    const empty = numbers.subarray(start, start + n).every((w) => w === 0)
    check(!empty, 'Σ w > 0', 'Σ w = 0', 'invalid multinomial distribution (sum of probabilities <= 0)')
  }
}

declare module '../tensor.ts' {
  interface Tensor {
    bernoulli: AsMethod<typeof bernoulli>
    multinomial: AsMethod<typeof multinomial>
  }
}
methods({ bernoulli, multinomial })
