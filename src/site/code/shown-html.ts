/** What a cell showed when it was proved, as HTML: pictures and controls. */
import { readControl, renderControl } from '../../cells/element/controls/render-controls.ts'
import { toHtml } from '../../cells/element/node.ts'
import { readFigure } from '../../cells/element/plot/check-figure.ts'
import { renderPublished } from '../../cells/element/plot/render-plot.ts'
import { createWords } from '../../cells/element/plot/words.ts'
import type { Shown } from '../../cells/proof/shown.ts'
import { cellTexts } from './cell-texts.ts'

export interface ShownHtml {
  /** Empty where there are none. */
  plots: string
  controls: string
  /** What the controls' script starts from; undefined where there are none. */
  asks: string | undefined
}

export function shownHtml({ displays = [], asks = [] }: Shown, cell: string, locale: string): ShownHtml {
  const words = createWords(cellTexts(locale).plot ?? {}, locale)
  const figures = displays.flatMap(({ kind, data, key = '' }) => {
    const figure = kind === 'plot' ? readFigure(data) : undefined
    return figure ? [renderPublished(figure, key, words)] : []
  })
  const controls = asks.flatMap((event) => readControl(event) ?? [])
  const rows = controls.map((control) => renderControl(control, control.data.value, `${cell}-control`, locale))
  return {
    plots: figures.map(toHtml).join(''),
    controls: rows.map(toHtml).join(''),
    asks: asks.length > 0 ? JSON.stringify(asks) : undefined,
  }
}
