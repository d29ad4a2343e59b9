/**
 * A picture as data: what a cell sends, a proof records and a page draws. Numbers are rounded to five digits, `null` is
 * one that is not finite; what is large is thinned or packed (pack.ts), for a picture may come thirty times a second.
 */

export type Numbers = readonly (number | null)[]
export type Range = readonly [low: number, high: number]

/** Which of the site's inks: values that go forward, gradients that come back, the loss, or none of these. */
export type Ink = 'forward' | 'backward' | 'loss' | 'plain'
export const inks: readonly Ink[] = ['forward', 'backward', 'loss', 'plain']

/** Row after row; packed as 16-bit parts of the way from `low` to `high`, the largest for what is not finite. */
export interface Grid {
  rows: number
  columns: number
  values: Numbers | { low: number; high: number; base64: string }
}

interface Named {
  label?: string
  ink?: Ink
}

/** `x` counts from 0 where it is absent. */
export interface LinesLayer extends Named {
  kind: 'lines'
  x?: Numbers
  y: Numbers
  /** A dot where each number stands. */
  markers?: true
  /** How many points there were, where they were thinned. */
  of?: number
}

export interface PointsLayer extends Named {
  kind: 'points'
  x: Numbers
  y: Numbers
  /** Of each point, from 0. */
  classes?: readonly number[]
  /** Of each class. */
  labels?: readonly string[]
  of?: number
}

/** Each from (x, y) to (toX, toY). */
export interface ArrowsLayer extends Named {
  kind: 'arrows'
  x: Numbers
  y: Numbers
  toX: Numbers
  toY: Numbers
}

export interface BarsLayer extends Named {
  kind: 'bars'
  values: Numbers
  /** Of each bar. */
  labels?: readonly string[]
}

/** Bins of equal width. */
export interface HistogramLayer extends Named {
  kind: 'histogram'
  from: number
  to: number
  counts: readonly number[]
}

/** Each value fills a cell. With `matrix` the rows go down and both axes count cells. */
export interface HeatmapLayer extends Grid {
  kind: 'heatmap'
  x: Range
  y: Range
  matrix?: true
  /** The value without colour. */
  center?: number
  label?: string
  xLabels?: readonly string[]
  yLabels?: readonly string[]
}

/** Values stand at the nodes of the grid, the first and last on its edges. */
export interface ContourLayer extends Grid {
  kind: 'contour'
  x: Range
  y: Range
  levels: readonly number[]
  label?: string
}

/** Bytes of each picture, row after row, the channels of a pixel side by side. */
export interface ImagesLayer {
  kind: 'images'
  width: number
  height: number
  channels: 1 | 3
  pixels: readonly string[]
  labels?: readonly string[]
}

/** In pixels, from the upper left corner. */
export interface BoxesLayer extends Named {
  kind: 'boxes'
  boxes: readonly (readonly [left: number, top: number, right: number, bottom: number])[]
  labels?: readonly string[]
  scores?: Numbers
}

/** Rows are what was true, columns what was predicted. */
export interface ConfusionLayer {
  kind: 'confusion'
  size: number
  counts: readonly number[]
  labels?: readonly string[]
}

export type Layer =
  | LinesLayer
  | PointsLayer
  | ArrowsLayer
  | BarsLayer
  | HistogramLayer
  | HeatmapLayer
  | ContourLayer
  | ImagesLayer
  | BoxesLayer
  | ConfusionLayer

export interface Figure {
  title?: string
  caption?: string
  xLabel?: string
  yLabel?: string
  xScale?: 'log'
  yScale?: 'log'
  xRange?: Range
  yRange?: Range
  layers: readonly Layer[]
}

/** What a picture may hold: less than a batch of the protocol may carry, more than an eye can tell apart. */
export const limits = {
  layers: 24,
  linePoints: 1000,
  points: 3000,
  arrows: 400,
  bars: 200,
  bins: 200,
  /** Side of a grid. */
  grid: 100,
  images: 100,
  /** Pixels of all images together. */
  pixels: 150_000,
  boxes: 200,
  classes: 40,
  /** Characters of a title or label. */
  text: 300,
} as const
