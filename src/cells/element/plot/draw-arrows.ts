/** Arrows, as one path: a shaft and two strokes of a head each, the head of one size on the page. */
import type { ArrowsLayer } from '../../library/plot/figure.ts'
import { h, type PageNode } from '../node.ts'
import { tidy, type Frame } from './frame.ts'
import type { Stroke } from './strokes.ts'

/** Units of the picture. */
const headLength = 6
/** Half the angle between the strokes of a head [rad]. */
const headAngle = 0.45
/** What is shorter has no direction that an eye could see. */
const shortest = 0.6

export function drawArrows(layer: ArrowsLayer, { x, y }: Frame, { ink }: Stroke): PageNode[] {
  const strokes: string[] = []
  const dots: string[] = []
  layer.x.forEach((_, i) => {
    const at = (axis: 'x' | 'y' | 'toX' | 'toY') => layer[axis][i] ?? NaN
    const [fromX, fromY, toX, toY] = [x.at(at('x')), y.at(at('y')), x.at(at('toX')), y.at(at('toY'))]
    // Far outside, some browsers draw nonsense.
    if (![fromX, fromY, toX, toY].every((place) => Math.abs(place) < 1e4)) return
    const length = Math.hypot(toX - fromX, toY - fromY)
    if (length < shortest) dots.push(`M${tidy(fromX)} ${tidy(fromY)}h0`)
    else strokes.push(arrow(fromX, fromY, toX, toY, Math.min(headLength, length * 0.6)))
  })
  return [
    ...(strokes.length > 0 ? [h('path', { class: `line ${ink}`, d: strokes.join('') })] : []),
    ...(dots.length > 0 ? [h('path', { class: `dots ${ink}`, d: dots.join('') })] : []),
  ]
}

function arrow(fromX: number, fromY: number, toX: number, toY: number, head: number): string {
  const angle = Math.atan2(toY - fromY, toX - fromX)
  const wing = (turn: number) =>
    `${tidy(toX - head * Math.cos(angle + turn))} ${tidy(toY - head * Math.sin(angle + turn))}`
  const tip = `${tidy(toX)} ${tidy(toY)}`
  return `M${tidy(fromX)} ${tidy(fromY)}L${tip}M${wing(headAngle)}L${tip}L${wing(-headAngle)}`
}
