/**
 * What the documents of a built site say of themselves, read by a browser's own HTML parser without loading anything.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium } from './browser.ts'
import { listPages, type BuiltPage } from './pages.ts'

export interface Facts extends BuiltPage {
  html: string
  lang: string
  dir: string
  title: string
  description: string
  canonical: string | undefined
  hidden: boolean
  alternates: Record<string, string>
  headings: { level: number; text: string }[]
  ids: string[]
  /** Everything the document points to, as it is written. */
  links: { from: string; href: string }[]
  /** Words a reader sees or hears in the page's own language: texts and labels, code and other languages aside. */
  words: string[]
  inlineStyles: string[]
}

/** Kept beside the build, for several test files ask. */
export async function readFacts(folder: string): Promise<Facts[]> {
  const stamp = readFileSync(join('.cache', 'built', `${encodeURIComponent(folder)}.txt`))
  const key = createHash('sha256')
    .update(stamp)
    .update(readFileSync(import.meta.filename))
    .digest('hex')
    .slice(0, 16)
  const kept = join('.cache', 'test', `facts-${key}.json`)
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as Facts[]
  const facts = await inspectPages(folder)
  mkdirSync(join('.cache', 'test'), { recursive: true })
  // Whole or not at all: another file's tests may look at the same moment.
  writeFileSync(`${kept}.${process.pid}`, JSON.stringify(facts))
  renameSync(`${kept}.${process.pid}`, kept)
  return facts
}

async function inspectPages(folder: string): Promise<Facts[]> {
  const browser = await launchChromium()
  try {
    const tab = await browser.newPage()
    const facts: Facts[] = []
    for (const page of listPages(folder)) {
      const html = readFileSync(join(folder, page.file), 'utf8')
      facts.push({ ...page, html, ...(await tab.evaluate(inspect, html)) })
    }
    return facts
  } finally {
    await browser.close()
  }
}

/** Runs in the browser. */
function inspect(html: string) {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const all = <T extends Element = HTMLElement>(selector: string) => [...page.querySelectorAll<T>(selector)]
  const lang = page.documentElement.lang
  const labels = ['aria-label', 'aria-description', 'title', 'alt', 'placeholder']

  // A foreign name or an English source is marked as such; code is nobody's language.
  const isForeign = (element: Element | null) =>
    element?.closest('script, style, pre, code, math, [translate="no"]') ||
    (element?.closest('[lang]')?.getAttribute('lang') ?? lang) !== lang

  // Words for scripts travel as data attributes: one each, or several as JSON.
  const stringsIn = (value: string): string[] => {
    if (!/^[[{]/.test(value)) return [value]
    const flatten = (part: unknown): string[] =>
      typeof part === 'string' ? [part] : part && typeof part === 'object' ? Object.values(part).flatMap(flatten) : []
    return flatten(JSON.parse(value))
  }

  const words: string[] = []
  const texts = page.createTreeWalker(page.documentElement, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (!isForeign(node.parentElement)) words.push(node.textContent ?? '')
  }
  for (const element of all('*')) {
    if (isForeign(element)) continue
    for (const name of element.getAttributeNames()) {
      const value = element.getAttribute(name) ?? ''
      if (labels.includes(name)) words.push(value)
      // A single small word there is a name: an entry's, or that of a choice in a cell.
      else if (name.startsWith('data-')) words.push(...stringsIn(value).filter((text) => !/^[a-z]+$/.test(text)))
    }
    if (element.matches('meta[name="description"], meta[property^="og:"]')) words.push(element.getAttribute('content')!)
  }

  return {
    lang,
    dir: page.documentElement.dir,
    title: page.title,
    description: page.querySelector<HTMLMetaElement>('meta[name="description"]')?.content ?? '',
    canonical: page.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? undefined,
    hidden: page.querySelector('meta[name="robots"][content*="noindex"]') !== null,
    alternates: Object.fromEntries(
      all('link[rel="alternate"][hreflang]').map((link) => [link.getAttribute('hreflang'), link.getAttribute('href')]),
    ) as Record<string, string>,
    headings: all('h1, h2, h3, h4, h5, h6').map((heading) => ({
      level: Number(heading.localName[1]),
      text: heading.textContent?.trim() ?? '',
    })),
    ids: all('[id]').map(({ id }) => id),
    links: all('[href], [src]').map((element) => ({
      from: element.localName,
      href: element.getAttribute('href') ?? element.getAttribute('src') ?? '',
    })),
    words: words.map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean),
    inlineStyles: all('[style]').map((element) => element.outerHTML.slice(0, 120)),
  }
}
