/** The strings that a cell's script needs, with their `{{places}}` still open. */
import type { CellStrings, ErrorStrings } from '../../cells/element/strings.ts'
import { sourceLocale } from '../../i18n/locales.ts'
import { readStrings, translator } from '../../i18n/translate.ts'

export function cellStrings(locale: string): CellStrings {
  const t = translator(locale)
  const open = { interpolation: { skipOnVariables: true } }
  return {
    name: t('cell.name'),
    value: t('cell.value'),
    gradient: t('cell.gradient'),
    running: t('cell.running'),
    done: t('cell.done', { ...open, time: '{{time}}' }),
    stopped: t('cell.stopped', { ...open, time: '{{time}}' }),
    failed: t('cell.failed'),
    place: t('cell.place', { ...open, line: '{{line}}', column: '{{column}}' }),
    original: t('cell.original'),
  }
}

/** Sentences by error code; English ones where a draft has none of its own. */
export function errorStrings(locale: string): ErrorStrings {
  return { ...(readStrings(sourceLocale).errors as ErrorStrings), ...(readStrings(locale).errors as ErrorStrings) }
}
