/** The strings that the editor's script is given, in the reader's language. */
import { readStrings } from '../../i18n/translate.ts'

export function editorStrings(locale: string): object {
  const { translation, translationEditor } = readStrings(locale)
  return { ...(translationEditor as object), rule: (translation as { rule?: object } | undefined)?.rule }
}
