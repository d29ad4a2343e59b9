/** Arrows: a vector at each of some places, such as a gradient. */
import { readBlock, type Data } from './data.ts'
import { badOption, badShape, lengthsDiffer, tooMany } from './errors.ts'
import { limits } from './figure.ts'
import { PlotLayer, readNamed, readOptions, type NamedOptions } from './layer.ts'
import { roundedAll } from './pack.ts'

export interface ArrowsOptions extends NamedOptions {
  /** How long an arrow of length 1 is drawn, in the unit of the axes; 1 without it. */
  scale?: number
}

/**
 * An arrow at each place, as long and in the direction that its vector says.
 *
 * @param places   [n, 2] where each arrow begins; at most 400
 * @param vectors  [n, 2] how far each one reaches
 * @param options.scale  by how much all of them are lengthened or shortened
 * @param options.label  their name in the legend
 * @param options.ink    `'forward'`, `'backward'`, `'loss'` or `'plain'`
 * @returns        a layer for `plot`; an arrow with a number that is not finite is left out
 * @throws ShapeError where there are not two numbers for each arrow
 * @example plot(arrows([[0, 0], [1, 0]], [[1, 1], [0, 2]], { scale: 0.5, ink: 'backward' }))
 */
export function arrows(places: Data, vectors: Data, options?: ArrowsOptions): PlotLayer {
  const given = readOptions('arrows', options, ['label', 'ink', 'scale'])
  const { scale = 1 } = given
  if (typeof scale !== 'number' || !Number.isFinite(scale)) throw badOption('arrows', 'scale', scale, 'x ∈ ℝ')
  const [from, by] = [readPairs('places', places), readPairs('vectors', vectors)]
  if (from.length !== by.length) throw lengthsDiffer('arrows', 'places', from.length, 'vectors', by.length)
  if (from.length > limits.arrows) throw tooMany('arrows', 'places', from.length, limits.arrows)
  const named = readNamed('arrows', given)
  const along = (axis: 0 | 1, part: number) => roundedAll(from.map((place, i) => place[axis] + part * by[i]![axis]))
  return new PlotLayer('arrows', () => ({
    kind: 'arrows',
    ...{ x: along(0, 0), y: along(1, 0), toX: along(0, scale), toY: along(1, scale) },
    ...named,
  }))
}

function readPairs(argument: string, data: unknown): [number, number][] {
  const { shape, values } = readBlock('arrows', argument, data)
  if (shape.length !== 2 || shape[1] !== 2) throw badShape('arrows', argument, shape, ['[n, 2]'])
  return Array.from({ length: shape[0]! }, (_, i) => [values[2 * i]!, values[2 * i + 1]!])
}
