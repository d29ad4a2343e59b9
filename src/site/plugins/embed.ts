/**
 * After a build: a page for each cell of each entry, to be framed by other sites, and beside it what oEmbed (oembed.com) asks
 * for. They are cut out of the entries' pages rather than rendered: less than a millisecond each, and the cell is to the
 * letter that of the entry.
 *
 * They stand in a folder of their own, `/embed/<locale>/<slug>/<cell>/`: hosts join the headers of all rules that fit a
 * path, so that a rule which forbids framing must not fit these pages at all.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { localeCodes } from '../../i18n/locales.ts'
import { translator } from '../../i18n/translate.ts'
import { listEntries } from '../content/entries.ts'
import { chainBefore, cutCells, guessHeight, type CutCell } from '../embed/cut-cells.ts'
import { frameHtml } from '../../cells/element/share/frame-html.ts'
import { fillSlots } from '../embed/slots.ts'

/** What a host shows beside a link [CSS pixels]. */
const width = 720

export function embed(): AstroIntegration {
  let root = ''
  return {
    name: 'lexigrad-embed',
    hooks: {
      'astro:config:done': ({ config }) => {
        root = new URL(config.base.replace(/\/?$/, '/'), config.site).href
      },
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir)
        const count = localeCodes.reduce((sum, locale) => sum + writeEmbeds(folder, locale, root), 0)
        appendFileSync(join(folder, '_headers'), forbidFraming())
        logger.info(`${count} cells to embed`)
      },
    },
  }
}

/** Every page but those: nobody else may put it into a frame. */
function forbidFraming(): string {
  const pages = ['/', '/404.html', ...localeCodes.map((locale) => `/${locale}/*`)]
  return pages.map((path) => `\n${path}\n  Content-Security-Policy: frame-ancestors 'self'\n`).join('')
}

/** @returns how many cells */
function writeEmbeds(folder: string, locale: string, root: string): number {
  const template = join(folder, 'embed', locale, 'index.html')
  const html = readFileSync(template, 'utf8')
  rmSync(template)
  const before = translator(locale)('embed.before')
  let count = 0
  for (const { slug, locales } of listEntries()) {
    const file = join(folder, locale, slug, 'index.html')
    if (!locales.includes(locale) || !existsSync(file)) continue
    const page = readFileSync(file, 'utf8')
    const title = /<h1\b[^>]*>([^]*?)<\/h1>/.exec(page)![1]!.trim()
    const description = /<meta name="description" content="([^"]*)"/.exec(page)![1]!
    const entry = `${root}${locale}/${slug}/`
    const cells = cutCells(page)
    for (const cell of cells) {
      const address = `${root}embed/${locale}/${slug}/${cell.id}/`
      const own = join(folder, 'embed', locale, slug, cell.id)
      const earlier = chainBefore(cell, cells).map((one) => one.html)
      const held = earlier.length > 0 ? `<details><summary>${before}</summary>${earlier.join('')}</details>` : ''
      const oembed = `${address}oembed.json`
      mkdirSync(own, { recursive: true })
      writeFileSync(
        join(own, 'index.html'),
        fillSlots(html, { title, description, entry, oembed, cell: held + cell.html }),
      )
      writeFileSync(join(own, 'oembed.json'), JSON.stringify(describe(cell, { locale, title, address, root })))
      count++
    }
  }
  return count
}

/** oEmbed 1.0, of the kind that is HTML. */
function describe(cell: CutCell, page: { locale: string; title: string; address: string; root: string }): object {
  const { locale, address, root } = page
  const title = translator(locale)('share.embedTitle', { title: plain(page.title) })
  const height = guessHeight(cell)
  return {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: 'Lexigrad',
    provider_url: root,
    width,
    height,
    html: frameHtml({ address, title, height }),
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#34': '"', '#38': '&', '#39': "'" }

function plain(html: string): string {
  return html.replace(/<[^>]*>/g, '').replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole)
}
