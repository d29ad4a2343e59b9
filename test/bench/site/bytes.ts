/** What a page loads before its reader does anything, as a host that compresses beforehand sends it. */
import { brotliCompressSync } from 'node:zlib'
import { launchChromium } from '../../site/browser.ts'

export interface PageBytes {
  path: string
  html: number
  css: number
  js: number
  /** Everything but fonts and pictures. */
  all: number
  fonts: number
}

/** Idle time in which a page may still load something [ms]. */
const idle = 2000

export async function measureBytes(url: string, paths: string[]): Promise<PageBytes[]> {
  const browser = await launchChromium()
  try {
    const pages: PageBytes[] = []
    for (const path of paths) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
      const tab = await context.newPage()
      const sizes: Record<string, number> = {}
      const counting: Promise<void>[] = []
      tab.on('response', (response) => {
        const type = response.request().resourceType()
        counting.push(
          response.body().then((body) => {
            // Fonts are compressed already.
            const size = type === 'font' ? body.length : brotliCompressSync(body).length
            sizes[type] = (sizes[type] ?? 0) + size
          }),
        )
      })
      await tab.goto(url + path, { waitUntil: 'networkidle' })
      await tab.waitForTimeout(idle)
      await Promise.all(counting)
      await context.close()
      const {
        document: html = 0,
        stylesheet: css = 0,
        script: js = 0,
        font: fonts = 0,
        image: _image = 0,
        ...rest
      } = sizes
      const others = Object.values(rest).reduce((sum, size) => sum + size, 0)
      pages.push({ path, html, css, js, all: html + css + js + others, fonts })
    }
    return pages
  } finally {
    await browser.close()
  }
}
