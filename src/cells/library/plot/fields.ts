/** Functions of two variables, and matrices: heat maps and contours. */
import { noGrad } from '../../../engine/autograd/mode.ts'
import { tensor } from '../../../engine/ops/create.ts'
import { getRngState, setRngState } from '../../../engine/random/generator.ts'
import { readBlock, readRange, readText, readTexts, type Data, type TensorData } from './data.ts'
import { badOption, badShape, lengthsDiffer } from './errors.ts'
import { limits, type Range } from './figure.ts'
import { PlotLayer, readOptions } from './layer.ts'
import { packGrid, rounded, shrinkGrid } from './pack.ts'

/** Of two numbers; or of a tensor of points [n, 2], with a number for each: a model can be drawn as it is. */
export type Field =
  ((x: number, y: number) => number | TensorData) | ((points: ReturnType<typeof tensor>) => TensorData)

export interface FieldOptions {
  /** Name of the values. */
  label?: string
  /** From where to where; for a function [−1, 1] without it. */
  x?: readonly [number, number]
  y?: readonly [number, number]
  /** At how many places on each side a function is computed. */
  resolution?: number
}

export interface HeatmapOptions extends FieldOptions {
  /** The value without colour; 0 where there are values on both sides of it, else the lowest. */
  center?: number
  /** Names of a matrix’s columns. */
  xLabels?: readonly string[]
  /** Names of a matrix’s rows. */
  yLabels?: readonly string[]
}

export interface ContourOptions extends FieldOptions {
  /** How many lines, or at which values. */
  levels?: number | Data
}

const shared = ['label', 'x', 'y', 'resolution']

/**
 * Values as darkness: of a function over a part of the plane, or of a matrix, whose rows then go down as when it is printed.
 *
 * @param field    a function of (x, y), a function of points [n, 2] such as a model, or numbers [rows, columns]
 * @param options.x  [from, to]
 * @param options.y  [from, to]
 * @param options.center      the value without colour
 * @param options.resolution  places on each side, 40 for a function
 * @param options.label       name of the values
 * @param options.xLabels     a name for each column of a matrix
 * @param options.yLabels     a name for each row of a matrix
 * @returns        a layer for `plot`; what is larger than 100 × 100 is shown as means of blocks
 * @throws ArgumentError for what is neither function nor numbers; ShapeError for what is no matrix
 * @example plot(heatmap((x, y) => x * y, { x: [-2, 2], y: [-2, 2] }))
 */
export function heatmap(field: Field | Data, options?: HeatmapOptions): PlotLayer {
  const given = readOptions('heatmap', options, [...shared, 'center', 'xLabels', 'yLabels'])
  const { center } = given
  if (center !== undefined && !Number.isFinite(center)) throw badOption('heatmap', 'center', center, 'x ∈ ℝ')
  const isMatrix = typeof field !== 'function' && given.x === undefined && given.y === undefined
  const sample = readField('heatmap', field, given, 40, 'cells')
  const label = readText('heatmap', 'label', given.label)
  const xLabels = readNames('xLabels', given.xLabels, sample.columns)
  const yLabels = readNames('yLabels', given.yLabels, sample.rows)
  return new PlotLayer('heatmap', () => {
    const { values, rows, columns } = shrinkGrid(sample.values(), sample.rows, sample.columns, limits.grid)
    return {
      kind: 'heatmap',
      ...{ rows, columns, values: packGrid(values), x: sample.x, y: sample.y },
      ...(isMatrix && { matrix: true as const }),
      ...(center !== undefined && { center: rounded(center)! }),
      ...(label !== undefined && { label }),
      ...(xLabels && { xLabels }),
      ...(yLabels && { yLabels }),
    }
  })
}

/**
 * Lines of equal height of a function of two variables, as on a map; lay a path over them with `lines`.
 *
 * @param field    a function of (x, y), a function of points [n, 2], or numbers [rows, columns], the lowest y first
 * @param options.x  [from, to]
 * @param options.y  [from, to]
 * @param options.levels      how many lines, 8 without it, or the values at which they are drawn
 * @param options.resolution  places on each side, 48 for a function
 * @param options.label       name of the values
 * @returns        a layer for `plot`
 * @throws ArgumentError for what is neither function nor numbers; ShapeError for what is no matrix
 * @example plot(contour((x, y) => x * x + 4 * y * y, { levels: [0.5, 1, 2] }), lines([[1, 1], [0.5, 0.2], [0, 0]]))
 */
export function contour(field: Field | Data, options?: ContourOptions): PlotLayer {
  const given = readOptions('contour', options, [...shared, 'levels'])
  const sample = readField('contour', field, given, 48, 'nodes')
  if (sample.rows < 2 || sample.columns < 2) {
    throw badShape('contour', 'field', [sample.rows, sample.columns], ['[n ≥ 2, m ≥ 2]'])
  }
  const { levels = 8 } = given
  const isCount = typeof levels === 'number'
  if (isCount && !(Number.isInteger(levels) && levels >= 1 && levels <= 40)) {
    throw badOption('contour', 'levels', levels, '1 … 40')
  }
  const chosen = isCount ? undefined : [...readBlock('contour', 'levels', levels).values].filter(Number.isFinite)
  const label = readText('contour', 'label', given.label)
  return new PlotLayer('contour', () => {
    const { values, rows, columns } = shrinkGrid(sample.values(), sample.rows, sample.columns, limits.grid)
    return {
      kind: 'contour',
      ...{ rows, columns, values: packGrid(values), x: sample.x, y: sample.y },
      levels: (chosen ?? levelsBetween(values, levels as number)).slice(0, 40).map((level) => rounded(level)!),
      ...(label !== undefined && { label }),
    }
  })
}

interface Sample {
  rows: number
  columns: number
  x: Range
  y: Range
  values(): Float64Array
}

function readField(
  operation: string,
  field: unknown,
  { x, y, resolution }: FieldOptions,
  usual: number,
  at: 'cells' | 'nodes',
): Sample {
  const [xGiven, yGiven] = [readRange(operation, 'x', x), readRange(operation, 'y', y)]
  if (typeof field === 'function') {
    const size = resolution ?? usual
    if (!Number.isInteger(size) || size < 2 || size > limits.grid) {
      throw badOption(operation, 'resolution', size, `2 … ${limits.grid}`)
    }
    const [xs, ys] = [xGiven ?? ([-1, 1] as const), yGiven ?? ([-1, 1] as const)]
    const values = () => compute(operation, field as Field, placesOf(xs, size, at), placesOf(ys, size, at))
    return { rows: size, columns: size, x: xs, y: ys, values }
  }
  const { shape, values } = readBlock(operation, 'field', field)
  const [rows, columns] = shape
  if (rows === undefined || columns === undefined || shape.length !== 2 || values.length === 0) {
    throw badShape(operation, 'field', shape, ['[n, m]', '(x, y) => z'])
  }
  const [width, height] = at === 'cells' ? [columns, rows] : [columns - 1, rows - 1]
  return { rows, columns, x: xGiven ?? [0, width], y: yGiven ?? [0, height], values: () => values }
}

function placesOf([from, to]: Range, size: number, at: 'cells' | 'nodes'): number[] {
  const part = (i: number) => (at === 'cells' ? (i + 0.5) / size : i / (size - 1))
  return Array.from({ length: size }, (_, i) => from + part(i) * (to - from))
}

/** Records nothing and draws no random number: whether a picture is drawn or dropped must change no result. */
function compute(operation: string, field: Field, xs: readonly number[], ys: readonly number[]): Float64Array {
  const state = getRngState()
  try {
    return noGrad(() => {
      if (field.length === 2) {
        const of = field as (x: number, y: number) => unknown
        return Float64Array.from(
          ys.flatMap((y) => xs.map((x) => readBlock(operation, 'field(x, y)', of(x, y)).values[0]!)),
        )
      }
      const places = tensor(ys.flatMap((y) => xs.map((x) => [x, y])))
      const { shape, values } = readBlock(operation, 'field(points)', (field as (points: unknown) => unknown)(places))
      if (values.length === places.shape[0]) return values
      throw badShape(operation, 'field(points)', shape, [`[${places.shape[0]}]`, `[${places.shape[0]}, 1]`])
    })
  } finally {
    setRngState(state)
  }
}

function levelsBetween(values: Float64Array, count: number): number[] {
  const finite = values.filter((value) => Number.isFinite(value)).sort()
  if (finite.length === 0) return []
  // Most of a loss lies far above its valley: levels by rank show the valley, evenly spaced ones only its walls.
  const isSteep = finite[finite.length - 1]! - finite[0]! > 6 * (finite[finite.length >> 1]! - finite[0]!)
  const level = (part: number) =>
    isSteep ? finite[Math.floor(part * (finite.length - 1))]! : finite[0]! + part * (finite.at(-1)! - finite[0]!)
  return [...new Set(Array.from({ length: count }, (_, i) => Number(level((i + 1) / (count + 1)).toPrecision(2))))]
}

function readNames(option: string, value: unknown, length: number): string[] | undefined {
  const names = readTexts('heatmap', option, value)
  if (names && names.length !== length) throw lengthsDiffer('heatmap', option, names.length, 'field', length)
  return names
}
