/** What is wrong with a file that came back: then nothing of it is written. */
import { ProblemsError } from '../../cells/parse/problem.ts'

export function refuseFile(
  place: { file: string; line: number; column: number },
  rule: string,
  message: string,
  hint: string,
): never {
  throw new ProblemsError([{ ...place, rule, message, hint }])
}

/**
 * The one language that a file is for.
 *
 * @param said  what the file says of it, once or several times; an empty text says nothing
 * @throws ProblemsError where that is no language, or several
 */
export function requireLanguage(
  place: { file: string; line: number; column: number },
  said: Iterable<string | undefined>,
  hint: string,
): string {
  const languages = new Set([...said].map((language) => language ?? ''))
  const [language = ''] = languages
  if (languages.size === 1 && language !== '') return language
  const message =
    languages.size > 1
      ? `the file is for several languages: ${[...languages].join(', ')}`
      : 'the file does not say which language it is for'
  return refuseFile(place, 'exchange-language', message, hint)
}

export const wholeFileHint = 'Nothing was written. Ask for the whole file, or export again.'

/** A file that says how many units it was made with must have them all. */
export function requireCount(file: string, found: number, said: string | undefined): void {
  const expected = Number(said)
  if (!said || !Number.isInteger(expected) || found >= expected) return
  const message = `the file holds ${found} of the ${expected} units that it was exported with: it was cut`
  refuseFile({ file, line: 1, column: 1 }, 'exchange-cut', message, wholeFileHint)
}
