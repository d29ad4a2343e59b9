/** The room in which layers are drawn: what their numbers reach, the two scales, and the axes around them. */
import type { Figure, Layer, Range } from '../../library/plot/figure.ts'
import { h, type PageNode } from '../node.ts'
import { linearScale, logScale, niceDomain, type Scale, type Tick } from './scale.ts'
import type { Words } from './words.ts'

/** Units of a picture's own. It is as wide as a phone's column, and grows with what holds it. */
export const pictureWidth = 320

export interface Frame {
  x: Scale
  y: Scale
  left: number
  right: number
  top: number
  bottom: number
  height: number
  /** Axes and their numbers, to stand behind the layers. */
  axes: PageNode[]
}

type Axis = 'x' | 'y'

/** Of an axis with a name for each step. */
const longestName = 96
const letter = 6.4

export function createFrame(figure: Figure, words: Words): Frame {
  const { layers } = figure
  const matrix = layers.find((layer) => layer.kind === 'heatmap' && layer.matrix)
  const hasGrid = layers.some(({ kind }) => kind === 'heatmap' || kind === 'contour')
  const names = matrix?.kind === 'heatmap' ? matrix : undefined
  const xNames = names?.xLabels?.map(shorten)
  const yNames = names?.yLabels?.map(shorten)
  const plotHeight = heightOf(layers, hasGrid)
  const [top, right] = [8, pictureWidth - 10]
  const xNamesHeight = xNames ? Math.min(longestName, longest(xNames) * letter) * 0.72 + 14 : 0
  const bottom = top + plotHeight
  const height = bottom + Math.max(20, xNamesHeight)

  const yDomain = domainOf(figure, 'y', hasGrid)
  const yPlaces: Range = names ? [top, bottom] : [bottom, top]
  const y = createScale(
    yDomain,
    yPlaces,
    figure.yScale === 'log',
    Math.max(3, Math.round(plotHeight / (figure.yScale ? 30 : 42))),
  )
  const yTicks = names ? ticksOfCells(names.rows, yNames, words, plotHeight / 13) : y.ticks(words)
  const left = Math.min(110, Math.max(22, longest(yTicks.map(({ text }) => text)) * letter + 9))

  const xDomain = domainOf(figure, 'x', hasGrid)
  const x = createScale(xDomain, [left, right], figure.xScale === 'log', 5)
  const xTicks = names
    ? ticksOfCells(names.columns, xNames, words, (right - left) / (xNames ? 13 : 26))
    : spaced(x.ticks(words), x)
  const axes = drawAxes({ x, y, left, right, bottom }, xTicks, yTicks, { hasGrid, turned: xNames !== undefined })
  return { x, y, left, right, top, bottom, height, axes }
}

function heightOf(layers: readonly Layer[], hasGrid: boolean): number {
  const matrix = layers.find((layer) => layer.kind === 'heatmap' && layer.matrix)
  if (matrix?.kind === 'heatmap') return Math.min(280, Math.max(60, (280 * matrix.rows) / matrix.columns))
  return hasGrid ? 250 : 180
}

function shorten(text: string): string {
  const most = Math.floor(longestName / letter)
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

/** Korean letters are wider than Latin ones. */
function longest(texts: readonly string[]): number {
  const width = (text: string) => [...text].reduce((sum, one) => sum + (/[\u1100-\uffdc]/.test(one) ? 1.9 : 1), 0)
  return Math.max(0, ...texts.map(width))
}

function createScale(domain: Range, places: Range, isLog: boolean, count: number): Scale {
  return isLog ? logScale(domain, places, count) : linearScale(domain, places, count)
}

function ticksOfCells(size: number, names: readonly string[] | undefined, words: Words, room: number): Tick[] {
  const step = Math.max(1, Math.ceil(size / Math.max(1, Math.floor(room))))
  const chosen = Array.from({ length: Math.ceil(size / step) }, (_, i) => i * step)
  return chosen.map((i) => ({ value: i + 0.5, text: names?.[i] ?? words.number(i) }))
}

/** Without those that would run into one another. */
function spaced(ticks: readonly Tick[], scale: Scale): Tick[] {
  let end = -Infinity
  return ticks.filter(({ value, text }) => {
    const half = (text.length * letter) / 2
    if (scale.at(value) - half < end + 6) return false
    end = scale.at(value) + half
    return true
  })
}

/** What an axis must reach, from the reader's wish or the data. */
function domainOf(figure: Figure, axis: Axis, hasGrid: boolean): Range {
  const wish = axis === 'x' ? figure.xRange : figure.yRange
  const isLog = (axis === 'x' ? figure.xScale : figure.yScale) === 'log'
  if (wish && (!isLog || wish[0] > 0)) return wish
  let [low, high] = [Infinity, -Infinity]
  const take = (value: number | null) => {
    if (value === null || (isLog && value <= 0)) return
    if (value < low) low = value
    if (value > high) high = value
  }
  for (const layer of figure.layers) numbersOn(layer, axis, isLog).forEach(take)
  if (low > high) return isLog ? [0.1, 10] : [0, 1]
  if (low === high) {
    if (isLog) return [low / 3, high * 3]
    const pad = Math.abs(low) * 0.1 || 0.5
    return [low - pad, high + pad]
  }
  if (isLog) return padLog(low, high)
  if (hasGrid) return [low, high]
  const isFixed = figure.layers.every(({ kind }) => kind === 'histogram' || kind === 'bars')
  if (axis === 'x') {
    const hasPoints = figure.layers.some(({ kind }) => kind === 'points')
    return hasPoints ? pad(low, high, 0.04) : [low, high]
  }
  return isFixed ? niceDomain([low, high], 4) : niceDomain(pad(low, high, 0.02), 4)
}

function pad(low: number, high: number, part: number): Range {
  return [low - (high - low) * part, high + (high - low) * part]
}

function padLog(low: number, high: number): Range {
  const part = (high / low) ** 0.04
  return [low / part, high * part]
}

function numbersOn(layer: Layer, axis: Axis, isLog: boolean): readonly (number | null)[] {
  switch (layer.kind) {
    case 'lines':
      return axis === 'y' ? layer.y : (layer.x ?? [0, Math.max(1, layer.y.length - 1)])
    case 'points':
      return layer[axis]
    case 'arrows':
      return axis === 'x' ? [...layer.x, ...layer.toX] : [...layer.y, ...layer.toY]
    case 'bars':
      return axis === 'x' ? [-0.5, layer.values.length - 0.5] : [...(isLog ? [] : [0]), ...layer.values]
    case 'histogram':
      return axis === 'x' ? [layer.from, layer.to] : [...(isLog ? [] : [0]), ...layer.counts]
    case 'heatmap':
    case 'contour':
      return layer[axis]
    default:
      return []
  }
}

type Box = Pick<Frame, 'x' | 'y' | 'left' | 'right' | 'bottom'>

function drawAxes(
  { x, y, left, right, bottom }: Box,
  xTicks: readonly Tick[],
  yTicks: readonly Tick[],
  { hasGrid, turned }: { hasGrid: boolean; turned: boolean },
): PageNode[] {
  const rules = hasGrid ? [] : yTicks.map(({ value }) => `M${left} ${tidy(y.at(value))}H${right}`)
  const zero = y.isLog || hasGrid || y.domain[0] >= 0 || y.domain[1] <= 0 ? bottom : y.at(0)
  const marks = xTicks.map(({ value }) => `M${tidy(x.at(value))} ${bottom}v4`)
  return [
    ...(rules.length > 0 ? [h('path', { class: 'rule', d: rules.join('') })] : []),
    ...(hasGrid ? [] : [h('path', { class: 'axis', d: `M${left} ${tidy(zero)}H${right}` })]),
    h('path', { class: 'axis', d: marks.join('') }),
    h(
      'g',
      { class: 'ticks', 'text-anchor': 'end' },
      ...yTicks.map(({ value, text }) =>
        h('text', { x: `${left - 6}`, y: `${tidy(y.at(value))}`, dy: '0.35em' }, text),
      ),
    ),
    h(
      'g',
      { class: 'ticks', 'text-anchor': turned ? 'end' : 'middle' },
      ...xTicks.map(({ value, text }) => {
        const [at, below] = [tidy(x.at(value)), bottom + (turned ? 12 : 17)]
        return h(
          'text',
          { x: `${at}`, y: `${below}`, transform: turned ? `rotate(-45 ${at} ${below})` : undefined },
          text,
        )
      }),
    ),
  ]
}

/** A tenth of a unit is less than a pixel. */
export function tidy(value: number): number {
  return Math.round(value * 10) / 10
}
