/**
 * Heat maps: values as shades of one ink, or of two on both sides of a value without colour. Cells of one shade are one
 * path, neighbours joined; so it is small, sharp at any size, and takes the colours of the page by its classes alone.
 */
import type { HeatmapLayer } from '../../library/plot/figure.ts'
import { unpackGrid } from '../../library/plot/pack.ts'
import { h, type PageNode } from '../node.ts'
import { tidy, type Frame } from './frame.ts'
import { pictureWidth } from './frame.ts'
import type { Words } from './words.ts'

const shades = 12

export interface Shading {
  low: number
  high: number
  center: number
  /** From −12 to 12. */
  shadeOf(value: number): number
}

export function shadingOf(values: Float64Array, center?: number): Shading {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  if (low > high) [low, high] = [0, 0]
  const middle = center ?? (low < 0 && high > 0 ? 0 : low)
  const reach = Math.max(high - middle, middle - low) || 1
  return { low, high, center: middle, shadeOf: (value) => Math.round(((value - middle) / reach) * shades) }
}

/** @param isGround  paler, for what lies over it */
export function drawHeatmap(layer: HeatmapLayer, frame: Frame, isGround: boolean): PageNode[] {
  const { rows, columns, x, y, matrix } = layer
  const values = unpackGrid(layer.values)
  const { shadeOf } = shadingOf(values, layer.center)
  const edge = (places: readonly [number, number], i: number, size: number) =>
    places[0] + ((places[1] - places[0]) * i) / size
  const xs = Array.from({ length: columns + 1 }, (_, i) => tidy(frame.x.at(edge(x, i, columns))))
  const ys = Array.from({ length: rows + 1 }, (_, i) => tidy(frame.y.at(edge(y, i, rows))))
  const paths = new Map<number, string>()
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns;) {
      const shade = shadeOf(values[row * columns + column]!)
      const from = column
      while (column < columns && Object.is(shadeOf(values[row * columns + column]!), shade)) column++
      if (!shade) continue
      const run = `M${xs[from]} ${ys[row]}H${xs[column]}V${ys[row + 1]}H${xs[from]}z`
      paths.set(shade, (paths.get(shade) ?? '') + run)
    }
  }
  const { left, right, top, bottom } = frame
  return [
    ...[...paths].map(([shade, d]) => h('path', { ...shadeAttributes(shade, isGround), d })),
    h('path', { class: 'edge', d: `M${left} ${top}H${right}V${bottom}H${left}z`, 'data-matrix': matrix }),
  ]
}

function shadeAttributes(shade: number, isPale: boolean): Record<string, string> {
  return {
    class: shade > 0 ? 'cells forward' : 'cells plain',
    'fill-opacity': `${Math.round((Math.abs(shade) / shades) * (isPale ? 0.5 : 0.92) * 100) / 100}`,
  }
}

/** The bar that says which shade is which number. */
export function drawShades(
  { low, high, center, shadeOf }: Shading,
  words: Words,
  label: string | undefined,
  isPale: boolean,
): PageNode {
  const [from, to] = [4, pictureWidth - 4]
  const steps = 24
  const boxes = Array.from({ length: steps }, (_, i) => {
    const shade = shadeOf(low + ((high - low) * (i + 0.5)) / steps)
    const left = from + ((to - from) * i) / steps
    const right = from + ((to - from) * (i + 1)) / steps
    return shade
      ? [h('path', { ...shadeAttributes(shade, isPale), d: `M${tidy(left)} 1H${tidy(right)}V9H${tidy(left)}z` })]
      : []
  })
  const isInside = center > low + (high - low) * 0.15 && center < high - (high - low) * 0.15
  const ends: (readonly [value: number, at: number, anchor: string])[] = [
    [low, from, 'start'],
    ...(isInside ? [[center, from + ((center - low) / (high - low)) * (to - from), 'middle'] as const] : []),
    [high, to, 'end'],
  ]
  return h(
    'div',
    { 'data-role': 'shades' },
    ...(label === undefined ? [] : [h('p', {}, label)]),
    h(
      'svg',
      { viewBox: `0 0 ${pictureWidth} 26`, 'aria-hidden': 'true' },
      ...boxes.flat(),
      h('path', { class: 'edge', d: `M${from} 1H${to}V9H${from}z` }),
      ...ends.map(([value, at, anchor]) =>
        h('text', { x: `${tidy(at)}`, y: '22', 'text-anchor': anchor }, words.number(value, 3)),
      ),
    ),
  )
}
