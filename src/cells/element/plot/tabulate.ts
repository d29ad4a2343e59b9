/** The numbers of a picture, as tables: for who does not see it, and for who wants to know exactly. */
import type { Figure, Layer, LinesLayer } from '../../library/plot/figure.ts'
import { spread, unpackGrid } from '../../library/plot/pack.ts'
import { h, type PageNode } from '../node.ts'
import { placeInGrid } from './describe.ts'
import type { Words } from './words.ts'

/** Rows of a table; of more numbers, as many are chosen evenly. */
const mostRows = 60
/** Cells of a grid that are shown as rows and columns. */
const mostColumns = 12

interface Table {
  heads: string[]
  rows: string[][]
  /** How many rows there would be. */
  of: number
}

export function tabulateFigure(figure: Figure, words: Words): PageNode[] {
  const { layers } = figure
  const lines = layers.filter((layer) => layer.kind === 'lines')
  // Curves over the same numbers share a table.
  const sharesX =
    lines.length > 1 &&
    lines.every((line) => String(line.x) === String(lines[0]!.x) && line.y.length === lines[0]!.y.length)
  const tables = sharesX ? [tabulateLines(lines, figure, words)] : []
  for (const layer of layers) {
    if (sharesX && layer.kind === 'lines') continue
    const table = tabulateLayer(layer, figure, words)
    if (table) tables.push(table)
  }
  return tables.flatMap(({ heads, rows, of }) => [
    ...(of > rows.length ? [h('p', {}, words.say('rows-chosen', { shown: rows.length, total: of }))] : []),
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, ...rows.map((row) => h('tr', {}, ...row.map((text) => h('td', {}, text))))),
    ),
  ])
}

function tabulateLines(lines: readonly LinesLayer[], figure: Figure, words: Words): Table {
  const { number } = words
  const [first] = lines as [LinesLayer]
  const names = lines.map(({ label }, i) => label ?? (lines.length > 1 ? `${yName(figure)} ${i + 1}` : yName(figure)))
  const kept = spread(first.y.length, mostRows)
  return {
    heads: [figure.xLabel ?? 'x', ...names],
    rows: kept.map((i) => [number(first.x ? first.x[i] : i, 5), ...lines.map(({ y }) => number(y[i], 5))]),
    of: first.of ?? first.y.length,
  }
}

/** A curve with a title and nothing else is called by it. */
function yName({ yLabel, title, layers }: Figure): string {
  return yLabel ?? (layers.length === 1 ? title : undefined) ?? 'y'
}

function tabulateLayer(layer: Layer, figure: Figure, words: Words): Table | undefined {
  const { say, number } = words
  switch (layer.kind) {
    case 'lines':
      return tabulateLines([layer], figure, words)
    case 'points': {
      const { x, y, classes, labels } = layer
      const kept = spread(x.length, mostRows)
      return {
        heads: [figure.xLabel ?? 'x', yName(figure), ...(classes ? [say('class')] : [])],
        rows: kept.map((i) => [
          number(x[i], 5),
          number(y[i], 5),
          ...(classes ? [labels?.[classes[i]!] ?? String(classes[i])] : []),
        ]),
        of: layer.of ?? x.length,
      }
    }
    case 'arrows': {
      const kept = spread(layer.x.length, mostRows)
      const place = (x: number | null | undefined, y: number | null | undefined) => `(${number(x)}; ${number(y)})`
      const rows = kept.map((i) => [place(layer.x[i], layer.y[i]), place(layer.toX[i], layer.toY[i])])
      return { heads: [say('from'), say('to')], rows, of: layer.x.length }
    }
    case 'bars': {
      const kept = spread(layer.values.length, mostRows)
      const rows = kept.map((i) => [layer.labels?.[i] ?? number(i), number(layer.values[i], 5)])
      return { heads: [figure.xLabel ?? say('name'), figure.yLabel ?? say('value')], rows, of: layer.values.length }
    }
    case 'histogram': {
      const { from, to, counts } = layer
      const edge = (i: number) => number(from + ((to - from) * i) / counts.length)
      const kept = spread(counts.length, mostRows)
      const rows = kept.map((i) => [edge(i), edge(i + 1), number(counts[i], 9)])
      return { heads: [say('from'), say('to'), say('count')], rows, of: counts.length }
    }
    case 'heatmap':
      return layer.columns <= mostColumns ? tabulateMatrix(layer, words) : tabulateGrid(layer, words)
    case 'contour':
      return tabulateGrid(layer, words)
    case 'boxes': {
      const heads = ['left', 'top', 'right', 'bottom'].map((edge) => say(edge))
      const rows = layer.boxes
        .slice(0, mostRows)
        .map((box, i) => [
          layer.labels?.[i] || number(i),
          ...box.map((edge) => number(edge)),
          ...(layer.scores ? [number(layer.scores[i], 3)] : []),
        ])
      return { heads: [say('name'), ...heads, ...(layer.scores ? [say('score')] : [])], rows, of: layer.boxes.length }
    }
    // An image's numbers are its pixels; a confusion matrix is a table.
    case 'images':
    case 'confusion':
      return undefined
  }
}

function tabulateMatrix(layer: Extract<Layer, { kind: 'heatmap' }>, words: Words): Table {
  const { rows, columns } = layer
  const values = unpackGrid(layer.values)
  const name = (i: number, size: number, [from, to]: readonly [number, number], names?: readonly string[]) =>
    names?.[i] ?? (layer.matrix ? String(i) : words.number(from + ((to - from) * (i + 0.5)) / size, 3))
  const kept = spread(rows, mostRows)
  return {
    heads: [words.say('row'), ...Array.from({ length: columns }, (_, i) => name(i, columns, layer.x, layer.xLabels))],
    rows: kept.map((row) => [
      name(row, rows, layer.y, layer.yLabels),
      ...Array.from({ length: columns }, (_, column) => words.number(values[row * columns + column], 4)),
    ]),
    of: rows,
  }
}

function tabulateGrid(layer: Extract<Layer, { kind: 'heatmap' | 'contour' }>, words: Words): Table {
  const values = unpackGrid(layer.values)
  // Evenly spread in both directions, or a table of one column of places would be all of one x.
  const side = Math.floor(Math.sqrt(mostRows))
  const kept = spread(layer.rows, side).flatMap((row) =>
    spread(layer.columns, side).map((column) => row * layer.columns + column),
  )
  return {
    heads: [words.say('place'), layer.label ?? words.say('value')],
    rows: kept.map((i) => [placeInGrid(layer, i, words), words.number(values[i], 5)]),
    of: values.length,
  }
}
