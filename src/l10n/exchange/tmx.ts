/** TMX 1.4: a translation memory, of what is translated. */
import { requireCount, requireLanguage } from './file-error.ts'
import { numbered, readPieces, writePieces, type Numbered } from './inline.ts'
import type { Exchange, Incoming, Unit } from './unit.ts'
import { childOf, descendants, elementsOf, escapeAttribute, escapeXml, textOf, type Element } from './xml.ts'

export function writeTmx({ from, to, units }: Exchange): string {
  const translated = units.filter(({ target }) => target !== '')
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n` +
    ` <header creationtool="lexigrad" creationtoolversion="1" segtype="block" o-tmf="lexigrad" adminlang="en" srclang="${from}" datatype="plaintext">\n` +
    `  <prop type="x-units">${translated.length}</prop>\n  <prop type="x-target">${to}</prop>\n </header>\n <body>\n` +
    `${translated.map((unit) => writeUnit(unit, from, to)).join('')} </body>\n</tmx>\n`
  )
}

const writePlaceholder = ({ id, text }: Numbered): string => `<ph x="${id}">${escapeXml(text)}</ph>`

function writeUnit({ place, kind, source, target, state, before }: Unit, from: string, to: string): string {
  // What a stale translation was made from is what it is a memory of; the place still says where it belongs.
  const pieces = numbered(before ?? source, target, kind)
  return (
    `  <tu tuid="${escapeAttribute(place)}">\n   <prop type="x-kind">${kind}</prop><prop type="x-state">${state}</prop>\n` +
    `   <tuv xml:lang="${from}"><seg>${writePieces(pieces.source, writePlaceholder)}</seg></tuv>\n` +
    `   <tuv xml:lang="${to}"><seg>${writePieces(pieces.target, writePlaceholder)}</seg></tuv>\n  </tu>\n`
  )
}

export function readTmx(root: Element, file: string): { to: string; units: Incoming[] } {
  const header = childOf(root, 'header')
  const property = (name: string) =>
    header && elementsOf(header, 'prop').find(({ attributes }) => attributes.type === name)
  const from = (header?.attributes.srclang ?? 'en').toLowerCase()
  const all = [...descendants(root, 'tu')]
  const said = property('x-target')
  // A memory may hold several languages; where it does not name one, the first is meant.
  const first = () => all.flatMap((unit) => languagesOf(unit)).find((one) => one.toLowerCase() !== from)
  const place = { file, line: root.line, column: root.column }
  const hint = 'No <tuv> is in another language than the source.'
  const to = requireLanguage(place, [said ? textOf(said) : first()], hint)
  const units = all.map((unit) => readUnit(unit, from, to))
  const count = property('x-units')
  requireCount(file, units.length, count && textOf(count))
  return { to, units }
}

const languageOf = ({ attributes }: Element): string => attributes['xml:lang'] ?? attributes.lang ?? ''
const languagesOf = (unit: Element): string[] => elementsOf(unit, 'tuv').map(languageOf)

function readUnit(unit: Element, from: string, to: string): Incoming {
  const segment = (language: string) => {
    const own = elementsOf(unit, 'tuv').find((one) => languageOf(one).toLowerCase() === language.toLowerCase())
    const found = own && childOf(own, 'seg')
    return found ? readPieces(found, () => undefined) : ''
  }
  const { line, column, attributes } = unit
  return { place: attributes.tuid ?? '', source: segment(from), target: segment(to), fuzzy: false, line, column }
}
