/** XLIFF 1.2, for OmegaT and older programs: a `<ph>` holds what it stands for. */
import type { BlockState } from '../compare.ts'
import { requireLanguage } from './file-error.ts'
import { numbered, readPieces, writePieces, type Numbered } from './inline.ts'
import { splitPlace, type Exchange, type Incoming, type Unit } from './unit.ts'
import { childOf, descendants, escapeAttribute, escapeXml, textOf, type Element } from './xml.ts'

const states: Record<BlockState, string> = {
  missing: 'new',
  stale: 'needs-adaptation',
  edited: 'needs-review-translation',
  current: 'translated',
  reviewed: 'final',
}

export function writeXliff12({ from, to, units }: Exchange): string {
  const slugs = [...new Set(units.map(({ place }) => splitPlace(place).slug))]
  const files = slugs.map((slug) => {
    const own = units.filter((unit) => splitPlace(unit.place).slug === slug).map(writeUnit)
    const head = `original="${escapeAttribute(slug)}" source-language="${from}" target-language="${to}" datatype="plaintext"`
    return ` <file ${head}>\n  <body>\n${own.join('')}  </body>\n </file>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n${files.join('')}</xliff>\n`
}

const writePlaceholder = ({ id, text }: Numbered): string => `<ph id="${id}">${escapeXml(text)}</ph>`

function writeUnit({ place, kind, source, target, state, before }: Unit): string {
  const pieces = numbered(source, target, kind)
  const id = escapeAttribute(place)
  const written = {
    source: writePieces(pieces.source, writePlaceholder),
    target: writePieces(pieces.target, writePlaceholder),
  }
  return (
    `   <trans-unit id="${id}" resname="${id}" xml:space="preserve">\n    <source>${written.source}</source>\n` +
    `${target === '' ? '' : `    <target state="${states[state]}">${written.target}</target>\n`}` +
    `    <note>${kind}</note>\n` +
    `${before === undefined ? '' : `    <alt-trans alttranstype="previous-version"><source>${escapeXml(before)}</source><target>${written.target}</target></alt-trans>\n`}` +
    `   </trans-unit>\n`
  )
}

export function readXliff12(root: Element, file: string): { to: string; units: Incoming[] } {
  const files = [...descendants(root, 'file')]
  const languages = files.map(({ attributes }) => attributes['target-language'])
  const place = { file, line: root.line, column: root.column }
  const to = requireLanguage(place, languages, 'Each <file> needs the same target-language="fr".')
  return { to, units: [...descendants(root, 'trans-unit')].map(readUnit) }
}

function readUnit(unit: Element): Incoming {
  const { line, column, attributes } = unit
  const [source, target] = [childOf(unit, 'source'), childOf(unit, 'target')]
  const read = (inner: Element): string | undefined =>
    /^(?:.*:)?(?:ph|it|bpt|ept)$/.test(inner.name) ? textOf(inner) : undefined
  return {
    place: attributes.resname ?? attributes.id ?? '',
    source: source ? readPieces(source, read) : '',
    target: target ? readPieces(target, read) : '',
    fuzzy: /^(?:new|needs-|$)/.test(target?.attributes.state ?? 'translated'),
    line,
    column,
  }
}
