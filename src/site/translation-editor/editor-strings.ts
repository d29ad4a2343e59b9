/** The strings that the editor's script is given, in the reader's language. */
import { sourceLocale } from '../../i18n/locales.ts'
import { readStrings } from '../../i18n/translate.ts'

export function editorStrings(locale: string): object {
  const own = withFallback(readStrings(sourceLocale), readStrings(locale))
  const { translation, translationEditor, check, errors } = own as Record<string, Record<string, unknown>>
  // Of what an error in a cell says, the check says what keeps code from being read.
  const syntax = Object.entries(errors!).filter(([code]) => /^syntax-/.test(code))
  const said = { check, errors: Object.fromEntries(syntax) }
  return { ...translationEditor, rule: translation!.rule, said }
}

/** A draft's strings; what is still empty in English. */
function withFallback(english: unknown, own: unknown): unknown {
  if (typeof english !== 'object' || english === null) return own || english
  return Object.fromEntries(
    Object.entries(english).map(([key, value]) => [key, withFallback(value, (own as Record<string, unknown>)?.[key])]),
  )
}
