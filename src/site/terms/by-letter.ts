/** Terms in the order of their language, under its letters. */
export interface LetterGroup<T> {
  letter: string
  items: T[]
}

/** Groups in the language's own order: in Turkish Ç is a letter after C, in French É is E, in Korean a first consonant. */
export function groupByLetter<T>(items: readonly T[], nameOf: (item: T) => string, locale: string): LetterGroup<T>[] {
  const order = new Intl.Collator(locale)
  const sorted = [...items].sort((a, b) => order.compare(nameOf(a), nameOf(b)))
  const groups: LetterGroup<T>[] = []
  for (const item of sorted) {
    const letter = letterOf(nameOf(item), locale)
    const last = groups.at(-1)
    if (last?.letter === letter) last.items.push(item)
    else groups.push({ letter, items: [item] })
  }
  return groups
}

const latin = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** First consonants in the order of Unicode's syllables; a doubled one stands with the plain one, as in dictionaries. */
const consonants = [...'ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ']
const [firstSyllable, lastSyllable] = [0xac00, 0xd7a3]
const syllablesOfConsonant = 588

/** The letter that a name stands under; `#` for one that begins with a digit or a sign. */
export function letterOf(name: string, locale: string): string {
  const first = /[\p{L}\p{N}]/u.exec(name.normalize('NFC'))?.[0] ?? ''
  const code = first.codePointAt(0) ?? 0
  if (code >= firstSyllable && code <= lastSyllable) {
    return consonants[Math.floor((code - firstSyllable) / syllablesOfConsonant)]!
  }
  if (!/\p{L}/u.test(first)) return '#'
  const upper = first.toLocaleUpperCase(locale)
  const base = new Intl.Collator(locale, { sensitivity: 'base' })
  return latin.find((letter) => base.compare(letter, upper) === 0) ?? upper
}
