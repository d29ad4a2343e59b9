/**
 * How far to go along a direction: a step length that lowers the loss enough (Armijo) and leaves little slope (curvature).
 * Source: Nocedal and Wright 2006, Algorithms 3.5 and 3.6, with cubic interpolation (formula 3.59).
 */
import type { Numbers } from '../dtype.ts'

/** A point on the line: how far, the loss, its gradient, and its slope along the line. */
export interface LinePoint {
  readonly t: number
  readonly loss: number
  readonly gradient: Numbers
  readonly slope: number
}

const armijo = 1e-4
const curvature = 0.9
const smallestChange = 1e-9
const maxTrials = 25

/** The lowest point of the cubic through two points with their slopes, within bounds. */
function cubicMinimum(a: LinePoint, b: LinePoint, low = Math.min(a.t, b.t), high = Math.max(a.t, b.t)): number {
  const [left, right] = a.t <= b.t ? [a, b] : [b, a]
  const d1 = left.slope + right.slope - (3 * (left.loss - right.loss)) / (left.t - right.t)
  const square = d1 ** 2 - left.slope * right.slope
  if (!(square >= 0)) return (low + high) / 2
  const d2 = Math.sqrt(square)
  const lowest = right.t - (right.t - left.t) * ((right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2))
  return Math.min(Math.max(lowest, low), high)
}

/**
 * @param at         the point at a step length
 * @param start      the point at 0, whose slope is negative
 * @param first      the step length to try first
 * @param reach      the largest component of the direction
 * @returns  the point found, and how many were tried
 */
export function strongWolfe(
  at: (t: number) => LinePoint,
  start: LinePoint,
  first: number,
  reach: number,
): { point: LinePoint; trials: number } {
  const isTooHigh = (p: LinePoint): boolean => p.loss > start.loss + armijo * p.t * start.slope
  const isFlat = (p: LinePoint): boolean => Math.abs(p.slope) <= -curvature * start.slope

  let before = start
  let point = at(first)
  let trials = 0
  let bracket: [LinePoint, LinePoint] | null = null
  for (; trials < maxTrials; trials++) {
    if (isTooHigh(point) || (trials > 1 && point.loss >= before.loss)) bracket = [before, point]
    else if (isFlat(point)) return { point, trials: trials + 1 }
    else if (point.slope >= 0) bracket = [before, point]
    if (bracket !== null) break
    const next = cubicMinimum(before, point, point.t + 0.01 * (point.t - before.t), point.t * 10)
    before = point
    point = at(next)
  }
  let [low, high] = bracket ?? [start, point]
  if (low.loss > high.loss) [low, high] = [high, low]

  let isStuck = false
  while (trials < maxTrials && Math.abs(high.t - low.t) * reach >= smallestChange) {
    let t = cubicMinimum(low, high)
    const [left, right] = [Math.min(low.t, high.t), Math.max(low.t, high.t)]
    const margin = 0.1 * (right - left)
    // Close to an end twice, or on it, the cubic leads nowhere: a tenth of the way in from there.
    if (Math.min(right - t, t - left) < margin) {
      const goesIn: boolean = isStuck || t >= right || t <= left
      if (goesIn) t = Math.abs(t - right) < Math.abs(t - left) ? right - margin : left + margin
      isStuck = !goesIn
    } else {
      isStuck = false
    }
    point = at(t)
    trials++
    if (isTooHigh(point) || point.loss >= low.loss) {
      high = point
      if (low.loss > high.loss) [low, high] = [high, low]
    } else {
      if (isFlat(point)) return { point, trials: trials + 1 }
      if (point.slope * (high.t - low.t) >= 0) high = low
      low = point
    }
  }
  return { point: low, trials: trials + 1 }
}
