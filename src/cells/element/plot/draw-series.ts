/** Lines, points, bars and histograms, as paths. */
import type { BarsLayer, HistogramLayer, LinesLayer, Numbers, PointsLayer } from '../../library/plot/figure.ts'
import { h, type PageNode } from '../node.ts'
import { tidy, type Frame } from './frame.ts'
import { simplify } from './simplify.ts'
import { glyphOf, type Glyph, type Stroke } from './strokes.ts'

/** Fewer numbers than this are shown each by a dot. */
const fewNumbers = 12

/** A bend smaller than this is not seen [units of the picture]. */
const invisible = 0.2

export function drawLines(layer: LinesLayer, { x, y }: Frame, { ink, dash }: Stroke, isPath: boolean): PageNode[] {
  const places = layer.y.map((value, i) => placeOf(x.at(at(layer.x, i)), y.at(value ?? NaN)))
  const runs = unbroken(places).map(
    (run) =>
      `M${simplify(run, invisible)
        .map((place) => place.join(' '))
        .join('L')}`,
  )
  const drawn = [h('path', { class: `line ${ink}`, d: runs.join(''), 'stroke-dasharray': dash })]
  const seen = places.filter((place) => place !== undefined)
  if (layer.markers || seen.length <= fewNumbers) {
    const dots = seen.map(([px, py]) => `M${px} ${py}h0`).join('')
    drawn.push(h('path', { class: `dots ${ink}`, d: dots }))
  }
  const [first, last] = [seen[0], seen.at(-1)]
  // Where a path over a landscape begins, and where it has come to.
  if (isPath && first && last) {
    drawn.push(h('path', { class: `glyph hollow ${ink}`, d: `M${first.join(' ')}${glyphOf(6).path}` }))
    drawn.push(h('path', { class: `glyph filled ${ink}`, d: `M${last.join(' ')}${glyphOf(0).path}` }))
  }
  return drawn
}

/** One path for each class, however many points it has. */
export function drawPoints(layer: PointsLayer, { x, y }: Frame, first: number, isOver: boolean): PageNode[] {
  const paths = new Map<number, string[]>()
  layer.y.forEach((value, i) => {
    const place = placeOf(x.at(layer.x[i] ?? NaN), y.at(value ?? NaN))
    const one = layer.classes?.[i] ?? first
    if (place) paths.set(one, [...(paths.get(one) ?? []), `M${place.join(' ')}`])
  })
  return [...paths]
    .sort(([a], [b]) => a - b)
    .flatMap(([one, places]) => {
      const drawn = drawGlyphs(glyphOf(one, layer.ink), places)
      // Over shades, on a rim of the sheet's colour.
      return isOver ? [h('path', { class: 'glyph under', d: drawn.attributes.d }), drawn] : [drawn]
    })
}

export function drawGlyphs({ path, filled, ink }: Glyph, places: readonly string[]): PageNode {
  return h('path', {
    class: `glyph ${filled ? 'filled' : 'hollow'} ${ink}`,
    d: places.map((place) => place + path).join(''),
  })
}

export function drawBars({ values }: BarsLayer, { x, y, bottom }: Frame, { ink }: Stroke): PageNode[] {
  const width = Math.abs(x.at(1) - x.at(0))
  const base = y.isLog ? bottom : y.at(0)
  const bars = values.map((value, i) => {
    const top = y.at(value ?? NaN)
    if (!Number.isFinite(top)) return ''
    return `M${tidy(x.at(i) - width * 0.36)} ${tidy(base)}V${tidy(top)}h${tidy(width * 0.72)}V${tidy(base)}z`
  })
  return [h('path', { class: `area ${ink}`, d: bars.join('') })]
}

export function drawHistogram(
  { from, to, counts }: HistogramLayer,
  { x, y, bottom }: Frame,
  { ink, dash }: Stroke,
  isAlone: boolean,
): PageNode[] {
  const edge = (i: number) => tidy(x.at(from + ((to - from) * i) / counts.length))
  const base = y.isLog ? bottom : tidy(y.at(0))
  const top = (count: number) => (y.isLog && count === 0 ? bottom : tidy(y.at(count)))
  if (isAlone) {
    const bins = counts.map((count, i) => `M${edge(i)} ${base}V${top(count)}H${tidy(edge(i + 1) - 1)}V${base}z`)
    return [h('path', { class: `area ${ink}`, d: bins.join('') })]
  }
  const steps = counts.map((count, i) => `V${top(count)}H${edge(i + 1)}`).join('')
  const outline = `M${edge(0)} ${base}${steps}V${base}`
  return [
    h('path', { class: `shade ${ink}`, d: outline }),
    h('path', { class: `line ${ink}`, d: outline, 'stroke-dasharray': dash }),
  ]
}

function at(x: Numbers | undefined, i: number): number {
  return x ? (x[i] ?? NaN) : i
}

/** The pieces of a line between numbers that are none. */
function unbroken(places: readonly (readonly [number, number] | undefined)[]): (readonly [number, number])[][] {
  const runs: (readonly [number, number])[][] = []
  places.forEach((place, i) => {
    if (!place) return
    if (!places[i - 1]) runs.push([])
    runs.at(-1)!.push(place)
  })
  return runs
}

/** Far outside, a place is as good as none, and some browsers draw nonsense there. */
function placeOf(x: number, y: number): [number, number] | undefined {
  return Math.abs(x) < 1e4 && Math.abs(y) < 1e4 ? [tidy(x), tidy(y)] : undefined
}
