/**
 * A card, as other sites show it where somebody links to a page: what the page is called, what it says in a sentence, and a few
 * numbers that its first cell computes, in their inks. SVG without a letter of text: everything is outlines.
 */
import { balanceLines, breakLines, cutLines } from './break-lines.ts'
import { setLine, widthOf, type TextStyle } from './set-text.ts'

import { cardSize } from './card-size.ts'

export interface CardNumber {
  name: string
  /** As the cell shows it. */
  value: string
  gradient?: string
}

export interface Card {
  locale: string
  title: string
  /** One sentence. */
  definition: string
  /** What stands small in the corner: the topic. */
  topic?: string
  /** The site in a few words. */
  tagline: string
  numbers?: readonly CardNumber[]
}

/** The light ground and inks of styles/tokens.css. */
const paper = '#fbfaf7'
const ink = '#1b1f29'
const muted = '#51555e'
const hairline = '#d3d1cb'
const forward = '#1f53aa'
const backward = '#c12b09'
const loss = '#793c9f'

const edge = 80
const width = cardSize.width - 2 * edge
/** The largest first: a long title takes two lines, then a smaller size. */
const titleSizes = [104, 92, 80, 70, 60]
/** Between title and definition. */
const gap = 26

export function drawCard(card: Card): string {
  const isKorean = card.locale === 'ko'
  const { size, lines } = fitTitle(card.title)
  const titleLeading = size * (isKorean ? 1.24 : 1.12)
  const { text, leading, definition } = fitDefinition(card.definition, isKorean, 358 - titleLeading * lines.length)
  const high = titleLeading * lines.length + gap + leading * definition.length
  // Between head and foot, a little above the middle.
  const top = 124 + Math.max(0, (410 - high) * 0.42)
  const titleTop = top + size * 0.86
  const textTop = titleTop + titleLeading * (lines.length - 1) + size * 0.24 + gap + text.size * 0.9

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${cardSize.width}" height="${cardSize.height}">`,
    `<rect width="100%" height="100%" fill="${paper}"/>`,
    mark(edge, 62),
    put('Lexigrad', edge + 68, 93, { face: 'title', size: 38 }),
    card.topic && putEnd(card.topic, cardSize.width - edge, 92, { face: 'label', size: 26 }, muted),
    ...lines.map((line, index) =>
      put(line, edge - size * 0.035, titleTop + titleLeading * index, { face: 'title', size }),
    ),
    ...definition.map((line, index) => put(line, edge, textTop + leading * index, text)),
    `<path d="M${edge} 540.5H${cardSize.width - edge}" stroke="${hairline}"/>`,
    foot(card),
    '</svg>',
  ].join('')
}

function fitTitle(title: string): { size: number; lines: string[] } {
  for (const size of titleSizes) {
    const lines = balanceLines(title, { width, widthOf: (line) => widthOf(line, { face: 'title', size }) })
    if (lines.length === 1 || (lines.length === 2 && size <= 92)) return { size, lines }
  }
  const size = titleSizes.at(-1)!
  const measure = { width, widthOf: (line: string) => widthOf(line, { face: 'title', size }) }
  return { size, lines: cutLines(breakLines(title, measure), 3, measure) }
}

/** As large as it can stand whole; at the smallest size what is left over is cut off. */
function fitDefinition(words: string, isKorean: boolean, room: number) {
  for (const size of [38, 35, 32, 29]) {
    const text: TextStyle = { face: 'text', size }
    const leading = size * (isKorean ? 1.6 : 1.42)
    const measure = { width, widthOf: (line: string) => widthOf(line, text) }
    const filled = breakLines(words, measure)
    // Nor does a sentence end with a word alone.
    const lines = measure.widthOf(filled.at(-1)!) < width * 0.3 ? balanceLines(words, measure) : filled
    const most = Math.floor(room / leading)
    if (lines.length <= most || size === 29)
      return { text, leading, definition: cutLines(lines, Math.max(1, most), measure) }
  }
  throw new Error('The last size takes what comes.')
}

/** The numbers that have room, and the tagline where it has. */
function foot({ numbers = [], tagline }: Card): string {
  const code: TextStyle = { face: 'code', size: 30 }
  const label: TextStyle = { face: 'label', size: 24 }
  let drawn = ''
  let x = edge
  for (const { name, value, gradient } of numbers) {
    const isLoss = name.toLowerCase() === 'loss'
    const pieces = [
      [name, ink],
      [` → ${value}`, isLoss ? loss : forward],
      [gradient === undefined ? '' : ` ← ${gradient}`, backward],
    ] as const
    const wide = pieces.reduce((sum, [text]) => sum + widthOf(text, code), 0)
    if (x + wide > cardSize.width - edge) break
    for (const [text, color] of pieces) {
      drawn += put(text, x, 590, code, color)
      x += widthOf(text, code)
    }
    x += 56
  }
  const free = cardSize.width - edge - x
  return widthOf(tagline, label) <= free ? drawn + putEnd(tagline, cardSize.width - edge, 589, label, muted) : drawn
}

function put(text: string, x: number, y: number, style: TextStyle, color = ink): string {
  return `<g fill="${color}">${setLine(text, style, [x, y])}</g>`
}

function putEnd(text: string, end: number, y: number, style: TextStyle, color: string): string {
  return put(text, end - widthOf(text, style), y, style, color)
}

/** As components/Mark.astro draws it. */
function mark(x: number, y: number): string {
  return (
    `<g transform="translate(${x} ${y}) scale(1.35)" fill="none" stroke-width="2.75">` +
    `<path stroke="${forward}" d="M1 6H24C29 6 32.4 7.6 33.8 10.6"/>` +
    `<path stroke="${backward}" stroke-dasharray="4.6 2.6" d="M33.8 17.4C32.4 20.4 29 22 24 22H7"/>` +
    `<path fill="${backward}" d="M0 22l8.6-4.9v9.8z"/><circle fill="${loss}" cx="34.6" cy="14" r="4.9"/></g>`
  )
}
