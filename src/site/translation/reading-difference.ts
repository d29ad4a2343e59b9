/** What changed between two versions of a passage, as a reader sees it: without the signs of Markdown. */
import { diffWords, type WordChange } from '../../l10n/words.ts'

/** Where nothing but a link's target or a sign has changed, the difference is that of the sources. */
export function readingDifference(before: string, after: string): WordChange[] {
  const [from, to] = [readable(before), readable(after)]
  return from === to ? diffWords(before, after, 'en') : diffWords(from, to, 'en')
}

/** `the [loss](/loss-function) of *one* $w$` is `the loss of one w`. */
export function readable(text: string): string {
  return text
    .replace(/\{\/\*.*?\*\/\}/gs, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<\/?[A-Za-z][^>]*>/g, '')
    .replace(/(\*\*?|`|\$)(?=\S)(.+?)(?<=\S)\1/gs, '$2')
    .replace(/\s+/g, ' ')
    .trim()
}
