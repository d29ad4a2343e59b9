/** Counted things: bars and histograms. */
import { readBlock, readRange, readRow, readTexts, type Data } from './data.ts'
import { badOption, lengthsDiffer, tooMany } from './errors.ts'
import { limits } from './figure.ts'
import { PlotLayer, readNamed, readOptions, type NamedOptions } from './layer.ts'
import { roundedAll } from './pack.ts'

export interface BarsOptions extends NamedOptions {
  /** A name for each bar. */
  labels?: readonly string[]
}

export interface HistogramOptions extends NamedOptions {
  /** Number of bins; without it, the square root of the number of values, from 5 to 40. */
  bins?: number
  /** Where the first bin begins and the last one ends; without it, the smallest and the largest value. */
  range?: readonly [number, number]
}

/**
 * A bar for each number, from 0.
 *
 * @param values   [n], at most 200
 * @param options.labels  a name for each bar
 * @returns        a layer for `plot`
 * @throws ArgumentError for more than 200 bars; ShapeError where there are as many labels as bars
 * @example plot(bars([0.7, 0.2, 0.1], { labels: ['cat', 'dog', 'fox'] }), { yLabel: 'probability' })
 */
export function bars(values: Data, options?: BarsOptions): PlotLayer {
  const given = readOptions('bars', options, ['label', 'ink', 'labels'])
  const heights = readRow('bars', 'values', values)
  if (heights.length > limits.bars) throw tooMany('bars', 'values', heights.length, limits.bars)
  const labels = readTexts('bars', 'labels', given.labels)
  if (labels && labels.length !== heights.length) {
    throw lengthsDiffer('bars', 'labels', labels.length, 'values', heights.length)
  }
  const named = readNamed('bars', given)
  return new PlotLayer('bars', () => ({
    kind: 'bars',
    values: roundedAll(heights),
    ...(labels && { labels }),
    ...named,
  }))
}

/**
 * How often numbers fall into each of several bins of equal width.
 *
 * @param values   any shape; what is not finite falls into no bin
 * @param options.bins   number of bins, from 1 to 200
 * @param options.range  [low, high]; what lies outside falls into no bin
 * @returns        a layer for `plot`
 * @throws ArgumentError for bins outside [1, 200]
 * @example plot(histogram(randn([1000]), { bins: 20 }))
 */
export function histogram(values: Data, options?: HistogramOptions): PlotLayer {
  const given = readOptions('histogram', options, ['label', 'ink', 'bins', 'range'])
  const block = readBlock('histogram', 'values', values)
  const numbers = block.values.filter((value) => Number.isFinite(value))
  const { bins = Math.min(40, Math.max(5, Math.round(Math.sqrt(numbers.length)))) } = given
  if (!Number.isInteger(bins) || bins < 1 || bins > limits.bins) {
    throw badOption('histogram', 'bins', bins, `1 … ${limits.bins}`)
  }
  let [low, high] = readRange('histogram', 'range', given.range) ?? [Infinity, -Infinity]
  if (low > high) for (const value of numbers) [low, high] = [Math.min(low, value), Math.max(high, value)]
  if (low > high) [low, high] = [0, 1]
  if (low === high) [low, high] = [low - 0.5, high + 0.5]
  const counts = Array<number>(bins).fill(0)
  for (const value of numbers) {
    const bin = Math.floor(((value - low) / (high - low)) * bins)
    // The last bin holds its upper edge too.
    if (value >= low && value <= high) counts[Math.min(bin, bins - 1)]!++
  }
  const named = readNamed('histogram', given)
  const [from, to] = roundedAll([low, high]) as [number, number]
  return new PlotLayer('histogram', () => ({ kind: 'histogram', from, to, counts, ...named }))
}
