/** The strings of the interface in one locale: keys, plural forms, placeholders, forbidden terms, signs of the language. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../../cells/parse/problem.ts'
import { completeLocales, sourceLocale } from '../../i18n/locales.ts'
import { localesFolder } from '../../i18n/paths.ts'
import { inEnglish } from '../check/english.ts'
import { fromProblem, type Message, type Report } from '../check/message.ts'
import { maskString } from '../check/prose.ts'
import { rules, type Rule } from '../check/rules.ts'
import { compareUiStrings, readUiStrings, type UiStrings } from '../check/strings.ts'
import { checkForbidden } from '../check/terms.ts'
import { checkTypography } from '../check/typography.ts'
import { checkRepeatedWord } from '../check/wording.ts'
import { findDamage } from '../damage.ts'
import { linesOf } from '../lines.ts'
import type { Located } from './messages.ts'
import { readTerms, shown } from './workspace.ts'

export function checkUi(locale: string): Located[] {
  const path = join(localesFolder, locale, 'ui.json')
  if (!existsSync(path)) return []
  const file = shown(path)
  const source = readFileSync(path, 'utf8')
  const lines = linesOf(source)
  const damage = findDamage(source, file)
  const { strings, problems } = damage ? { strings: new Map(), problems: [damage] } : readUiStrings(source, file)
  const own = strings as UiStrings
  // A draft may lack strings; it speaks English there.
  const isComplete = completeLocales.includes(locale)
  const compared = compareUiStrings(english(), own, locale, file).filter(
    ({ rule }) => own.size > 0 && (isComplete || rule !== 'strings-missing'),
  )
  const ruleOf = ({ rule }: Problem): Rule => (rule in rules ? (rule as Rule) : 'json')
  const messages = [...problems, ...compared].map((problem) => fromProblem(problem, ruleOf(problem), lines))
  for (const [key, string] of own) {
    const text = maskString(string.text)
    // Columns are right as long as nothing before the place is escaped in JSON.
    const report: Report = (rule, at, message, hint) => {
      const said = { message: inEnglish(message), hint: inEnglish(hint) }
      messages.push(
        fromProblem({ file, line: string.line, column: string.column + 1 + at, rule, ...said }, rule, lines),
      )
    }
    checkForbidden({ text, start: 0, block: undefined }, readTerms(locale), report)
    // What the engine and the parser say names pieces of code, which stand there without marks.
    if (!key.startsWith('errors.')) checkTypography(text, 0, locale, report)
    checkRepeatedWord({ text, start: 0 }, locale, report)
  }
  return messages.map((message: Message) => ({
    ...message,
    hint: message.hint.replace(', or run check --fix', ''),
    locale,
    slug: '',
  }))
}

let englishStrings: UiStrings | undefined

function english(): UiStrings {
  const path = join(localesFolder, sourceLocale, 'ui.json')
  return (englishStrings ??= readUiStrings(readFileSync(path, 'utf8'), shown(path)).strings)
}
