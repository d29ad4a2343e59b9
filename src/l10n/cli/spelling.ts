/**
 * Spelling, as hints: dictionaries know no machine learning, so the words of the term base count as right, and what is
 * still unknown may be right too.
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createHunspellFromFiles, type Hunspell } from 'hunspell-wasm'
import type { Report } from '../check/message.ts'
import { proseOf } from '../check/prose.ts'
import { say } from '../check/said.ts'
import type { Comparison } from '../compare.ts'
import { prosePairs } from '../status.ts'
import { termFinder } from '../terms.ts'
import { readTerms } from './workspace.ts'

/** Words for which others are suggested: in Turkish and Korean that takes a tenth of a second each. */
const mostSuggestions = 20

const letters = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu

/** A rule for one locale; none of its words is wrong where there is no dictionary. */
export async function spellingRule(locale: string): Promise<(comparison: Comparison, report: Report) => void> {
  const dictionary = await loadDictionary(locale)
  if (!dictionary) return () => {}
  // The term base's words in their bent forms, which the dictionary's own rules for new words do not give.
  const base = [...knownWords(locale)].map((word) => [word, { term: word, definition: '' }])
  const findKnown = termFinder(Object.fromEntries(base), locale)
  const verdicts = new Map<string, boolean>()
  const isRight = (word: string) => {
    let verdict = verdicts.get(word)
    if (verdict === undefined) {
      const isKnown = () => findKnown(word).some(({ start, end }) => start === 0 && end === word.length)
      verdicts.set(word, (verdict = dictionary.testSpelling(word) || isKnown()))
    }
    return verdict
  }
  let suggested = 0
  return (comparison, report) => {
    const said = new Set<string>()
    for (const { translation: own } of prosePairs(comparison)) {
      if (!own || own.mark || own.kind === 'string') continue
      const prose = proseOf(own, comparison.translation!.source)
      for (const match of prose.text.matchAll(letters)) {
        const word = stemOf(match[0], locale)
        if (word.length < 3 || said.has(word) || isName(match, prose.text) || isRight(word)) continue
        said.add(word)
        const near = suggested++ < mostSuggestions ? dictionary.getSpellingSuggestions(word).slice(0, 3) : []
        const hint = near.length > 0 ? say('near', { text: near.join(', ') }) : say('spelling.hint')
        report('spelling', prose.start + match.index, say('spelling.unknown', { word }), hint)
      }
    }
  }
}

const require = createRequire(import.meta.url)

async function loadDictionary(locale: string): Promise<Hunspell | undefined> {
  let folder: string
  try {
    folder = dirname(require.resolve(`dictionary-${new Intl.Locale(locale).language}`))
  } catch {
    return undefined
  }
  return createHunspellFromFiles(join(folder, 'index.aff'), join(folder, 'index.dic'))
}

function knownWords(locale: string): Set<string> {
  const words = new Set<string>()
  const add = (text: string) => {
    for (const [word] of text.matchAll(letters)) {
      words.add(word)
      words.add(word.toLocaleLowerCase(locale))
    }
  }
  for (const { term, also = [], definition } of Object.values(readTerms(locale).base)) {
    for (const text of [term, ...also, definition]) add(text)
  }
  return words
}

/** The part of a word that a dictionary can know: without French articles, without Turkish suffixes after an apostrophe. */
function stemOf(word: string, locale: string): string {
  if (locale === 'tr') return word.replace(/['’].*$/, '')
  return locale === 'fr' ? word.replace(/^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]/i, '') : word
}

/** A capital within a sentence, or several: a name or an abbreviation. */
function isName(match: RegExpExecArray, text: string): boolean {
  const word = match[0]
  // What follows a number or code by an apostrophe is a suffix: 16’dan.
  if (/['’]$/.test(text.slice(0, match.index))) return true
  if (/\p{Lu}.*\p{Lu}/u.test(word)) return true
  return /^\p{Lu}/u.test(word) && /[\p{L}\p{N},;)»”]\s+$/u.test(text.slice(Math.max(0, match.index - 4), match.index))
}
