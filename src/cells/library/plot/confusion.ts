/** How often each class was taken for each other. */
import { readBlock, readTexts, type Data } from './data.ts'
import { badOption, badShape, lengthsDiffer, tooMany } from './errors.ts'
import { PlotLayer, readOptions } from './layer.ts'
import { readClasses } from './series.ts'

export interface ConfusionOptions {
  /** A name for each class. */
  labels?: readonly string[]
}

/** Beyond this its numbers could not be read. */
const maxClasses = 20

/**
 * A confusion matrix: rows are the true classes, columns the predicted ones, and right answers lie on the diagonal.
 *
 * @param target   [n] true classes, from 0; or counts [classes, classes], without `predicted`
 * @param predicted  [n] predicted classes
 * @param options.labels  a name for each class
 * @returns        a layer for `plot`
 * @throws ArgumentError for more than 20 classes; ShapeError where lengths differ
 * @example plot(confusionMatrix([0, 1, 1, 0], [0, 1, 0, 0], { labels: ['cat', 'dog'] }))
 */
export function confusionMatrix(target: Data, predicted: Data, options?: ConfusionOptions): PlotLayer
export function confusionMatrix(counts: Data, options?: ConfusionOptions): PlotLayer
export function confusionMatrix(first: Data, second?: Data | ConfusionOptions, third?: ConfusionOptions): PlotLayer {
  const name = 'confusionMatrix'
  const { shape, values } = readBlock(name, 'target', first)
  const isCounted = shape.length === 2 && shape[0] === shape[1]
  const given = readOptions(name, (isCounted ? second : third) as ConfusionOptions | undefined, ['labels'])
  const labels = readTexts(name, 'labels', given.labels)
  if (!isCounted && second === undefined) throw badShape(name, 'target', shape, ['[k, k]', '[n], [n]'])
  const { size, counts } = isCounted
    ? { size: shape[0]!, counts: [...values] }
    : countPairs(first, second, labels?.length ?? 0)
  if (size > maxClasses) throw tooMany(name, 'classes', size, maxClasses)
  const wrong = counts.find((count) => !Number.isInteger(count) || count < 0)
  if (wrong !== undefined) throw badOption(name, 'counts', wrong, '0, 1, 2, …')
  if (labels && labels.length !== size) throw lengthsDiffer(name, 'labels', labels.length, 'classes', size)
  return new PlotLayer('confusion', () => ({ kind: 'confusion', size, counts, ...(labels && { labels }) }))
}

function countPairs(first: unknown, second: unknown, least: number): { size: number; counts: number[] } {
  const length = readBlock('confusionMatrix', 'target', first).values.length
  const target = readClasses('confusionMatrix', first, length)
  const predicted = readClasses('confusionMatrix', second, length)
  const size = Math.max(least, ...[...target, ...predicted].map((one) => one + 1))
  const counts = Array<number>(size * size).fill(0)
  target.forEach((one, i) => counts[one * size + predicted[i]!]!++)
  return { size, counts }
}
