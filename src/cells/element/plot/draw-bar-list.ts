/** Bars with names: each name on a line of its own above its bar, so that long ones are read in any language. */
import type { BarsLayer } from '../../library/plot/figure.ts'
import { h, type PageNode } from '../node.ts'
import { pictureWidth, tidy } from './frame.ts'
import type { Words } from './words.ts'

/** More are drawn upright, over their numbers. */
export const mostNamedBars = 16

const step = 32
const room = 52

export function drawBarList(layer: BarsLayer, description: string, words: Words): PageNode {
  const values = layer.values.map((value) => value ?? 0)
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  const reach = high - low || 1
  const at = (value: number) =>
    (low < 0 ? room : 0) + ((value - low) / reach) * (pictureWidth - room * (low < 0 ? 2 : 1))
  const ink = layer.ink ?? 'forward'
  const bars = layer.values.flatMap((value, i) => {
    const top = i * step
    const [zero, end] = [tidy(at(0)), tidy(at(value ?? 0))]
    const isLeft = (value ?? 0) < 0
    return [
      h('text', { x: '0', y: `${top + 12}` }, layer.labels?.[i] ?? ''),
      h('path', { class: `area ${ink}`, d: `M${zero} ${top + 17}H${end}v9H${zero}z` }),
      h(
        'text',
        {
          class: 'value',
          x: `${tidy(end + (isLeft ? -5 : 5))}`,
          y: `${top + 26}`,
          'text-anchor': isLeft ? 'end' : 'start',
        },
        words.number(value, 3),
      ),
    ]
  })
  const height = values.length * step
  return h(
    'svg',
    { role: 'img', 'aria-label': description, viewBox: `0 0 ${pictureWidth} ${height}` },
    ...bars,
    h('path', { class: 'axis', d: `M${tidy(at(0))} 0V${height}` }),
  )
}
