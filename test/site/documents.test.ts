import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HtmlValidate } from 'html-validate'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { completeLocales, direction, sourceLocale } from '../../src/i18n/locales.ts'
import { readFacts, type Facts } from './facts.ts'
import { pagesToLookAt } from './pages.ts'

const site = inject('site')
let pages: Facts[]

beforeAll(async () => {
  pages = await readFacts(site.folder)
})

/** The pages that break a rule, so that a failure names them all. */
const breaking = (rule: (page: Facts) => boolean) => pages.filter((page) => !rule(page)).map(({ file }) => file)

test('every language has a home, the entry and a page for what is not there', () => {
  const found = pages.map(({ file }) => file)
  for (const locale of completeLocales) {
    expect(found).toContain(`${locale}/index.html`)
    expect(found).toContain(`${locale}/backpropagation/index.html`)
    expect(found).toContain(`${locale}/404.html`)
  }
  expect(found).toContain('index.html')
  expect(found).toContain('404.html')
})

test('every page answers with status 200 at its own address, without a detour', async () => {
  for (const { path } of pages) {
    const response = await fetch(site.url + path, { redirect: 'manual' })
    expect([path, response.status]).toEqual([path, 200])
  }
})

test('every page states its language and direction', () => {
  expect(breaking(({ lang, locale }) => lang === (locale ?? sourceLocale))).toEqual([])
  expect(breaking(({ dir, lang, locale }) => dir === direction(lang) || (!locale && dir === ''))).toEqual([])
})

test('every page has one first-level heading, skips no level, and its headings say something', () => {
  expect(breaking(({ headings }) => headings.filter(({ level }) => level === 1).length === 1)).toEqual([])
  expect(breaking(({ headings }) => headings.every(({ text }) => text !== ''))).toEqual([])
  const noJump = (levels: number[]) => levels.every((level, index) => level <= (levels[index - 1] ?? level) + 1)
  expect(breaking(({ headings }) => noJump(headings.map(({ level }) => level)))).toEqual([])
})

test('every page has a title of its own in its language, and a description', () => {
  for (const locale of completeLocales) {
    const titles = pages.filter((page) => page.locale === locale).map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
  }
  expect(breaking(({ title }) => title.includes('Lexigrad'))).toEqual([])
  expect(breaking(({ description }) => description.length >= 20)).toEqual([])
})

test('every page that search engines may list names itself and all its translations', () => {
  for (const { file, hidden, kind, canonical, alternates, locale, path, page } of pages) {
    // How far translations are concerns those who translate; what is not kept is nobody's goal.
    expect([file, hidden]).toEqual([
      file,
      kind === 'missing' || kind === 'embed' || /^(?:translation(?:\/.*)?|offline)$/.test(page),
    ])
    if (hidden) {
      // A cell on another site points to the entry that it comes from.
      const source = kind === 'embed' ? `/${locale}/${page.split('/')[1]}/` : undefined
      expect([file, canonical && new URL(canonical).pathname, alternates]).toEqual([file, source, {}])
      continue
    }
    const origin = new URL(canonical!).origin
    expect([file, canonical]).toEqual([file, `${origin}/${path}`])
    const below = page === '' ? '' : `${page}/`
    const wanted = completeLocales.map((code) => [code, `${origin}/${code}/${below}`])
    const fallback = locale ? `${origin}/${sourceLocale}/${below}` : `${origin}/`
    expect([file, alternates]).toEqual([file, { ...Object.fromEntries(wanted), 'x-default': fallback }])
  }
})

test('every page names a picture for links to it, of the size that it says, and an entry its own', () => {
  const seen = new Set<string>()
  for (const { file, html, kind, locale, page } of pages) {
    if (kind === 'embed' || (kind === 'missing' && !locale)) continue
    const said = (name: string) => new RegExp(`<meta property="og:image${name}" content="([^"]*)"`).exec(html)?.[1]
    const image = decodeURIComponent(new URL(said('')!).pathname)
    const own = kind === 'entry' ? page : 'Lexigrad'
    expect([file, image]).toEqual([file, `/cards/${locale ?? sourceLocale}/${own}.png`])
    expect([file, (said(':alt') ?? '').length > 20]).toEqual([file, true])
    if (seen.has(image)) continue
    seen.add(image)
    const picture = readFileSync(join(site.folder, image))
    const size = [picture.readUInt32BE(16), picture.readUInt32BE(20)].map(String)
    expect([image, size]).toEqual([image, [said(':width'), said(':height')]])
  }
  expect(seen.size).toBeGreaterThan(completeLocales.length)
})

test('the sitemap names every page that search engines may list, and no other', async () => {
  const index = await (await fetch(`${site.url}sitemap-index.xml`)).text()
  const maps = [...index.matchAll(/<loc>(.*?)<\/loc>/g)].map((match) => new URL(match[1]!).pathname)
  const texts = await Promise.all(maps.map(async (path) => (await fetch(new URL(path, site.url))).text()))
  const named = texts.flatMap((text) => [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map((match) => match[1]!))
  const wanted = pages.filter(({ hidden, kind }) => !hidden && kind !== 'entrance').map(({ canonical }) => canonical)
  expect(named.sort()).toEqual(wanted.sort())
})

test('no id stands twice on a page', () => {
  const twice = pages.map(({ file, ids }) => [file, ids.filter((id, index) => ids.indexOf(id) !== index)])
  expect(twice.filter(([, ids]) => ids!.length > 0)).toEqual([])
})

test('no element carries a style of its own: the content security policy would drop it', () => {
  expect(pages.flatMap(({ file, inlineStyles }) => inlineStyles.map((html) => `${file}: ${html}`))).toEqual([])
})

test('the same headings have the same ids in all languages', () => {
  const own = (page: Facts) =>
    page.ids.filter((id) => page.html.includes(`<h2 id="${id}"`) || page.html.includes(`<h3 id="${id}"`))
  for (const page of pages.filter(({ kind }) => kind === 'entry')) {
    const english = pages.find((other) => other.locale === sourceLocale && other.page === page.page)!
    expect([page.file, own(page)]).toEqual([page.file, own(english)])
  }
})

test('every block of an entry bears its number, the same in all languages', async () => {
  const numbers = (page: Facts) =>
    [...page.html.matchAll(/<([a-z0-9-]+)[^>]* data-block="(\d+)"/g)].map(([, tag, number]) => `${tag} ${number}`)
  const entries = pages.filter(({ kind }) => kind === 'entry')
  expect(entries.length).toBeGreaterThan(0)
  for (const page of entries) {
    const english = entries.find((other) => other.locale === sourceLocale && other.page === page.page)!
    expect([page.file, numbers(page)]).toEqual([page.file, numbers(english)])
    const whole = page.html.slice(page.html.indexOf('class="prose"'), page.html.indexOf('<footer class="entry-end"'))
    // What a cell holds belongs to the cell's block.
    const prose = whole.replace(/(<live-cell[^>]*>)[^]*?<\/live-cell>/g, '$1')
    const unnumbered = [...prose.matchAll(/<(h2|h3|li|td|th|figure|live-cell)(?![^>]*data-block)[ >][^>]*/g)].map(
      ([tag]) => tag,
    )
    expect([page.file, unnumbered]).toEqual([page.file, []])
  }
})

test('every cell says in how many languages its result is proved; if not, run: npm run cells -- --record', () => {
  for (const { file, html, kind } of pages.filter((page) => page.kind === 'entry')) {
    const cells = html.split('<live-cell').length - 1
    expect([file, kind, html.split('data-role="proof"').length - 1]).toEqual([file, kind, cells])
  }
})

describe('HTML', () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard'],
    elements: ['html5', { 'live-cell': { flow: true, phrasing: false, permittedContent: ['@flow'] } }],
    rules: {
      // Firefox keeps a radio button's state over a reload unless it is told off, in the standard or not.
      'valid-autocomplete': 'off',
      // A matter of taste that Astro's printer settles.
      'doctype-style': 'off',
      'no-trailing-whitespace': 'off',
      'void-style': 'off',
      'attr-quotes': 'off',
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'no-inline-style': 'off',
      'long-title': 'off',
      // MathML and SVG are outside what the validator knows.
      'no-unknown-elements': 'off',
      'element-case': 'off',
      'attr-case': 'off',
      'svg-focusable': 'off',
      // Terms in several languages stand side by side without spaces that would be a fault.
      'no-raw-characters': ['error', { relaxed: true }],
      'tel-non-breaking': 'off',
    },
  })

  test('follows the standard', async () => {
    const looked = new Set(pagesToLookAt(site.folder).map(({ file }) => file))
    const faults: string[] = []
    for (const { file, html } of pages.filter(({ file }) => looked.has(file))) {
      const { results } = await validator.validateString(html, file)
      for (const { messages } of results) {
        faults.push(
          ...messages.map(({ line, column, message, ruleId }) => `${file}:${line}:${column} ${message} (${ruleId})`),
        )
      }
    }
    expect(faults).toEqual([])
  }, 240_000)
})
