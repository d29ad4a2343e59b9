/** Which elements of a smaller or larger line stand for one of another size, and with which weights. */
import { tapsOf, type Taps } from '../kernels/resample.ts'

export interface Line {
  readonly from: number
  readonly to: number
  /** Steps in the input for one in the result. */
  readonly scale: number
  readonly alignCorners: boolean
  /** To float32 where the numbers are: which element is the nearest depends on it. */
  readonly round: (value: number) => number
}

/** How far apart results are in the input. */
export function scaleOf(
  from: number,
  to: number,
  factor: number | null,
  alignCorners: boolean,
  round: (value: number) => number,
): number {
  if (alignCorners) return to > 1 ? round((from - 1) / (to - 1)) : 0
  return factor !== null && factor > 0 ? round(1 / factor) : round(from / to)
}

/** Where element i of the result lies in the input, counted between centres of elements. */
function sourceOf(i: number, { scale, alignCorners, round }: Line): number {
  return alignCorners ? round(scale * i) : round(round(scale * (i + 0.5)) - 0.5)
}

const inside = (place: number, size: number): number => Math.min(Math.max(place, 0), size - 1)

export function nearest(line: Line): Taps {
  return tapsOf(line.from, line.to, 1, (i, put) =>
    put(Math.min(Math.floor(line.round(i * line.scale)), line.from - 1), 1),
  )
}

/** The element whose centre is the nearest. */
export function nearestExact(line: Line): Taps {
  const { from, to, scale, round } = line
  return tapsOf(from, to, 1, (i, put) => put(Math.min(Math.floor(round(scale * (i + 0.5))), from - 1), 1))
}

/** Between two neighbours, in proportion. */
export function linear(line: Line): Taps {
  const { from, to, round } = line
  return tapsOf(from, to, 2, (i, put) => {
    const source = Math.max(sourceOf(i, line), 0)
    const place = Math.min(Math.floor(source), from - 1)
    const share = Math.min(round(source - place), 1)
    put(place, round(1 - share))
    put(Math.min(place + 1, from - 1), share)
  })
}

/** Cubic convolution with A = −0.75. Source: Keys 1981. */
export function cubic(line: Line): Taps {
  const { from, to, round } = line
  return tapsOf(from, to, 4, (i, put) => {
    const source = sourceOf(i, line)
    const place = Math.floor(source)
    const share = round(source - place)
    for (let k = -1; k <= 2; k++) put(inside(place + k, from), keys(Math.abs(k - share), -0.75))
  })
}

/** Keys' cubic: 1 at 0, 0 at the other whole numbers, and beyond 2. */
function keys(x: number, a: number): number {
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1
  return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0
}

/** A window that widens as the result gets smaller, so that no element of the input is passed over. */
function widened(line: Line, radius: number, weight: (x: number) => number): Taps {
  const { from, to, scale } = line
  const wide = Math.max(scale, 1)
  const support = radius * wide
  return tapsOf(from, to, Math.ceil(support) * 2 + 1, (i, put) => {
    const centre = scale * (i + 0.5)
    const first = Math.max(Math.floor(centre - support + 0.5), 0)
    const end = Math.min(Math.floor(centre + support + 0.5), from)
    const weights = Array.from({ length: end - first }, (_, j) => weight(Math.abs((j + first - centre + 0.5) / wide)))
    const total = weights.reduce((a, b) => a + b, 0)
    weights.forEach((w, j) => put(first + j, total === 0 ? w : w / total))
  })
}

export const linearAntialias = (line: Line): Taps => widened(line, 1, (x) => Math.max(0, 1 - x))
export const cubicAntialias = (line: Line): Taps => widened(line, 2, (x) => keys(x, -0.5))
