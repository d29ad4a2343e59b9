/** The numbers of a sentence are those of its English, written as its language writes them. */
import type { Pair } from '../compare.ts'
import type { Report } from './message.ts'
import { proseOf } from './prose.ts'
import { say } from './said.ts'

/** Signs between groups of three digits, and before decimals. English is the model of what the list does not name. */
const separators: Record<string, { group: string; decimal: string }> = {
  en: { group: ',', decimal: '.' },
  fr: { group: '\u202f\u00a0 ', decimal: ',' },
  es: { group: '\u202f\u00a0 ', decimal: ',' },
  tr: { group: '.', decimal: ',' },
  ko: { group: ',', decimal: '.' },
}

/** Numbers that style guides want in words where a formula beside them has the other decimal sign. */
const fractions: Record<string, Record<string, RegExp>> = {
  fr: { 0.25: /quart/i, 0.5: /demi|moitié/i, 0.75: /trois quarts/i, 0.1: /dixième/i },
  es: { 0.25: /cuarto|cuarta parte/i, 0.5: /medi[oa]|mitad/i, 0.75: /tres cuart/i, 0.1: /décim/i },
  tr: { 0.25: /çeyre|dörtte bir/i, 0.5: /yarı|buçuk/i, 0.75: /dörtte üç/i, 0.1: /onda bir/i },
  ko: { 0.25: /4분의 1/, 0.5: /절반|2분의 1/, 0.75: /4분의 3/, 0.1: /10분의 1/ },
}

export interface FoundNumber {
  /** As JavaScript writes it. */
  value: string
  offset: number
}

/** The numbers of a text by the rules of a language. */
export function numbersOf(text: string, locale: string): FoundNumber[] {
  const { group, decimal } = separators[locale] ?? separators.en!
  const pattern = new RegExp(
    `(?<![\\p{L}\\d])\\d{1,3}(?:[${group}]\\d{3})+(?:[${decimal}]\\d+)?(?!\\d)|\\d+(?:[.,]\\d+)*`,
    'gu',
  )
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => {
    const grouped = new RegExp(`^\\d{1,3}(?:[${group}]\\d{3})+(?:[${decimal}]\\d+)?$`).test(found)
    const bare = grouped ? found.replace(new RegExp(`[${group}]`, 'g'), '') : found
    return { value: bare.replace(decimal, '.').replace(/^0+(?=\d)/, ''), offset: index }
  })
}

/** @param source  the translation's file, and the English one */
export function checkNumbers(
  pair: Pair,
  locale: string,
  sources: { own: string; english: string },
  report: Report,
): void {
  const { english, translation: own, before } = pair
  if (!own || own.mark || english.frame || before !== undefined) return
  const prose = proseOf(own, sources.own)
  const wanted = numbersOf(proseOf(english, sources.english).text, 'en')
  const given = numbersOf(prose.text, locale)
  const has = (list: FoundNumber[], value: string) => list.some((other) => other.value === value)
  const inWords = (value: string) => fractions[locale]?.[value]?.test(prose.text) ?? false
  const lost = wanted.filter(
    ({ value }, i) => !has(given, value) && !inWords(value) && wanted.findIndex((w) => w.value === value) === i,
  )
  const added = given.filter(({ value }) => !has(wanted, value))
  for (const { value } of lost) {
    const other = added.shift()
    const place = other ? prose.start + other.offset : own.start
    const message = other ? say('number.other', { value, found: other.value }) : say('number.missing', { value })
    // A number of things may be in words: "20 layers", « vingt couches ».
    report('number', place, message, say('number.hint'))
  }
  for (const { value, offset } of added) {
    if (Number(value) <= 10 && /^\d+$/.test(value)) continue
    report(
      'number',
      prose.start + offset,
      say('number.added', { value }),
      say('number.added-hint', { line: english.line }),
    )
  }
}
