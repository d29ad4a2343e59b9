/** XLIFF 2.1: code, formulas, tags and targets of links are `<ph>` with their original data. */
import type { BlockState } from '../compare.ts'
import { refuseFile, requireLanguage } from './file-error.ts'
import { numbered, readPieces, writePieces, type Numbered } from './inline.ts'
import { splitPlace, type Exchange, type Incoming, type Unit } from './unit.ts'
import { childOf, descendants, elementsOf, escapeAttribute, escapeXml, textOf, type Element } from './xml.ts'

const namespace = 'urn:oasis:names:tc:xliff:document:2.0'

const states: Record<BlockState, string> = {
  missing: 'initial',
  stale: 'initial',
  edited: 'translated',
  current: 'final',
  reviewed: 'reviewed',
}

export function writeXliff2({ from, to, units }: Exchange): string {
  const slugs = [...new Set(units.map(({ place }) => splitPlace(place).slug))]
  const files = slugs.map((slug) => {
    const own = units.filter((unit) => splitPlace(unit.place).slug === slug)
    return ` <file id="${escapeAttribute(slug)}" original="${escapeAttribute(slug)}">\n${own.map(writeUnit).join('')} </file>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="${namespace}" version="2.1" srcLang="${from}" trgLang="${to}">\n${files.join('')}</xliff>\n`
}

function writeUnit(unit: Unit, index: number): string {
  const { place, kind, source, target, state, before } = unit
  const pieces = numbered(source, target, kind)
  const data = new Map<string, string>()
  const write = ({ id, text }: Numbered) => {
    data.set(id!, text)
    return `<ph id="${id}" dataRef="d${id}" canReorder="yes"/>`
  }
  const inSource = writePieces(pieces.source, write)
  const inTarget = writePieces(pieces.target, write)
  const original = [...data].map(([id, raw]) => `<data id="d${id}">${escapeXml(raw)}</data>`).join('')
  const notes = [
    `<note category="kind">${kind}</note>`,
    ...(before === undefined ? [] : [`<note category="before">${escapeXml(before)}</note>`]),
  ]
  // A name of XML begins with a letter; the block's own name is beside it.
  return (
    `  <unit id="u${index + 1}" name="${escapeAttribute(place)}">\n   <notes>${notes.join('')}</notes>\n` +
    (original ? `   <originalData>${original}</originalData>\n` : '') +
    `   <segment id="s1" state="${states[state]}"><source xml:space="preserve">${inSource}</source>` +
    `${target === '' ? '' : `<target xml:space="preserve">${inTarget}</target>`}</segment>\n  </unit>\n`
  )
}

export function readXliff2(root: Element, file: string): { to: string; units: Incoming[] } {
  const place = { file, line: root.line, column: root.column }
  const to = requireLanguage(place, [root.attributes.trgLang], 'Its root element lacks trgLang="fr".')
  const units = [...descendants(root, 'unit')].map((unit) => readUnit(unit, file))
  return { to, units }
}

/** A program may have cut a unit into segments: together they are the block. */
function readUnit(unit: Element, file: string): Incoming {
  const { line, column } = unit
  const place = unit.attributes.name ?? ''
  const data = new Map(
    elementsOf(childOf(unit, 'originalData') ?? emptyElement, 'data').map((one) => [
      one.attributes.id ?? '',
      textOf(one),
    ]),
  )
  const read = (inner: Element): string | undefined => {
    if (/^(?:.*:)?(?:mrk|sm|em)$/.test(inner.name)) return inner.name.endsWith('mrk') ? undefined : ''
    const { dataRef, dataRefStart, dataRefEnd } = inner.attributes
    const known = (reference: string | undefined) => (reference === undefined ? undefined : data.get(reference))
    if (dataRefStart !== undefined)
      return (known(dataRefStart) ?? '') + readPieces(inner, read) + (known(dataRefEnd) ?? '')
    const raw = known(dataRef)
    if (raw !== undefined) return raw
    const message = `the placeholder <${inner.name} id="${inner.attributes.id ?? ''}"> of ${place} has no original data`
    return refuseFile(
      { file, line: inner.line, column: inner.column },
      'exchange-placeholder',
      message,
      'Keep <originalData> of the unit as it was exported.',
    )
  }
  const parts = elementsOf(unit).filter(({ name }) => /(?:^|:)(?:segment|ignorable)$/.test(name))
  const joined = (name: 'source' | 'target') =>
    parts
      .map(
        (part) =>
          childOf(part, name) ??
          (name === 'target' && part.name.endsWith('ignorable') ? childOf(part, 'source') : undefined),
      )
      .map((element) => (element ? readPieces(element, read) : ''))
      .join('')
  const hasTarget = parts.some((part) => childOf(part, 'target'))
  const fuzzy = parts.some((part) => part.name.endsWith('segment') && part.attributes.state === 'initial')
  return { place, source: joined('source'), target: hasTarget ? joined('target') : '', fuzzy, line, column }
}

const emptyElement: Element = { name: '', attributes: {}, children: [], line: 1, column: 1 }
