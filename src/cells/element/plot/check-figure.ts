/** Whether what a run wants drawn is a figure. It came out of a sandbox and may be anything: each field is looked at. */
import { inks, limits, type Figure } from '../../library/plot/figure.ts'

type Check = (value: unknown) => boolean

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value)
const numberOrNull: Check = (value) => value === null || number(value)
const whole =
  (low: number, high: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= low && (value as number) <= high
const count = whole(0, Number.MAX_SAFE_INTEGER)
const text: Check = (value) => typeof value === 'string' && value.length <= limits.text + 1
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
const listOf =
  (check: Check, limit: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= limit && value.every(check)
const is =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value)
const record =
  (fields: Record<string, Check>): Check =>
  (value) =>
    isRecord(value) &&
    Object.keys(value).every((name) => Object.hasOwn(fields, name)) &&
    Object.entries(fields).every(([name, check]) => check(value[name]))

const range: Check = (value) =>
  Array.isArray(value) && value.length === 2 && value.every(number) && (value[0] as number) < (value[1] as number)
const base64: Check = (value) =>
  typeof value === 'string' && value.length <= limits.pixels * 4 + 8 && /^[A-Za-z0-9+/]*={0,2}$/.test(value)

const named = { label: optional(text), ink: optional(is(...inks)) }
const side = whole(1, limits.grid)
const packed = record({ low: number, high: number, base64 })
const grid = {
  rows: side,
  columns: side,
  values: (value: unknown) => listOf(numberOrNull, limits.grid ** 2)(value) || packed(value),
  x: range,
  y: range,
  label: optional(text),
}
const coordinates = (limit: number) => listOf(numberOrNull, limit)
const texts = (limit: number) => optional(listOf(text, limit))

const layers: Record<string, Check> = {
  lines: record({
    kind: is('lines'),
    x: optional(coordinates(limits.linePoints)),
    y: coordinates(limits.linePoints),
    markers: optional(is(true)),
    of: optional(count),
    ...named,
  }),
  points: record({
    kind: is('points'),
    x: coordinates(limits.points),
    y: coordinates(limits.points),
    classes: optional(listOf(whole(0, limits.classes - 1), limits.points)),
    labels: texts(limits.classes),
    of: optional(count),
    ...named,
  }),
  arrows: record({
    kind: is('arrows'),
    x: coordinates(limits.arrows),
    y: coordinates(limits.arrows),
    toX: coordinates(limits.arrows),
    toY: coordinates(limits.arrows),
    ...named,
  }),
  bars: record({ kind: is('bars'), values: coordinates(limits.bars), labels: texts(limits.bars), ...named }),
  histogram: record({ kind: is('histogram'), from: number, to: number, counts: listOf(count, limits.bins), ...named }),
  heatmap: record({
    kind: is('heatmap'),
    matrix: optional(is(true)),
    center: optional(number),
    xLabels: texts(limits.grid),
    yLabels: texts(limits.grid),
    ...grid,
  }),
  contour: record({ kind: is('contour'), levels: listOf(number, 40), ...grid }),
  images: record({
    kind: is('images'),
    width: whole(1, limits.pixels),
    height: whole(1, limits.pixels),
    channels: is(1, 3),
    pixels: listOf(base64, limits.images),
    labels: texts(limits.images),
  }),
  boxes: record({
    kind: is('boxes'),
    boxes: listOf((box) => Array.isArray(box) && box.length === 4 && box.every(number), limits.boxes),
    labels: texts(limits.boxes),
    scores: optional(coordinates(limits.boxes)),
    ...named,
  }),
  confusion: record({ kind: is('confusion'), size: whole(1, 20), counts: listOf(count, 400), labels: texts(20) }),
}

const isLayer: Check = (value) =>
  isRecord(value) && Object.hasOwn(layers, String(value.kind)) && layers[String(value.kind)]!(value) && isWhole(value)

/** Lists that belong together are equally long. */
function isWhole(layer: Record<string, unknown>): boolean {
  const length = (name: string) => (layer[name] as unknown[] | undefined)?.length
  const same = (...names: string[]) => new Set(names.map(length).filter((one) => one !== undefined)).size <= 1
  switch (layer.kind) {
    case 'lines':
    case 'points':
      return same('x', 'y', 'classes')
    case 'arrows':
      return same('x', 'y', 'toX', 'toY')
    case 'bars':
      return same('values', 'labels')
    case 'histogram':
      return (layer.from as number) < (layer.to as number) && length('counts')! > 0
    case 'heatmap':
    case 'contour':
      return isWholeGrid(layer)
    case 'images':
      return same('pixels', 'labels') && areWholeImages(layer)
    case 'boxes':
      return same('boxes', 'labels', 'scores')
    case 'confusion':
      return length('counts') === (layer.size as number) ** 2 && (length('labels') ?? layer.size) === layer.size
    default:
      return false
  }
}

function isWholeGrid({ rows, columns, values, xLabels, yLabels }: Record<string, unknown>): boolean {
  const size = (rows as number) * (columns as number)
  const fits = Array.isArray(values)
    ? values.length === size
    : bytesOf((values as { base64: string }).base64) === size * 2
  const labels = (list: unknown, length: unknown) => list === undefined || (list as unknown[]).length === length
  return fits && labels(xLabels, columns) && labels(yLabels, rows)
}

function areWholeImages({ width, height, channels, pixels }: Record<string, unknown>): boolean {
  const size = (width as number) * (height as number)
  const list = pixels as string[]
  return (
    list.length > 0 &&
    size * list.length <= limits.pixels &&
    list.every((one) => bytesOf(one) === size * (channels as number))
  )
}

function bytesOf(base64: string): number {
  return (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0)
}

const isFigure = record({
  title: optional(text),
  caption: optional(text),
  xLabel: optional(text),
  yLabel: optional(text),
  xScale: optional(is('log')),
  yScale: optional(is('log')),
  xRange: optional(range),
  yRange: optional(range),
  layers: (value) => listOf(isLayer, limits.layers)(value) && (value as unknown[]).length > 0 && areTogether(value),
})

/** Which kinds may share a picture: plot.ts says so to the cell, this to whoever forges one. */
function areTogether(value: unknown): boolean {
  const kinds = (value as { kind: string }[]).map(({ kind }) => kind)
  const many = (kind: string) => kinds.filter((one) => one === kind).length
  if (many('images') > 0) return many('images') === 1 && many('images') + many('boxes') === kinds.length
  if (many('confusion') > 0) return kinds.length === 1
  return many('boxes') === 0
}

/** The figure; `undefined` where it is none. */
export function readFigure(data: unknown): Figure | undefined {
  return isFigure(data) ? (data as Figure) : undefined
}
