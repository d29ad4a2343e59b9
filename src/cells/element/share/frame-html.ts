/** The frame that another site puts into its page. It may run scripts of its own origin, open links, and save files; no more. */
export interface Frame {
  address: string
  title: string
  /** [CSS pixels] */
  height: number
}

export function frameHtml({ address, title, height }: Frame): string {
  return (
    `<iframe src="${escape(address)}" title="${escape(title)}" width="100%" height="${Math.ceil(height)}" ` +
    'style="border:0" loading="lazy" allow="clipboard-write" ' +
    'sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads"></iframe>'
  )
}

const signs: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' }

function escape(text: string): string {
  return text.replace(/[&"<>]/g, (sign) => signs[sign]!)
}
