/** The strings that a cell's script needs, with their `{{places}}` still open. */
import type { CellStrings } from '../../cells/element/strings.ts'
import { translator } from '../../i18n/translate.ts'

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
