/** Takes the cells out of an entry's page as the build wrote it. */

export interface CutCell {
  id: string
  /** The cell, or the pair of cells in two languages of code. */
  html: string
  /** The cell whose names it uses. */
  after?: string
  lines: number
  hasPlot: boolean
}

const cell = /<div class="cell-pair"[^>]*>[^]*?<\/live-cell>[^]*?<\/live-cell>|<live-cell\b[^]*?<\/live-cell>/g

export function cutCells(page: string): CutCell[] {
  const withoutScripts = page.replace(/<script\b[^>]*>[^]*?<\/script>/g, '')
  return [...withoutScripts.matchAll(cell)].map(([html]) => {
    const [tag] = /<live-cell\b[^>]*>/.exec(html)!
    const first = html.slice(0, html.indexOf('</live-cell>'))
    return {
      id: attribute(tag, 'cell')!,
      html: html.startsWith('<div') ? `${html.trimEnd()}</div>` : html,
      after: attribute(tag, 'data-after'),
      lines: first.split('class="line"').length - 1,
      hasPlot: first.includes('data-role="plot"'),
    }
  })
}

/** The cells that run before one, the earliest first. */
export function chainBefore(cell: CutCell, cells: readonly CutCell[]): CutCell[] {
  const before = cells.find(({ id }) => id === cell.after)
  return before && before !== cell ? [...chainBefore(before, cells), before] : []
}

/** What a frame needs that nobody tells its height [CSS pixels]: head, code, bar and result at a usual width. */
export function guessHeight({ lines, hasPlot }: CutCell): number {
  return 270 + 25 * lines + (hasPlot ? 320 : 0)
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
}
