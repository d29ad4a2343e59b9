/**
 * Finding terms in a text. Languages bend their words: French puts an article before them with an apostrophe, Turkish adds
 * suffixes and has letters of its own, Korean adds particles. A term is found in its bent forms, and not in other words.
 */
export interface TermEntry {
  term: string
  also?: readonly string[]
  avoid?: readonly string[]
  definition: string
  note?: string
}

/** `locales/<locale>/terms.yml`, by slug. */
export type TermBase = Readonly<Record<string, TermEntry>>

export interface TermMatch {
  slug: string
  /** The form as the term base has it. */
  form: string
  kind: 'preferred' | 'allowed' | 'forbidden'
  start: number
  end: number
}

type Form = Omit<TermMatch, 'start' | 'end'>

/** Forms by their words: those that begin alike share the way, so that a thousand terms cost little more than ten. */
interface Branch {
  /** Next words by their first letters, as a number: a text is asked at each of its words, and a string would be made. */
  next: Map<number, Word[]>
}

interface Word extends Branch {
  text: string
  /** The forms that end here. */
  forms: Form[]
}

export type FindTerms = (text: string) => TermMatch[]

/** Every occurrence of every form, in the order of the text; several where forms contain one another. */
export function termFinder(base: TermBase, locale: string): FindTerms {
  const root: Branch = { next: new Map() }
  for (const [slug, entry] of Object.entries(base)) {
    for (const form of formsOf(slug, entry)) {
      for (const variant of variantsOf(fold(form.form, locale), locale, form.kind))
        plant(root, variant.split(' '), form)
    }
  }
  const { ending, plurals } = bendings[new Intl.Locale(locale).language] ?? bendings.en!

  return (text) => {
    const folded = fold(text, locale)
    const matches: TermMatch[] = []
    word.lastIndex = 0
    for (let found = word.exec(folded); found; found = word.exec(folded)) follow(root, found.index, found.index)
    return matches

    function follow(branch: Branch, at: number, start: number): void {
      for (let length = 1; length <= keyLength; length++) {
        for (const word of branch.next.get(keyOf(folded, at, length)) ?? []) {
          if (!folded.startsWith(word.text, at)) continue
          const end = at + word.text.length
          if (word.forms.length > 0) {
            ending.lastIndex = end
            const bent = ending.exec(folded)
            for (const form of bent ? word.forms : []) {
              if (capitalsInside.test(form.form) && text.slice(start, end) !== form.form) continue
              matches.push({ ...form, start, end: end + bent![0].length })
            }
          }
          if (word.next.size === 0) continue
          const plural = plurals.find((plural) => folded.startsWith(`${plural} `, end))
          if (plural !== undefined) follow(word, end + plural.length + 1, start)
        }
      }
    }
  }
}

/** An abbreviation such as mAP, which in small letters would be another word. */
const capitalsInside = /^\p{Ll}+\p{Lu}+$/u

const keyLength = 3
const word = /[\p{L}\p{N}]+/gu

/** Of the first letters; others may have the same, and are told apart by the words themselves. */
function keyOf(text: string, at: number, length: number): number {
  let key = length
  for (let i = 0; i < length; i++) key = key * 31 + text.charCodeAt(at + i)
  return key
}

function plant(branch: Branch, [first, ...rest]: string[], form: Form): void {
  const key = keyOf(first!, 0, Math.min(first!.length, keyLength))
  const words = branch.next.get(key) ?? []
  branch.next.set(key, words)
  let word = words.find(({ text }) => text === first)
  if (!word) words.push((word = { text: first!, forms: [], next: new Map() }))
  if (rest.length === 0) word.forms.push(form)
  else plant(word, rest, form)
}

/** Matches that lie in no longer one: "gradient descent" is not also "gradient". */
export function longestTerms(matches: readonly TermMatch[]): TermMatch[] {
  return matches.filter(
    (match) =>
      !matches.some(
        (other) =>
          other.start <= match.start && other.end >= match.end && other.end - other.start > match.end - match.start,
      ),
  )
}

function* formsOf(slug: string, { term, also = [], avoid = [] }: TermEntry): Generator<Form> {
  const head = term.replace(/\s*\(.*\)$/, '')
  const abbreviation = /\(([^)]*)\)$/.exec(term)?.[1]
  yield { slug, form: head, kind: 'preferred' }
  for (const form of also) if (form !== head) yield { slug, form, kind: 'allowed' }
  if (abbreviation && /^\p{Lu}+s?$/u.test(abbreviation) && !also.includes(abbreviation)) {
    yield { slug, form: abbreviation, kind: 'allowed' }
  }
  for (const form of avoid) yield { slug, form, kind: 'forbidden' }
}

/** Letters that mean the same, as one; the same number of characters, so that places stay. */
function fold(text: string, locale: string): string {
  const lower = text.toLocaleLowerCase(locale)
  // Lower case may be longer in some scripts; places matter more than such letters.
  return (lower.length === text.length ? lower : text).replaceAll('’', "'").replace(/[\s\u00A0\u202F]/g, ' ')
}

/** Turkish softens a last consonant before a vowel (ağırlık, ağırlığı), and some words lose a vowel (kayıp, kaybı). */
const softened: Record<string, string> = { k: 'ğ', p: 'b', ç: 'c', t: 'd' }

function variantsOf(form: string, locale: string, kind: TermMatch['kind']): string[] {
  const soft = locale === 'tr' ? softened[form.at(-1) ?? ''] : undefined
  if (!soft) return [form]
  const variants = [form, form.slice(0, -1) + soft]
  // What is forbidden must not be found where it is not.
  if (kind !== 'forbidden' && /\p{L}[ıiuü]\p{L}$/u.test(form)) variants.push(form.slice(0, -2) + soft)
  return variants
}

const notInWord = '(?![\\p{L}\\p{N}])'

/** How the words of each language end: endings of a whole term, and plurals within it (couches cachées). */
const bendings: Record<string, { ending: RegExp; plurals: readonly string[] }> = {
  en: { ending: new RegExp(`(?:e?s|'s)?${notInWord}`, 'yu'), plurals: ['', 's', 'es'] },
  fr: { ending: new RegExp(`[sx]?${notInWord}`, 'yu'), plurals: ['', 's', 'x'] },
  es: { ending: new RegExp(`(?:e?s)?${notInWord}`, 'yu'), plurals: ['', 's', 'es'] },
  tr: {
    ending: new RegExp(
      "'?(?:l[ae]r)?(?:s?[ıiuü](?:m[ıiuü]z|n[ıiuü]z)?|[ıiuü]?[mn])?" +
        '(?:n?[ıiuü]n|n?[ae]|n?[dt][ae]n?|n?[ıiuü]|y[aeıiuü]|y?l[ae]|n?c[ae])?(?:ki(?:l[ae]r|n[iae]n?)?)?' +
        `(?:y?d[ıiuü]|y?s[ae]|[dt][ıiuü]r(?:l[ae]r)?|y[ıiuü]z)?${notInWord}`,
      'yu',
    ),
    plurals: [''],
  },
  ko: {
    ending: new RegExp(
      '(?:은|는|이|가|을|를|의|에|에서|에게|으로|로|으로서|로서|으로써|로써|와|과|도|만|까지|부터|보다|처럼|마다|이나|나|이란|란|이라|라|이라고|라고|' +
        '이라는|라는|이며|며|이고|고|인|인지|일|임|이다|다|입니다|입니까|이지만|지만|이므로|이어서|여서|들|별|씩|조차|밖에|뿐|하고|하다|합니다|' +
        `하는|하여|해|해서|할|한|하며|되다|됩니다|되는|되어|된|될){0,3}${notInWord}`,
      'yu',
    ),
    plurals: [''],
  },
}
