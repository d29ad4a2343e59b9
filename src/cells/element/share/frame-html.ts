/** The frame that another site puts into its page. It may run scripts of its own origin, open links, and save files; no more. */
import { escapeText } from '../node.ts'

export interface Frame {
  address: string
  title: string
  /** [CSS pixels] */
  height: number
}

export function frameHtml({ address, title, height }: Frame): string {
  return (
    `<iframe src="${escapeText(address)}" title="${escapeText(title)}" width="100%" height="${Math.ceil(height)}" ` +
    'style="border:0" loading="lazy" allow="clipboard-write" ' +
    'sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads"></iframe>'
  )
}
