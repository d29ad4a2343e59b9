/**
 * Contour lines by marching squares: in each square of the grid a line enters and leaves where an edge crosses the level;
 * pieces that share an end are joined.
 * Source: Lorensen and Cline 1987, Marching Cubes, in two dimensions.
 */
import type { ContourLayer } from '../../library/plot/figure.ts'
import { unpackGrid } from '../../library/plot/pack.ts'
import { h, type PageNode } from '../node.ts'
import { tidy, type Frame } from './frame.ts'
import type { Words } from './words.ts'

export type Point = readonly [x: number, y: number]

export interface PlainGrid {
  values: ArrayLike<number>
  rows: number
  columns: number
}

export function drawContour(layer: ContourLayer, frame: Frame, words: Words): PageNode[] {
  const { rows, columns, x, y, levels } = layer
  const grid = { values: unpackGrid(layer.values), rows, columns }
  const place = ([column, row]: Point): Point => [
    tidy(frame.x.at(x[0] + ((x[1] - x[0]) * column) / (columns - 1))),
    tidy(frame.y.at(y[0] + ((y[1] - y[0]) * row) / (rows - 1))),
  ]
  const named: Point[] = []
  const { left, right, top, bottom } = frame
  const edge = h('path', { class: 'edge', d: `M${left} ${top}H${right}V${bottom}H${left}z` })
  const lines = levels.flatMap((level) => {
    const lines = contourLines(grid, level).map((line) => line.map(place))
    if (lines.length === 0) return []
    const d = lines.map((line) => `M${line.map((point) => point.join(' ')).join('L')}`).join('')
    const at = placeOfName(lines, frame, named)
    if (at) named.push(at)
    return [
      h('path', { class: 'contour', d }),
      ...(at
        ? [h('text', { class: 'level', x: `${at[0]}`, y: `${at[1]}`, dy: '0.35em' }, words.number(level, 3))]
        : []),
    ]
  })
  return [...lines, edge]
}

/** The middle of the longest line, unless another name stands there or the edge is near. */
function placeOfName(lines: readonly Point[][], frame: Frame, named: readonly Point[]): Point | undefined {
  const longest = lines.reduce((a, b) => (b.length > a.length ? b : a))
  const free = ([x, y]: Point) =>
    x > frame.left + 14 &&
    x < frame.right - 14 &&
    y > frame.top + 8 &&
    y < frame.bottom - 8 &&
    named.every(([a, b]) => Math.abs(a - x) > 34 || Math.abs(b - y) > 13)
  const parts = [0.5, 0.25, 0.75, 0.1, 0.9, 0.4, 0.6]
  return parts.map((part) => longest[Math.floor(part * (longest.length - 1))]!).find(free)
}

/** The lines of one level, in units of the grid. */
export function contourLines({ values, rows, columns }: PlainGrid, level: number): Point[][] {
  const value = (row: number, column: number) => values[row * columns + column]!
  /** Where the edge between two nodes crosses the level, by a name that both squares beside it know. */
  const crossings = new Map<string, Point>()
  const crossing = (row: number, column: number, isDown: boolean): string => {
    const name = `${row} ${column} ${isDown}`
    if (!crossings.has(name)) {
      const a = value(row, column)
      const b = isDown ? value(row + 1, column) : value(row, column + 1)
      const part = (level - a) / (b - a)
      crossings.set(name, isDown ? [column, row + part] : [column + part, row])
    }
    return name
  }
  const pieces: [string, string][] = []
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const [a, b, c, d] = [
        value(row, column),
        value(row, column + 1),
        value(row + 1, column + 1),
        value(row + 1, column),
      ]
      if (![a, b, c, d].every(Number.isFinite)) continue
      const corners = (a > level ? 1 : 0) | (b > level ? 2 : 0) | (c > level ? 4 : 0) | (d > level ? 8 : 0)
      if (corners === 0 || corners === 15) continue
      const top = () => crossing(row, column, false)
      const right = () => crossing(row, column + 1, true)
      const bottom = () => crossing(row + 1, column, false)
      const left = () => crossing(row, column, true)
      // Two opposite corners above: the middle says how they are joined.
      const isJoined = a + b + c + d > 4 * level
      if (corners === 5 || corners === 10) {
        // A ridge between two corners leaves a line around each of the others.
        if ((corners === 5) === isJoined) pieces.push([top(), right()], [bottom(), left()])
        else pieces.push([top(), left()], [right(), bottom()])
        continue
      }
      const sides = [
        a > level !== b > level && top(),
        b > level !== c > level && right(),
        d > level !== c > level && bottom(),
        a > level !== d > level && left(),
      ].filter((side) => side !== false)
      pieces.push([sides[0]!, sides[1]!])
    }
  }
  return join(pieces).map((line) => line.map((name) => crossings.get(name)!))
}

function join(pieces: readonly (readonly [string, string])[]): string[][] {
  const next = new Map<string, string[]>()
  const link = (from: string, to: string) => next.set(from, [...(next.get(from) ?? []), to])
  for (const [a, b] of pieces) {
    link(a, b)
    link(b, a)
  }
  const lines: string[][] = []
  const walk = (start: string) => {
    const line = [start]
    for (let here = start; ;) {
      const to = next.get(here)?.pop()
      if (to === undefined) break
      next.set(to, next.get(to)!.toSpliced(next.get(to)!.indexOf(here), 1))
      line.push(to)
      here = to
    }
    if (line.length > 1) lines.push(line)
  }
  // Open lines from their ends, then rings.
  for (const [name, ends] of next) if (ends.length === 1) walk(name)
  for (const name of next.keys()) walk(name)
  return lines
}
