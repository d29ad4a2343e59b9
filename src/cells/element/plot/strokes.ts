/**
 * What tells layers apart. The site's inks mean something and there are few, so a layer's stroke and a class's shape do
 * it first: nothing is said by colour alone.
 */
import type { Ink, Layer } from '../../library/plot/figure.ts'

export interface Stroke {
  ink: Ink
  dash: string | undefined
}

const dashes = [undefined, '6 4', '1.5 3.5', '9 3 2 3', '14 4', '4 2 1 2 1 2'] as const

/** Of each layer. No two strokes are alike while there are as many; gradients are dashed, as everywhere on the site. */
export function strokesOf(layers: readonly Layer[]): Stroke[] {
  const used = new Set<number>()
  return layers.map((layer) => {
    const ink = 'ink' in layer ? layer.ink : undefined
    if (!isStroked(layer)) return { ink: ink ?? 'forward', dash: undefined }
    const free = [...dashes.keys()].filter((dash) => !used.has(dash) && !(isGradient(layer) && dash === 0))
    const dash = free[0] ?? 1
    const isFirst = used.size === 0
    used.add(dash)
    return { ink: ink ?? (isFirst ? 'forward' : 'plain'), dash: dashes[dash] }
  })
}

function isStroked({ kind }: Layer): boolean {
  return kind === 'lines' || kind === 'histogram' || kind === 'boxes'
}

function isGradient(layer: Layer): boolean {
  return 'ink' in layer && layer.ink === 'backward'
}

export interface Glyph {
  /** Path around (0, 0). */
  path: string
  filled: boolean
  ink: Ink
}

const circle = 'm-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0z'
const square = 'm-2.9-2.9h5.8v5.8h-5.8z'
const triangle = 'm0-3.9l3.6 6.4h-7.2z'
const diamond = 'm0-4.2l4.2 4.2l-4.2 4.2l-4.2-4.2z'
const plus = 'm-3.8 0h7.6m-3.8-3.8v7.6'
const cross = 'm-3-3l6 6m-6 0l6-6'
const down = 'm0 3.9l3.6-6.4h-7.2z'

const shapes: readonly (readonly [path: string, filled: boolean])[] = [
  [circle, true],
  [square, false],
  [triangle, true],
  [plus, false],
  [diamond, false],
  [down, true],
  [circle, false],
  [square, true],
  [cross, false],
  [triangle, false],
  [diamond, true],
  [down, false],
]

/** Of a class, by its number; every second one in plain ink. */
export function glyphOf(index: number, ink?: Ink): Glyph {
  const [path, filled] = shapes[index % shapes.length]!
  return { path, filled, ink: ink ?? (index % 2 === 0 ? 'forward' : 'plain') }
}
