/** Keeps what a reader writes, a moment after it is written and when the page goes away. */
import type { Cell } from '../cell.ts'
import { showNotice } from '../notice.ts'
import { fill } from '../strings.ts'
import { fingerprint, type Keeper } from './keep.ts'

/** A pause in typing [ms]. */
const pause = 400

export function keepChanges(
  cell: Cell,
  keeper: Keeper,
  texts: Readonly<Record<string, string>>,
  listen: (listener: (text: string, isOwn: boolean) => void) => void,
): void {
  let timer = 0
  let waiting: string | undefined
  const flush = () => {
    clearTimeout(timer)
    if (waiting === undefined) return
    const text = waiting
    waiting = undefined
    if (text === cell.source.published) {
      keeper.forget()
      return tell('')
    }
    const result = keeper.keep(text, publishedSign(cell))
    const words = { kept: '', dropped: texts['dropped'], 'too-long': texts['tooLong'], blocked: texts['cannotKeep'] }
    tell(words[result] ?? '')
  }
  let told = ''
  const tell = (text: string) => {
    if (text !== told) showNotice(cell, 'keep', (told = text))
  }
  listen((text, isOwn) => {
    clearTimeout(timer)
    waiting = isOwn ? text : undefined
    if (isOwn) timer = window.setTimeout(flush, pause)
  })
  addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', () => document.hidden && flush())
  keeper.onOther(() => offerOther(cell, keeper, texts))
}

/** Says that another text of this cell is kept, from another tab, and shows it if asked. Both stay. */
export function offerOther(cell: Cell, keeper: Keeper, texts: Readonly<Record<string, string>>): void {
  const other = keeper.others().find(({ code }) => code !== cell.source.text)
  const format = new Intl.DateTimeFormat(cell.locale, { dateStyle: 'medium', timeStyle: 'short' })
  const text = other ? fill(texts['other'] ?? '', { date: format.format(other.at) }) : ''
  showNotice(cell, 'other', text, [
    {
      label: texts['showOther'] ?? '',
      perform() {
        if (other) cell.source.set(other.code)
        showNotice(cell, 'other', '')
      },
    },
  ])
}

/** The published text that a reader's own was made from, and its language: another language's has other comments. */
export function publishedSign({ source, locale }: Pick<Cell, 'source' | 'locale'>): string {
  return `${locale} ${fingerprint(source.published)}`
}
