/** A picture in a sentence for each layer, in the reader's language: its kind, what it reaches, where it is extreme. */
import type { ArrowsLayer, ConfusionLayer, Figure, Layer, Numbers, PointsLayer } from '../../library/plot/figure.ts'
import { unpackGrid } from '../../library/plot/pack.ts'
import type { Words } from './words.ts'

export function describeFigure(figure: Figure, words: Words): string {
  const sentences = figure.layers.map((layer) => describeLayer(layer, words))
  return [figure.title && endSentence(figure.title), ...sentences].filter(Boolean).join(' ')
}

/** Titles seldom end in a full stop, and the next sentence must not run into them. */
function endSentence(text: string): string {
  return /[.!?…。]$/.test(text) ? text : `${text}.`
}

function describeLayer(layer: Layer, words: Words): string {
  const { say, number } = words
  const named = (sentence: string, label: string | undefined) => (label ? `${label}: ${sentence}` : sentence)
  switch (layer.kind) {
    case 'lines': {
      const { low, high } = extremes(layer.y)
      const x = (i: number) => number(layer.x ? layer.x[i] : i)
      if (low < 0) return named(say('empty'), layer.label)
      const [first, last] = [finite(layer.y).at(0)!, finite(layer.y).at(-1)!]
      const values = {
        count: layer.of ?? layer.y.length,
        ...{ first, last, low: layer.y[low]!, high: layer.y[high]! },
        ...{ lowAt: x(low), highAt: x(high) },
      }
      return named(say('describe-lines', values), layer.label)
    }
    case 'points':
      return named(describePoints(layer, words), layer.label)
    case 'arrows':
      return named(describeArrows(layer, words), layer.label)
    case 'bars': {
      const { low, high } = extremes(layer.values)
      if (low < 0) return named(say('empty'), layer.label)
      const name = (i: number) => layer.labels?.[i] || number(i)
      const values = {
        count: layer.values.length,
        ...{ low: layer.values[low]!, high: layer.values[high]!, lowAt: name(low), highAt: name(high) },
      }
      return named(say('describe-bars', values), layer.label)
    }
    case 'histogram': {
      const { from, to, counts } = layer
      const { high } = extremes(counts)
      const edge = (i: number) => from + ((to - from) * i) / counts.length
      const values = {
        count: counts.reduce((sum, count) => sum + count, 0),
        bins: counts.length,
        ...{ from, to, high: counts[high]!, highFrom: edge(high), highTo: edge(high + 1) },
      }
      return named(say('describe-histogram', values), layer.label)
    }
    case 'heatmap':
    case 'contour': {
      const values = [...unpackGrid(layer.values)]
      const { low, high } = extremes(values)
      if (low < 0) return named(say('empty'), layer.label)
      const place = (i: number) => placeInGrid(layer, i, words)
      const shown = {
        ...{ rows: layer.rows, columns: layer.columns, low: values[low]!, high: values[high]! },
        ...{ lowAt: place(low), highAt: place(high) },
        levels: layer.kind === 'contour' ? layer.levels.map((level) => number(level, 3)).join('; ') : '',
      }
      return named(say(`describe-${layer.kind}`, shown), layer.label)
    }
    case 'images':
      return say('describe-images', { count: layer.pixels.length, width: layer.width, height: layer.height })
    case 'boxes': {
      const labels = (layer.labels ?? []).filter(Boolean)
      const list = labels.length > 0 && labels.length <= 12 ? ` (${labels.join(', ')})` : ''
      return named(say('describe-boxes', { count: number(layer.boxes.length) + list }), layer.label)
    }
    case 'confusion':
      return describeConfusion(layer, words)
  }
}

function describePoints(layer: PointsLayer, { say, number }: Words): string {
  const [x, y] = [extremes(layer.x), extremes(layer.y)]
  if (x.low < 0 || y.low < 0) return say('empty')
  const sentence = say('describe-points', {
    count: layer.of ?? layer.x.length,
    ...{ xLow: layer.x[x.low]!, xHigh: layer.x[x.high]!, yLow: layer.y[y.low]!, yHigh: layer.y[y.high]! },
  })
  if (!layer.classes) return sentence
  const counts = new Map<number, number>()
  for (const one of layer.classes) counts.set(one, (counts.get(one) ?? 0) + 1)
  const list = [...counts]
    .sort(([a], [b]) => a - b)
    .map(([one, count]) => `${layer.labels?.[one] ?? one} (${number(count)})`)
  return `${sentence} ${say('describe-classes', { classes: list.join(', ') })}`
}

function describeArrows({ x, y, toX, toY }: ArrowsLayer, { say, number }: Words): string {
  const lengths = x.map((at, i) => {
    const ends = [at, y[i], toX[i], toY[i]]
    if (!ends.every((end) => typeof end === 'number')) return null
    const [fromX, fromY, endX, endY] = ends as [number, number, number, number]
    return Math.hypot(endX - fromX, endY - fromY)
  })
  const { low, high } = extremes(lengths)
  if (low < 0) return say('empty')
  // A semicolon: some languages write 0,5 for a half.
  const place = (i: number) => `(${number(x[i], 3)}; ${number(y[i], 3)})`
  return say('describe-arrows', {
    count: finite(lengths).length,
    ...{ low: lengths[low]!, high: lengths[high]!, lowAt: place(low), highAt: place(high) },
  })
}

function describeConfusion({ size, counts, labels }: ConfusionLayer, { say, locale }: Words): string {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const right = Array.from({ length: size }, (_, i) => counts[i * size + i]!).reduce((sum, count) => sum + count, 0)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(
    right / (total || 1),
  )
  const sentence = say('describe-confusion', { right, total, percent })
  const wrong = counts.map((count, i) => (i % (size + 1) === 0 ? -1 : count))
  const worst = wrong.indexOf(Math.max(...wrong))
  if (!(wrong[worst]! > 0)) return sentence
  const name = (i: number) => labels?.[i] || String(i)
  const values = { true: name(Math.floor(worst / size)), predicted: name(worst % size), count: wrong[worst]! }
  return `${sentence} ${say('describe-confused', values)}`
}

/** `(x, y)`, or row and column by their names. */
export function placeInGrid(
  layer: Extract<Layer, { kind: 'heatmap' | 'contour' }>,
  i: number,
  { number }: Words,
): string {
  const { rows, columns, x, y } = layer
  const [row, column] = [Math.floor(i / columns), i % columns]
  if (layer.kind === 'heatmap' && layer.matrix) {
    return `[${layer.yLabels?.[row] ?? row}, ${layer.xLabels?.[column] ?? column}]`
  }
  const [part, whole] = layer.kind === 'heatmap' ? [0.5, 0] : [0, 1]
  const at = ([from, to]: readonly [number, number], k: number, size: number) =>
    from + ((to - from) * (k + part)) / (size - whole)
  // A semicolon: some languages write 0,5 for a half.
  return `(${number(at(x, column, columns), 3)}; ${number(at(y, row, rows), 3)})`
}

/** Indices of the lowest and highest number; −1 where there is none. */
function extremes(values: Numbers): { low: number; high: number } {
  let [low, high] = [-1, -1]
  values.forEach((value, i) => {
    if (value === null || !Number.isFinite(value)) return
    if (low < 0 || value < values[low]!) low = i
    if (high < 0 || value > values[high]!) high = i
  })
  return { low, high }
}

function finite(values: Numbers): number[] {
  return values.filter((value) => value !== null)
}
