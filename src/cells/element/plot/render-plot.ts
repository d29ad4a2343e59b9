/**
 * A figure as a piece of a page, by the build and by the browser alike. Its text is HTML, so that long names break where
 * they must; only numbers at axes stand in the drawing. It holds no inline style, and colours by classes (plot.css).
 */
import type { Figure, Layer } from '../../library/plot/figure.ts'
import { unpackGrid } from '../../library/plot/pack.ts'
import { h, toHtml, type PageNode } from '../node.ts'
import { describeFigure } from './describe.ts'
import { drawArrows } from './draw-arrows.ts'
import { drawBarList, mostNamedBars } from './draw-bar-list.ts'
import { drawConfusion } from './draw-confusion.ts'
import { drawContour } from './draw-contour.ts'
import { drawHeatmap, drawShades, shadingOf } from './draw-heatmap.ts'
import { drawBoxedImage, drawImages } from './draw-images.ts'
import { drawBars, drawHistogram, drawLines, drawPoints, drawGlyphs } from './draw-series.ts'
import { createFrame, pictureWidth, tidy, type Frame } from './frame.ts'
import { glyphOf, strokesOf, type Stroke } from './strokes.ts'
import { tabulateFigure } from './tabulate.ts'
import type { Words } from './words.ts'

export interface RenderedPlot {
  figure: PageNode
  /** Tables of its numbers; in the page they are made when a reader opens them. */
  numbers(): PageNode[]
}

export function renderPlot(figure: Figure, key: string, words: Words): RenderedPlot {
  const { title, caption, xLabel, yLabel, layers } = figure
  const description = describeFigure(figure, words)
  const shown = layers.flatMap((layer) => ('of' in layer && layer.of ? [notAllShown(layer, words)] : []))
  const onAxes = !layers.some(({ kind }) => kind === 'images' || kind === 'confusion')
  const isList = drawsBarList(figure)
  const axisName = (label: string | undefined, arrow: string, role: string, isLog: boolean) =>
    onAxes && !isList && (label || isLog)
      ? [h('p', { 'data-role': role }, [label, isLog && `(${words.say('log')})`, arrow].filter(Boolean).join(' '))]
      : []
  return {
    figure: h(
      'figure',
      { 'data-plot': key },
      ...(title ? [h('figcaption', {}, title)] : []),
      ...legendOf(layers, words),
      ...(isList && yLabel ? [h('p', { 'data-role': 'y-label' }, yLabel)] : []),
      ...axisName(yLabel, '↑', 'y-label', figure.yScale === 'log'),
      drawFigure(figure, description, words),
      ...axisName(xLabel, '→', 'x-label', figure.xScale === 'log'),
      ...layers.flatMap((layer) =>
        layer.kind === 'heatmap'
          ? [drawShades(shadingOf(unpackGrid(layer.values), layer.center), words, layer.label, layers.length > 1)]
          : [],
      ),
      ...(caption ? [h('p', {}, caption)] : []),
      ...shown.map((text) => h('p', { 'data-role': 'note' }, text)),
    ),
    numbers: () => tabulateFigure(figure, words),
  }
}

/** The figure with its numbers below it, as a page holds it. */
export function renderWhole({ figure, numbers }: RenderedPlot, words: Words): PageNode {
  const tables = numbers()
  if (tables.length === 0) return figure
  return { ...figure, children: [...figure.children, renderNumbers(words, tables)] }
}

/** A drawing of more characters than this would make a page heavy: it comes with the cell's first run. */
const heavy = 40_000

/** As a page is published: readable without a script, and as high where a drawing is left to it. */
export function renderPublished(figure: Figure, key: string, words: Words): PageNode {
  const plot = renderPlot(figure, key, words)
  const whole = renderWhole(plot, words)
  if (toHtml(whole).length <= heavy) return whole
  // A picture is worth more than the table that a run brings again.
  if (toHtml(plot.figure).length <= heavy) return plot.figure
  const children = whole.children.map((child) =>
    typeof child === 'object' && 'viewBox' in child.attributes ? { ...child, children: [] } : child,
  )
  const isEmptied = toHtml({ ...whole, children }).length < heavy
  const description = h('p', {}, describeFigure(figure, words))
  const later = h('p', { 'data-role': 'note' }, words.say('later'))
  return { ...whole, children: [...(isEmptied ? children : []), description, later] }
}

export function renderNumbers(words: Words, tables: readonly PageNode[]): PageNode {
  const summary = h('summary', {}, words.say('numbers'))
  const scroller = { 'data-role': 'numbers', role: 'group', 'aria-label': words.say('numbers'), tabindex: '0' }
  return h('details', {}, summary, h('div', scroller, ...tables))
}

function drawsBarList({ layers, yScale }: Figure): boolean {
  const [layer] = layers
  return (
    layers.length === 1 && layer?.kind === 'bars' && !!layer.labels && layer.values.length <= mostNamedBars && !yScale
  )
}

function drawFigure(figure: Figure, description: string, words: Words): PageNode {
  const [first] = figure.layers
  if (first?.kind === 'confusion') return drawConfusion(first, description, words)
  if (first?.kind === 'bars' && drawsBarList(figure)) return drawBarList(first, description, words)
  const images = figure.layers.find((layer) => layer.kind === 'images')
  if (images?.kind === 'images') {
    return figure.layers.length > 1 ? drawBoxedImage(figure, description, words) : drawImages(images, words)
  }
  const frame = createFrame(figure, words)
  const strokes = strokesOf(figure.layers)
  // Areas lie under lines, lines under points, whatever the order they were given in.
  const order = figure.layers.map((_, i) => i).sort((a, b) => depth(figure.layers[a]!) - depth(figure.layers[b]!))
  const drawn = order.flatMap((i) => drawLayer(figure.layers, i, frame, strokes[i]!, words))
  const { left, right, top, bottom, height } = frame
  return h(
    'svg',
    { role: 'img', 'aria-label': description, viewBox: `0 0 ${pictureWidth} ${tidy(height)}` },
    ...frame.axes,
    h(
      'svg',
      {
        x: `${tidy(left)}`,
        y: `${top}`,
        width: `${tidy(right - left)}`,
        height: `${tidy(bottom - top)}`,
        viewBox: `${tidy(left)} ${top} ${tidy(right - left)} ${tidy(bottom - top)}`,
        // A point at the edge is not cut in half where nothing was left out.
        overflow: figure.xRange || figure.yRange ? 'hidden' : 'visible',
      },
      ...drawn,
    ),
  )
}

const depths: readonly Layer['kind'][] = ['heatmap', 'bars', 'histogram', 'contour', 'lines', 'arrows', 'points']

function depth({ kind }: Layer): number {
  return depths.indexOf(kind)
}

function drawLayer(layers: readonly Layer[], i: number, frame: Frame, stroke: Stroke, words: Words): PageNode[] {
  const layer = layers[i]!
  switch (layer.kind) {
    case 'lines':
      return drawLines(layer, frame, stroke, layer.x !== undefined && hasLandscape(layers))
    case 'points':
      return drawPoints(layer, frame, firstGlyph(layers, i), hasLandscape(layers))
    case 'arrows':
      return drawArrows(layer, frame, stroke)
    case 'bars':
      return drawBars(layer, frame, stroke)
    case 'histogram':
      return drawHistogram(layer, frame, stroke, layers.length === 1)
    case 'heatmap':
      return drawHeatmap(layer, frame, layers.length > 1)
    case 'contour':
      return drawContour(layer, frame, words)
    default:
      return []
  }
}

function hasLandscape(layers: readonly Layer[]): boolean {
  return layers.some(({ kind }) => kind === 'contour' || kind === 'heatmap')
}

/** Points without classes are told apart by the order of their layers. */
function firstGlyph(layers: readonly Layer[], i: number): number {
  return layers.slice(0, i).filter(({ kind }) => kind === 'points').length
}

function legendOf(layers: readonly Layer[], words: Words): PageNode[] {
  const strokes = strokesOf(layers)
  const items = layers.flatMap((layer, i): PageNode[] => {
    if (layer.kind === 'points' && layer.classes) return classItems(layer.classes, layer.labels, layer.ink)
    if (layer.kind === 'heatmap' || !('label' in layer) || !layer.label) return []
    return [item(swatch(layer, strokes[i]!, firstGlyph(layers, i)), layer.label)]
  })
  return items.length > 0 ? [h('ul', { 'data-role': 'legend', 'aria-label': words.say('legend') }, ...items)] : []
}

function classItems(
  classes: readonly number[],
  labels: readonly string[] | undefined,
  ink: Stroke['ink'] | undefined,
): PageNode[] {
  const present = [...new Set(classes)].sort((a, b) => a - b)
  return present.map((one) => item([drawGlyphs(glyphOf(one, ink), ['M12 8'])], labels?.[one] ?? String(one)))
}

function item(drawing: readonly PageNode[], name: string): PageNode {
  return h('li', {}, h('svg', { viewBox: '0 0 24 16', 'aria-hidden': 'true' }, ...drawing), name)
}

function swatch(layer: Layer, { ink, dash }: Stroke, glyph: number): PageNode[] {
  switch (layer.kind) {
    case 'points':
      return [drawGlyphs(glyphOf(glyph, layer.ink), ['M12 8'])]
    case 'arrows':
      return [h('path', { class: `line ${ink}`, d: 'M1 8H23M17 4L23 8L17 12' })]
    case 'bars':
      return [h('path', { class: `area ${ink}`, d: 'M6 3h12v10h-12z' })]
    case 'contour':
      return [h('path', { class: 'contour', d: 'M1 8H23' })]
    default:
      return [h('path', { class: `line ${ink}`, d: 'M1 8H23', 'stroke-dasharray': dash })]
  }
}

function notAllShown(layer: Layer, { say }: Words): string {
  if (layer.kind === 'lines') return say('thinned', { shown: layer.y.length, total: layer.of! })
  return layer.kind === 'points' ? say('thinned', { shown: layer.x.length, total: layer.of! }) : ''
}
