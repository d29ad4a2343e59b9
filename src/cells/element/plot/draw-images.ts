/** Pictures of pixels: a list of them with their labels, or one with boxes over it. */
import type { BoxesLayer, Figure, ImagesLayer } from '../../library/plot/figure.ts'
import { decodeBytes } from '../../library/plot/pack.ts'
import { h, type PageNode } from '../node.ts'
import { pictureWidth, tidy } from './frame.ts'
import { pngAddress } from './png.ts'
import { strokesOf } from './strokes.ts'
import type { Words } from './words.ts'

export function drawImages(layer: ImagesLayer, words: Words): PageNode {
  const { labels, width, height } = layer
  const addresses = addressesOf(layer)
  const items = addresses.map((src, i) => {
    const alt = labels?.[i] ? '' : words.say('image', { number: i + 1 })
    const picture = h('img', { src, alt, width: `${width}`, height: `${height}` })
    return h('li', {}, picture, ...(labels?.[i] ? [h('span', {}, labels[i])] : []))
  })
  return h('ul', { 'data-role': 'images', 'data-many': addresses.length > 12 || undefined }, ...items)
}

export function drawBoxedImage(figure: Figure, description: string, words: Words): PageNode {
  const layer = figure.layers.find((one) => one.kind === 'images') as ImagesLayer
  const scale = pictureWidth / layer.width
  const height = tidy(layer.height * scale)
  const strokes = strokesOf(figure.layers)
  const boxes = figure.layers.flatMap((one, i) =>
    one.kind === 'boxes' ? drawBoxes(one, scale, height, strokes[i]!, words) : [],
  )
  const picture = h('image', { href: addressesOf(layer)[0], width: `${pictureWidth}`, height: `${height}` })
  return h(
    'svg',
    { role: 'img', 'aria-label': description, viewBox: `0 0 ${pictureWidth} ${height}` },
    picture,
    ...boxes,
  )
}

function drawBoxes(
  { boxes, labels, scores }: BoxesLayer,
  scale: number,
  height: number,
  { ink, dash }: { ink: string; dash: string | undefined },
  words: Words,
): PageNode[] {
  return boxes.flatMap((box, i) => {
    const [left, top, right, bottom] = box.map((edge) => tidy(edge * scale)) as [number, number, number, number]
    const d = `M${left} ${top}H${right}V${bottom}H${left}z`
    const text = [labels?.[i], scores?.[i] === undefined ? '' : words.number(scores[i], 2)].filter(Boolean).join(' ')
    const inside = top < 14
    const y = Math.min(height - 3, inside ? top + 13 : top - 4)
    // A name grows toward the middle of the picture.
    const isRight = left + right > pictureWidth * 1.1
    const x = isRight ? right - (inside ? 4 : 0) : left + (inside ? 4 : 0)
    const anchor = isRight ? 'end' : 'start'
    return [
      h('path', { class: 'box under', d }),
      h('path', { class: `box ${ink}`, d, 'stroke-dasharray': dash }),
      ...(text ? [h('text', { class: 'level', x: `${tidy(x)}`, y: `${tidy(y)}`, 'text-anchor': anchor }, text)] : []),
    ]
  })
}

function addressesOf({ pixels, width, height, channels }: ImagesLayer): string[] {
  return pixels.map((one) => pngAddress(decodeBytes(one), width, height, channels))
}
