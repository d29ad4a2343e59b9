/** gettext PO, for Weblate, Poedit and their like. A stale translation is fuzzy, with the English it was made from. */
import * as gettext from 'gettext-parser'
import { refuseFile, requireCount, requireLanguage, wholeFileHint } from './file-error.ts'
import type { Exchange, Incoming } from './unit.ts'

interface Entry {
  msgctxt?: string
  msgid: string
  /** Absent where an entry was cut. */
  msgstr?: string[]
  comments?: Partial<Record<'translator' | 'extracted' | 'reference' | 'flag' | 'previous', string>>
}

interface PoFile {
  charset: string
  headers: Record<string, string>
  translations: Record<string, Record<string, Entry>>
}

export function writePo({ from, to, units }: Exchange, date: string): string {
  const translations: PoFile['translations'] = {}
  for (const { place, kind, source, target, before } of units) {
    const fuzzy = before !== undefined && target !== ''
    translations[place] = {
      [source]: {
        msgctxt: place,
        msgid: source,
        msgstr: [target],
        comments: {
          extracted: kind,
          reference: place,
          ...(fuzzy ? { flag: 'fuzzy', previous: `msgctxt ${quoted(place)}\nmsgid ${quoted(before)}` } : {}),
        },
      },
    }
  }
  const headers = {
    'Project-Id-Version': 'Lexigrad',
    'PO-Revision-Date': `${date} 00:00+0000`,
    'Last-Translator': 'Automatically generated',
    'Language-Team': 'none',
    Language: to,
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
    'X-Source-Language': from,
    'X-Units': String(units.length),
  }
  translations[''] = { '': { msgid: '', msgstr: [''] } }
  const file: PoFile = { charset: 'utf-8', headers, translations }
  return `${gettext.po.compile(file, { foldLength: 0 }).toString('utf8').trimEnd()}\n`
}

const quoted = (text: string): string => JSON.stringify(text).replaceAll('\\u', '\\\\u')

/** @throws ProblemsError where the file is damaged, cut or for another language */
export function readPo(source: string, file: string): { to: string; units: Incoming[] } {
  const data = parse(source, file)
  const header = (name: string) =>
    Object.entries(data.headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
  const hint = 'Its header lacks "Language: fr\\n". Export again, and let the program keep the header.'
  const to = requireLanguage({ file, line: 1, column: 1 }, [header('Language')], hint)
  const places = linesOfPlaces(source)
  requireEnd(source, file)
  const units = Object.entries(data.translations).flatMap(([place, entries]) =>
    place === ''
      ? []
      : Object.values(entries).map((entry) => ({
          place,
          source: entry.msgid,
          target: entry.msgstr?.[0] ?? '',
          fuzzy: /\bfuzzy\b/.test(entry.comments?.flag ?? ''),
          line: places.get(place) ?? 1,
          column: 1,
        })),
  )
  requireCount(file, units.length, header('X-Units'))
  return { to, units }
}

/** An entry ends with its translation, and a line of it with a quotation mark. */
function requireEnd(source: string, file: string): void {
  const lines = source.trimEnd().split('\n')
  const last = lines.findLastIndex((line) => /^(?:msgid|msgstr|msgctxt)/.test(line))
  const isWhole = /^(?:msgstr)/.test(lines[last] ?? '') && /"\s*$/.test(lines.at(-1) ?? '')
  if (isWhole || lines.at(-1)?.startsWith('#~')) return
  const line = lines.length
  refuseFile(
    { file, line, column: 1 },
    'exchange-cut',
    'the file ends in the middle of an entry: it was cut',
    wholeFileHint,
  )
}

function parse(source: string, file: string): PoFile {
  try {
    return gettext.po.parse(source, { defaultCharset: 'utf-8' }) as PoFile
  } catch (error) {
    const { message, lineNumber = 1 } = error as Error & { lineNumber?: number }
    return refuseFile(
      { file, line: lineNumber, column: 1 },
      'exchange-po',
      `this is no PO file: ${message}`,
      wholeFileHint,
    )
  }
}

/** The parser forgets where its entries stand. */
function linesOfPlaces(source: string): Map<string, number> {
  const places = new Map<string, number>()
  source.split('\n').forEach((line, index) => {
    const place = /^msgctxt "(.*)"\s*$/.exec(line)?.[1]
    if (place !== undefined) places.set(place, index + 1)
  })
  return places
}
