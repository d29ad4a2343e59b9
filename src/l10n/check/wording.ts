/** Slips of the pen: a word twice, English left as it was, one translation for two different texts, a sentence without end. */
import { textHash, type Comparison, type Pair } from '../compare.ts'
import { wordsOf } from '../status.ts'
import type { Report } from './message.ts'
import { proseOf, type Prose } from './prose.ts'
import { say } from './said.ts'

/** Words that a language says twice on purpose: nous nous trompons, tek tek, cada una una vez. */
const twice: Record<string, readonly string[]> = {
  fr: ['nous', 'vous'],
  en: ['that', 'had'],
}
/** Where doubling is grammar (Turkish birer birer, Korean 하나 하나), only these are slips. */
const slips: Record<string, readonly string[]> = {
  tr: ['ve', 'ile', 'için', 'bu', 'da', 'de', 'ki', 'ama', 'olarak'],
  ko: ['그', '이', '및', '또는', '있습니다', '합니다'],
}

export function checkRepeatedWord(
  { text, start }: Pick<Prose, 'text' | 'start'>,
  locale: string,
  report: Report,
): void {
  for (const match of text.matchAll(/(?<![\p{L}\p{N}'’])(\p{L}+)[ \n]+(\1)(?![\p{L}\p{N}'’])/giu)) {
    const word = match[1]!.toLocaleLowerCase(locale)
    if (twice[locale]?.includes(word) || (slips[locale] && !slips[locale].includes(word))) continue
    const at = start + match.index + match[0].length - match[2]!.length
    report('repeated-word', at, say('wording.repeated', { word }), say('wording.repeated-hint'))
  }
}

/** Words from which a text that equals its English was probably forgotten. */
const manyWords = 4

export function checkUnchanged({ english, translation: own }: Pair, report: Report): void {
  if (!own || own.mark || english.frame || english.kind === 'string') return
  if (textHash(own) !== textHash(english) || wordsOf(english) < manyWords) return
  report('unchanged', own.start, say('wording.unchanged'), say('wording.unchanged-hint'))
}

/** One translation of two English texts that differ: copied, and not changed. */
export function checkReused({ pairs }: Comparison, report: Report): void {
  const first = new Map<string, Pair>()
  for (const pair of pairs) {
    const { english, translation: own } = pair
    if (!own || own.mark || english.frame) continue
    const key = textHash(own)
    const other = first.get(key)
    if (!other) first.set(key, pair)
    else if (textHash(other.english) !== textHash(english) && wordsOf(english) >= manyWords) {
      const message = say('wording.reused', { line: other.translation!.line })
      report(
        'reused',
        own.start,
        message,
        say('wording.reused-hint', { line: english.line, text: english.text.slice(0, 60) }),
      )
    }
  }
}

/** A paragraph ends as its English does: with an end, or with none. */
export function checkEnding(
  { english, translation: own }: Pair,
  sources: { own: string; english: string },
  report: Report,
): void {
  if (!own || own.mark || !['paragraph', 'listItem', 'frontMatter', 'heading'].includes(english.kind)) return
  const text = sources.own.slice(own.start, own.end)
  const last = (source: string) => /[^\s*_)\]"”’»'`>]?[\s*_)\]"”’»'`>]*$/.exec(source)?.[0].charAt(0) ?? ''
  const ends = (sign: string) => /[.!?…:;]/.test(sign)
  const [own_, original] = [last(proseOf(own, sources.own).text), last(proseOf(english, sources.english).text)]
  const at = own.start + Math.max(0, text.length - 1)
  if (english.kind === 'heading' && own_ === '.')
    report('punctuation', at, say('wording.heading-stop'), say('wording.heading-stop-hint'))
  else if (english.kind !== 'heading' && ends(original) && /[\p{L}\p{N},]/u.test(own_)) {
    report('punctuation', at, say('wording.end', { sign: original }), say('wording.end-hint', { sign: original }))
  }
}
