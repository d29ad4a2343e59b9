/** Places drawn in proportion to weights. */
import { dtypes, isFloating } from '../dtype.ts'
import { DtypeError, ShapeError, runtimeError, shown } from '../errors.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { methods, type AsMethod } from '../methods.ts'
import { named, type Call } from '../ops/arguments.ts'
import { input } from '../ops/operand.ts'
import type { Tensor } from '../tensor.ts'
import { require, streamOf, type RandomOptions } from './checks.ts'
import * as distribution from './distributions.ts'
import type { Generator } from './generator.ts'

interface MultinomialOptions extends RandomOptions {
  /** How many places to draw from each row. */
  numSamples: number
  /** Whether a place may be drawn again. Default false. */
  replacement?: boolean
}

/**
 * Draws places in proportion to weights.
 *
 * @param weights     [n] or [rows, n], at least 0, not all 0 in a row; they need not sum to 1
 * @param given       numSamples, how many places to draw from each row; replacement, whether a place may be drawn again, default false; generator; in a row or by name
 * @returns  [numSamples] or [rows, numSamples], int64, places in [0, n)
 * @throws DtypeError `multinomial-dtype`; ShapeError `multinomial-shape`; ArgumentError `distribution`
 * Source: without replacement, exponential races `w / e` (Efraimidis and Spirakis 2006); with, inversion of the cumulated weights.
 * @example manualSeed(0); multinomial(tensor([0.1, 0.2, 0.7]), 6, { replacement: true }).tolist() // [2, 2, 2, 2, 2, 2]
 */
export function multinomial(
  weights: Tensor,
  ...given: Call<[numSamples: number, replacement: boolean], Partial<MultinomialOptions>>
): Tensor {
  const {
    numSamples,
    replacement = false,
    generator,
  } = named<MultinomialOptions>('multinomial', ['numSamples'], ['replacement', 'generator'], given)
  checkWeights(weights, numSamples, replacement)
  const n = weights.shape.at(-1)!
  const rows = weights.ndim === 1 ? 1 : weights.shape[0]!
  const numbers = values(weights)
  const places = newNumbers('int64', rows * numSamples)
  const draw = replacement ? byInversion : byRaces
  draw(
    weights.storage.dtype === 'float32' ? Math.fround : (x) => x,
    numbers,
    n,
    streamOf({ generator }),
    numSamples,
    places,
  )
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
    multinomial: AsMethod<typeof multinomial>
  }
}
methods({ multinomial })
