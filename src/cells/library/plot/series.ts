/** Numbers against numbers: lines and points. */
import { readBlock, readRow, readTexts, type Data } from './data.ts'
import { badOption, badShape, lengthsDiffer, tooMany } from './errors.ts'
import { limits, type Numbers } from './figure.ts'
import { isOptions, PlotLayer, readNamed, readOptions, type NamedOptions } from './layer.ts'
import { roundedAll, spread, thinLine } from './pack.ts'

export interface LinesOptions extends NamedOptions {
  /** A dot at each number; without it, where there are few. */
  markers?: boolean
}

export interface PointsOptions extends NamedOptions {
  /** The class of each point, a whole number from 0: each class has a shape of its own. */
  classes?: Data
  /** A name for each class, for the legend. */
  labels?: readonly string[]
}

/**
 * A line through numbers, in their order: over 0, 1, 2, … or over `x`, or a path through points of a plane.
 *
 * @param y        [n] its heights, or [n, 2] points (x, y)
 * @param x        [n] where they stand
 * @param options.label    its name in the legend
 * @param options.ink      `'forward'`, `'backward'`, `'loss'` or `'plain'`
 * @param options.markers  whether a dot stands at each number
 * @returns        a layer for `plot`; of more than 1,000 numbers those are drawn that keep its shape, peaks included
 * @throws ArgumentError for what is no number; ShapeError where lengths differ
 * @example plot(lines([0.5, 0.25, 0.125], { label: 'loss' }), { yScale: 'log' })
 */
export function lines(y: Data, options?: LinesOptions): PlotLayer
export function lines(x: Data, y: Data, options?: LinesOptions): PlotLayer
export function lines(first: Data, second?: Data | LinesOptions, third?: LinesOptions): PlotLayer {
  const { x, y, options } = readPlaces('lines', first, second, third, ['label', 'ink', 'markers'])
  const kept = thinLine(y, limits.linePoints)
  const markers = (options as LinesOptions).markers
  if (markers !== undefined && typeof markers !== 'boolean')
    throw badOption('lines', 'markers', markers, 'true | false')
  const named = readNamed('lines', options)
  return new PlotLayer('lines', () => ({
    kind: 'lines',
    ...(x && { x: pick(x, kept) }),
    // Without x, thinned numbers would lose their places.
    ...(!x && kept.length < y.length && { x: kept }),
    y: pick(y, kept),
    ...(markers && { markers: true as const }),
    ...(kept.length < y.length && { of: y.length }),
    ...named,
  }))
}

/**
 * Points of a plane, a scatter plot; with `classes`, each class in a shape of its own.
 *
 * @param x        [n], or [n, 2] points (x, y)
 * @param y        [n]
 * @param options.classes  [n] whole numbers from 0
 * @param options.labels   a name for each class
 * @returns        a layer for `plot`; of more than 3,000 points, as many are drawn, evenly chosen
 * @throws ArgumentError for what is no number; ShapeError where lengths differ
 * @example plot(points([[0, 0], [1, 1]], { classes: [0, 1], labels: ['no', 'yes'] }))
 */
export function points(xy: Data, options?: PointsOptions): PlotLayer
export function points(x: Data, y: Data, options?: PointsOptions): PlotLayer
export function points(first: Data, second?: Data | PointsOptions, third?: PointsOptions): PlotLayer {
  const known = ['label', 'ink', 'classes', 'labels']
  const { x: given, y, options } = readPlaces('points', first, second, third, known)
  const x = given ?? Float64Array.from(y, (_, i) => i)
  const { classes: classData, labels: labelData } = options as PointsOptions
  const classes = classData === undefined ? undefined : readClasses('points', classData, y.length)
  const labels = readTexts('points', 'labels', labelData)
  const kept = spread(y.length, limits.points)
  const named = readNamed('points', options)
  return new PlotLayer('points', () => ({
    kind: 'points',
    x: pick(x, kept),
    y: pick(y, kept),
    ...(classes && { classes: kept.map((i) => classes[i]!) }),
    ...(labels && { labels }),
    ...(kept.length < y.length && { of: y.length }),
    ...named,
  }))
}

/** @throws ArgumentError for a class that is no whole number from 0 */
export function readClasses(operation: string, data: unknown, length: number): Float64Array {
  const classes = readRow(operation, 'classes', data)
  if (classes.length !== length) throw lengthsDiffer(operation, 'classes', classes.length, 'x', length)
  for (const one of classes) {
    if (!Number.isInteger(one) || one < 0) throw badOption(operation, 'classes', one, '0, 1, 2, …')
    if (one >= limits.classes) throw tooMany(operation, 'classes', one + 1, limits.classes)
  }
  return classes
}

function readPlaces(
  operation: string,
  first: unknown,
  second: unknown,
  third: object | undefined,
  known: readonly string[],
): { x?: Float64Array; y: Float64Array; options: NamedOptions } {
  const hasX = second !== undefined && !isOptions(second)
  const options = readOptions(operation, (hasX ? third : second) as NamedOptions | undefined, known)
  const { shape, values } = readBlock(operation, hasX ? 'x' : 'y', first)
  if (hasX) {
    const x = readRow(operation, 'x', first)
    const y = readRow(operation, 'y', second)
    if (x.length !== y.length) throw lengthsDiffer(operation, 'x', x.length, 'y', y.length)
    return { x, y, options }
  }
  if (shape.length === 2 && shape[1] === 2) {
    const [x, y] = [0, 1].map((column) => Float64Array.from({ length: shape[0]! }, (_, i) => values[2 * i + column]!))
    return { x: x!, y: y!, options }
  }
  if (shape.length === 1 || values.length === shape[0]) return { y: values, options }
  throw badShape(operation, 'y', shape, ['[n]', '[n, 2]'])
}

function pick(values: Float64Array, kept: readonly number[]): Numbers {
  return roundedAll(kept.map((i) => values[i]!))
}
