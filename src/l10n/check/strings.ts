/**
 * The interface's strings, `locales/<locale>/ui.json`: each that English has, in every plural form of the language, with the
 * same placeholders.
 */
import { LineCounter, isMap, isScalar, parseDocument, type YAMLMap } from 'yaml'
import type { Problem } from '../../cells/parse/problem.ts'

export interface UiString {
  text: string
  line: number
  column: number
}

/** Strings by key, such as `cell.run`, with their places. */
export type UiStrings = Map<string, UiString>

const pluralSuffix = /_(zero|one|two|few|many|other)$/

export function readUiStrings(source: string, file: string): { strings: UiStrings; problems: Problem[] } {
  const lines = new LineCounter()
  // JSON is YAML, and the YAML parser knows where each string stands.
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const problems = document.errors.map((error): Problem => {
    const { line, col: column } = lines.linePos(error.pos[0])
    return { file, line, column, rule: 'json', message: error.message, hint: 'Is a comma or a quotation mark missing?' }
  })
  const strings: UiStrings = new Map()
  if (isMap(document.contents)) collect(document.contents, '', strings, lines)
  return { strings, problems }
}

/** What the strings of a locale lack or have too much, by the keys of English. */
export function compareUiStrings(english: UiStrings, own: UiStrings, locale: string, file: string): Problem[] {
  const problems: Problem[] = []
  const report = (rule: string, message: string, hint: string, place = { line: 1, column: 1 }) =>
    problems.push({ file, line: place.line, column: place.column, rule, message, hint })
  const wanted = wantedKeys(english, locale)
  for (const [key, model] of wanted) {
    const string = own.get(key)
    if (!string) report('strings-missing', `"${key}" is missing`, `English: ${model.text}`)
    else if (string.text !== '') comparePlaceholders(key, string, model)
  }
  for (const [key, string] of own) {
    if (!wanted.has(key)) {
      report('strings-unknown', `English has no "${key}"`, 'Remove it, or correct its name.', string)
    }
  }
  return problems

  function comparePlaceholders(key: string, string: UiString, model: UiString): void {
    const [found, expected] = [placeholders(string.text), placeholders(model.text)]
    // "One language" and "no languages" need not show their number.
    const isNumberless = pluralSuffix.test(key) && !/_(?:many|other)$/.test(key)
    const lost = expected.filter((name) => !found.includes(name) && !(isNumberless && name === 'count'))
    const added = found.filter((name) => !expected.includes(name))
    if (lost.length === 0 && added.length === 0) return
    const list = (names: string[]) => names.map((name) => `{{${name}}}`).join(', ')
    const message =
      lost.length > 0
        ? `"${key}" lacks ${list(lost)}${added.length > 0 ? ` and has ${list(added)} instead` : ''}`
        : `"${key}" has ${list(added)}, which nobody fills in`
    report('strings-placeholder', message, `English: ${model.text}`, string)
  }
}

/** The keys a locale must have: English ones, with the plural forms of the locale's own grammar. */
export function wantedKeys(english: UiStrings, locale: string): UiStrings {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
  const wanted: UiStrings = new Map()
  for (const [key, string] of english) {
    const stem = key.replace(pluralSuffix, '')
    const isPlural = stem !== key && english.has(`${stem}_other`)
    const model = isPlural ? english.get(`${stem}_other`)! : string
    for (const name of isPlural ? forms.map((form) => `${stem}_${form}`) : [key]) wanted.set(name, model)
  }
  return wanted
}

function collect(map: YAMLMap, path: string, strings: UiStrings, lines: LineCounter): void {
  for (const { key, value } of map.items) {
    const name = path + (isScalar(key) ? String(key.value) : '')
    if (isMap(value)) collect(value, `${name}.`, strings, lines)
    else if (isScalar(value)) {
      const { line, col: column } = lines.linePos(value.range?.[0] ?? 0)
      strings.set(name, { text: String(value.value), line, column })
    }
  }
}

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]!))].sort()
}
