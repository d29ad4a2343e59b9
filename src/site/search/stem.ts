/**
 * A word without its endings, so that 역전파를 finds 역전파, and ağırlıkların ağırlık. Nothing of grammar is promised: a
 * stem is a second name for a word, the same for its forms, compared with other stems only.
 *
 * Endings are those of each language's grammar that nouns bear, in folded letters.
 */
const korean =
  /(?:으로서|으로써|에서는|에서의|이라는|이라고|입니다|에서|에게|까지|부터|처럼|보다|마다|라는|라고|이란|으로|이나|하는|하고|하기|이며|은|는|이|가|을|를|의|에|로|와|과|도|만|란)$/

/** Plural, possessive, case, then what stands behind them; from the end. */
const turkish = [
  /(?:dir|dur|tir|tur)$/,
  /(?:yla|yle|la|le|ca|ce|ki)$/,
  /(?:ndan|nden|dan|den|tan|ten|nda|nde|da|de|ta|te|nin|nun|in|un|na|ne|ya|ye|yi|yu|ni|nu|a|e|i|u)$/,
  /(?:imiz|umuz|iniz|unuz|si|su|im|um|in|un|i|u)$/,
  /(?:lar|ler)$/,
]

/** @param word  folded */
export function stem(word: string, locale: string): string {
  switch (locale) {
    case 'ko': {
      const bare = word.replace(korean, '')
      return bare.length >= 2 ? bare : word
    }
    case 'tr':
      return softened(turkish.reduce((rest, ending) => shortened(rest, ending, 4), word))
    case 'fr':
      return shortened(shortened(word, /(?:s|x)$/, 4), /e$/, 4)
    case 'es':
      return shortened(shortened(word, /s$/, 4), /[aoe]$/, 4)
    default:
      return shortened(word, /(?:es|s|ed|ing)$/, 4)
  }
}

function shortened(word: string, ending: RegExp, least: number): string {
  const rest = word.replace(ending, '')
  return rest.length >= least ? rest : word
}

/** Before a vowel Turkish says ğ for k, b for p, d for t: ağırlık, ağırlığı. */
function softened(word: string): string {
  const hard: Record<string, string> = { g: 'k', b: 'p', d: 't' }
  const last = word.at(-1)!
  return hard[last] ? word.slice(0, -1) + hard[last] : word
}
