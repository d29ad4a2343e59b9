/** TBX-Basic (ISO 30042:2019, in the DCA style): the term base of two languages. */
import { parseDocument, stringify, type Document } from 'yaml'
import { splice, type Splice } from '../splice.ts'
import type { TermBase, TermEntry } from '../terms.ts'
import { refuseFile, requireLanguage } from './file-error.ts'
import { childOf, descendants, elementsOf, escapeAttribute, escapeXml, textOf, type Element } from './xml.ts'

const status = {
  term: 'preferredTerm-admn-sts',
  also: 'admittedTerm-admn-sts',
  avoid: 'deprecatedTerm-admn-sts',
} as const

export function writeTbx(bases: Readonly<Record<string, TermBase>>, from: string, to: string): string {
  const languages = [from, ...(to === from ? [] : [to])]
  const slugs = [...new Set(languages.flatMap((language) => Object.keys(bases[language] ?? {})))]
  const concepts = slugs.map((slug) => {
    const sections = languages.map((language) => {
      const entry = bases[language]?.[slug]
      return entry ? writeLanguage(language, entry) : ''
    })
    return `   <conceptEntry id="${escapeAttribute(slug)}">\n${sections.join('')}   </conceptEntry>\n`
  })
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<tbx type="TBX-Basic" style="dca" xml:lang="${to}" xmlns="urn:iso:std:iso:30042:ed-2">\n` +
    ` <tbxHeader>\n  <fileDesc>\n   <sourceDesc><p>Lexigrad</p></sourceDesc>\n  </fileDesc>\n </tbxHeader>\n <text>\n  <body>\n` +
    `${concepts.join('')}  </body>\n </text>\n</tbx>\n`
  )
}

function writeLanguage(language: string, { term, also = [], avoid = [], definition, note }: TermEntry): string {
  const section = (form: string, kind: keyof typeof status) =>
    `     <termSec><term>${escapeXml(form)}</term><termNote type="administrativeStatus">${status[kind]}</termNote></termSec>\n`
  return (
    `    <langSec xml:lang="${language}">\n` +
    (definition ? `     <descrip type="definition">${escapeXml(definition)}</descrip>\n` : '') +
    (note ? `     <note>${escapeXml(note)}</note>\n` : '') +
    section(term, 'term') +
    also.map((form) => section(form, 'also')).join('') +
    avoid.map((form) => section(form, 'avoid')).join('') +
    `    </langSec>\n`
  )
}

export function readTbx(root: Element, file: string): { to: string; terms: Map<string, TermEntry> } {
  const place = { file, line: root.line, column: root.column }
  const to = requireLanguage(place, [root.attributes['xml:lang']], 'Its root element lacks xml:lang="fr".')
  const terms = new Map<string, TermEntry>()
  for (const concept of descendants(root, 'conceptEntry')) {
    const own = elementsOf(concept, 'langSec').find(({ attributes }) => attributes['xml:lang'] === to)
    if (own) terms.set(concept.attributes.id ?? '', readLanguage(own, concept.attributes.id ?? '', file))
  }
  return { to, terms }
}

function readLanguage(section: Element, slug: string, file: string): TermEntry {
  const forms = elementsOf(section, 'termSec').map((one) => ({
    form: textOf(childOf(one, 'term') ?? one).trim(),
    status: textOf(
      elementsOf(one, 'termNote').find(({ attributes }) => attributes.type === 'administrativeStatus') ?? nothing,
    ),
  }))
  const preferred = forms.filter((one) => one.status === status.term)
  if (preferred.length !== 1) {
    const message = `${slug} has ${preferred.length} preferred terms; it needs one`
    refuseFile(
      { file, line: section.line, column: section.column },
      'exchange-term',
      message,
      `One <termSec> has <termNote type="administrativeStatus">${status.term}</termNote>.`,
    )
  }
  const note = childOf(section, 'note')
  const definition = elementsOf(section, 'descrip').find(({ attributes }) => attributes.type === 'definition')
  return {
    term: preferred[0]!.form,
    also: forms.filter((one) => one.status === status.also).map(({ form }) => form),
    avoid: forms.filter((one) => one.status === status.avoid).map(({ form }) => form),
    definition: definition ? textOf(definition) : '',
    ...(note ? { note: textOf(note) } : {}),
  }
}

const nothing: Element = { name: '', attributes: {}, children: [], line: 1, column: 1 }

/** The text of a term base with what has changed; all else, comments included, stays byte for byte. */
export function withTerms(
  source: string,
  terms: ReadonlyMap<string, TermEntry>,
): { source: string; changed: string[] } {
  const document = parseDocument(source)
  const before = (document.toJS() ?? {}) as Record<string, TermEntry>
  const splices: Splice[] = []
  const changed: string[] = []
  for (const [slug, entry] of terms) {
    const old = before[slug]
    if (old && isSame(old, entry)) continue
    changed.push(slug)
    if (!old) {
      const lines = keysOf(entry).map((key) => `  ${key}: ${inYaml(entry[key])}\n`)
      splices.push({ start: source.length, end: source.length, text: `\n${slug}:\n${lines.join('')}` })
      continue
    }
    for (const key of keysOf(entry)) {
      if (JSON.stringify(old[key] ?? emptyOf(key)) === JSON.stringify(entry[key] ?? emptyOf(key))) continue
      splices.push(spliceOfKey(document, slug, key, entry[key]))
    }
  }
  return { source: splice(source, splices), changed }
}

const keysOf = (entry: TermEntry): (keyof TermEntry)[] =>
  (['term', 'also', 'avoid', 'definition', 'note'] as const).filter((key) => entry[key] !== undefined)
const emptyOf = (key: keyof TermEntry) => (key === 'also' || key === 'avoid' ? [] : '')
const inYaml = (value: unknown): string =>
  stringify(value, { lineWidth: 0, collectionStyle: 'flow', flowCollectionPadding: false }).trimEnd()

function spliceOfKey(document: Document, slug: string, key: string, value: unknown): Splice {
  const own = document.getIn([slug, key], true) as { range?: [number, number, number] } | undefined
  if (own?.range) return { start: own.range[0], end: own.range[1], text: inYaml(value) }
  // A key that the entry has not had follows its first one.
  const first = document.getIn([slug, 'term'], true) as { range: [number, number, number] }
  return { start: first.range[1], end: first.range[1], text: `\n  ${key}: ${inYaml(value)}` }
}

function isSame(a: TermEntry, b: TermEntry): boolean {
  const plain = ({ term, also = [], avoid = [], definition = '', note = '' }: TermEntry) =>
    JSON.stringify([term, also, avoid, definition, note])
  return plain(a) === plain(b)
}
