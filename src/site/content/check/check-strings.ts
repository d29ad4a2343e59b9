/** Checks of the interface's strings: a complete locale says everything English says, in every plural form it has. */
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { LineCounter, isMap, isScalar, parseDocument, type YAMLMap } from 'yaml'
import type { Problem } from '../../../cells/parse/problem.ts'
import { completeLocales, pseudoLocale, sourceLocale } from '../../../i18n/locales.ts'
import { localesFolder, projectRoot } from '../../../i18n/paths.ts'
import type { ReadFile } from './check-content.ts'

interface Message {
  text: string
  line: number
  column: number
}

const pluralSuffix = /_(zero|one|two|few|many|other)$/

export function checkStrings(read: ReadFile): Problem[] {
  const problems: Problem[] = []
  const source = readMessages(sourceLocale)
  for (const locale of completeLocales.filter((code) => code !== sourceLocale && code !== pseudoLocale)) {
    problems.push(...compare(readMessages(locale), locale))
  }
  return problems

  function readMessages(locale: string): Map<string, Message> {
    const file = join(localesFolder, locale, 'ui.json')
    if (!existsSync(file)) {
      problems.push({
        file: relative(projectRoot, file),
        line: 1,
        column: 1,
        rule: 'strings-missing',
        message: 'there is no such file',
        hint: 'Copy locales/en/ui.json and translate it.',
      })
      return new Map()
    }
    const { name, text } = read(file)
    const lines = new LineCounter()
    // JSON is YAML, and the YAML parser knows where each string stands.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
    for (const error of document.errors) {
      const { line, col: column } = lines.linePos(error.pos[0])
      problems.push({
        file: name,
        line,
        column,
        rule: 'json',
        message: error.message,
        hint: 'Is a comma or a quotation mark missing?',
      })
    }
    const messages = new Map<string, Message>()
    if (isMap(document.contents)) collect(document.contents, '', messages, lines)
    return messages
  }

  function compare(own: Map<string, Message>, locale: string): Problem[] {
    const file = relative(projectRoot, join(localesFolder, locale, 'ui.json'))
    const found: Problem[] = []
    if (own.size === 0) return found
    const report = (
      rule: string,
      message: string,
      hint: string,
      { line, column }: { line: number; column: number } = { line: 1, column: 1 },
    ) => found.push({ file, line, column, rule, message, hint })
    const wanted = wantedKeys(source, locale)
    for (const [key, model] of wanted) {
      const message = own.get(key)
      if (!message) report('strings-missing', `"${key}" is missing`, `English: ${model.text}`)
      else if (placeholders(message.text) !== placeholders(model.text) && !pluralSuffix.test(key)) {
        report(
          'strings-placeholder',
          `"${key}" has ${placeholders(message.text) || 'no placeholder'}`,
          `English: ${model.text}`,
          message,
        )
      }
    }
    for (const [key, message] of own) {
      if (!wanted.has(key))
        report('strings-unknown', `English has no "${key}"`, 'Remove it, or correct its name.', message)
    }
    return found
  }
}

function collect(map: YAMLMap, path: string, messages: Map<string, Message>, lines: LineCounter): void {
  for (const { key, value } of map.items) {
    const name = path + (isScalar(key) ? String(key.value) : '')
    if (isMap(value)) collect(value, `${name}.`, messages, lines)
    else if (isScalar(value)) {
      const { line, col: column } = lines.linePos(value.range?.[0] ?? 0)
      messages.set(name, { text: String(value.value), line, column })
    }
  }
}

/** The keys a locale must have: English ones, with the plural forms of the locale's own grammar. */
function wantedKeys(source: Map<string, Message>, locale: string): Map<string, Message> {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
  const wanted = new Map<string, Message>()
  for (const [key, message] of source) {
    const stem = key.replace(pluralSuffix, '')
    const isPlural = stem !== key && source.has(`${stem}_other`)
    for (const name of isPlural ? forms.map((form) => `${stem}_${form}`) : [key]) wanted.set(name, message)
  }
  return wanted
}

function placeholders(text: string): string {
  return [...new Set(text.match(/\{\{\s*[\w.]+/g) ?? [])].sort().join(' ')
}
