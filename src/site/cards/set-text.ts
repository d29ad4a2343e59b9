/**
 * Text as outlines, so that a picture is the same on every machine, whatever fonts it has: the site's own faces, one after the
 * other, each for what those before it lack.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create, type Font } from 'fontkitten'
import { projectRoot } from '../../i18n/paths.ts'

const folder = join(projectRoot, 'src/site')
const reading = ['fonts/literata', 'fonts/literata-turkish', 'fonts/literata-names', 'fonts/literata-signs']

/** Files of each face. Hangul stands last: Latin letters within Korean stay in the book face. */
const files = {
  title: [
    'cards/fonts/literata-title',
    'cards/fonts/literata-title-turkish',
    ...reading.slice(2),
    'cards/fonts/noto-serif-kr',
  ],
  text: [...reading, 'cards/fonts/noto-serif-kr'],
  label: ['fonts/inter', 'fonts/inter-turkish', 'cards/fonts/noto-serif-kr'],
  code: ['fonts/jetbrains-mono', 'fonts/jetbrains-mono-turkish', 'fonts/jetbrains-mono-signs'],
} as const

export type Face = keyof typeof files

export interface TextStyle {
  face: Face
  /** [pixels] */
  size: number
}

const opened = new Map<string, Font>()
/** Kerning of the book face, by pair [thousandths of its size]. */
const kerning: Record<string, number> = JSON.parse(readFileSync(join(folder, 'cards/fonts/kerning.json'), 'utf8'))

const found = new Map<string, { font: Font; glyph: Glyph } | undefined>()

function glyphFor(face: Face, code: number): { font: Font; glyph: Glyph } | undefined {
  const key = `${face} ${code}`
  if (!found.has(key)) {
    const font = files[face].map(open).find((one) => one.hasGlyphForCodePoint(code))
    found.set(key, font && { font, glyph: font.glyphForCodePoint(code) })
  }
  return found.get(key)
}

function open(name: string): Font {
  let font = opened.get(name)
  if (!font) {
    font = create(readFileSync(join(folder, `${name}.woff2`))) as Font
    opened.set(name, font)
  }
  return font
}

/** The characters of a text that a face has no outline for; they are left out of pictures. */
export function lacking(text: string, face: Face): string[] {
  return [...text.normalize('NFC')].filter((one) => !(one in spaces) && !glyphFor(face, one.codePointAt(0)!))
}

/** One line as SVG, beginning at (x, y) on the base line [pixels]. */
export function setLine(text: string, style: TextStyle, [x, y]: readonly [x: number, y: number]): string {
  const parts: string[] = []
  walk(text, style, (font, glyph, at) => {
    const outline = outlineOf(font, glyph)
    const scale = (style.size / font.unitsPerEm).toFixed(5)
    if (outline !== '')
      parts.push(
        `<path transform="translate(${(x + at).toFixed(2)} ${y.toFixed(1)}) scale(${scale} -${scale})" d="${outline}"/>`,
      )
  })
  return parts.join('')
}

const outlines = new Map<Font, Map<number, string>>()

function outlineOf(font: Font, glyph: Glyph): string {
  const known = outlines.get(font) ?? new Map<number, string>()
  outlines.set(font, known)
  let outline = known.get(glyph.id)
  if (outline === undefined) known.set(glyph.id, (outline = glyph.path.toSVG()))
  return outline
}

/** How long a line would be [pixels]. */
export function widthOf(text: string, style: TextStyle): number {
  return walk(text, style, () => {})
}

/** Spaces that not every face has, as parts of its size. */
const spaces: Readonly<Record<string, number>> = { '\u00a0': 0.25, '\u2009': 0.2, '\u202f': 0.2, '\u200a': 0.1 }

type Glyph = ReturnType<Font['glyphForCodePoint']>

function walk(text: string, { face, size }: TextStyle, see: (font: Font, glyph: Glyph, x: number) => void): number {
  const isBook = face === 'title' || face === 'text'
  const characters = [...text.normalize('NFC')]
  let x = 0
  for (const [index, one] of characters.entries()) {
    const drawn = glyphFor(face, one.codePointAt(0)!)
    if (!drawn) {
      x += (spaces[one] ?? 0) * size
      continue
    }
    const { font, glyph } = drawn
    see(font, glyph, x)
    x += (glyph.advanceWidth * size) / font.unitsPerEm
    if (isBook) x += ((kerning[one + (characters[index + 1] ?? '')] ?? 0) * size) / 1000
  }
  return x
}
