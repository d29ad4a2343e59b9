import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { readFacts } from './facts.ts'

const site = inject('site')
const variant = inject('variant')

test.each([
  ['at the top of a host', site],
  ['from a sub-folder', variant],
])('every link and anchor inside the site leads somewhere, %s', async (_, { folder, url, base }) => {
  const pages = await readFacts(folder)
  const idsAt = new Map(pages.map(({ path, ids }) => [base + path, ids]))
  const origin = new URL(url).origin
  const statuses = new Map<string, number>()
  const broken: string[] = []

  for (const { file, path, links } of pages) {
    for (const { from, href } of links) {
      const address = new URL(href, url + path)
      if (address.origin !== origin) continue
      const outside = !address.pathname.startsWith(base)
      const key = address.pathname
      if (!statuses.has(key)) statuses.set(key, (await fetch(origin + key, { redirect: 'manual' })).status)
      const anchor = decodeURIComponent(address.hash.slice(1))
      if (outside) broken.push(`${file}: ${from} ${href} leaves the site's folder`)
      else if (statuses.get(key) !== 200) broken.push(`${file}: ${from} ${href} answers ${statuses.get(key)}`)
      else if (anchor && !idsAt.get(key)?.includes(anchor)) broken.push(`${file}: ${from} ${href} has no such anchor`)
    }
  }
  expect(broken).toEqual([])
  expect(statuses.size).toBeGreaterThan(10)
})

test.each([
  ['at the top of a host', site],
  ['from a sub-folder', variant],
])('every file that a style sheet names is there, %s', async (_, { folder, url, base }) => {
  const sheets = globSync('**/*.css', { cwd: folder })
  expect(sheets.length).toBeGreaterThan(0)
  for (const sheet of sheets) {
    const text = readFileSync(join(folder, sheet), 'utf8')
    for (const [, target] of text.matchAll(/url\(["']?(?!data:|#)([^"')]+)["']?\)/g)) {
      const address = new URL(target!, new URL(base + sheet.replaceAll('\\', '/'), url))
      expect([target, (await fetch(address)).status]).toEqual([target, 200])
    }
  }
})

test('every link to another host is https, and nothing is loaded from there', async () => {
  const pages = await readFacts(site.folder)
  const away = pages.flatMap(({ file, links }) => {
    return links.filter(({ href }) => /^([a-z]+:)?\/\//.test(href)).map((link) => ({ file, ...link }))
  })
  expect(away.filter(({ href }) => !href.startsWith('https://'))).toEqual([])
  expect(away.filter(({ from }) => !['a', 'link'].includes(from))).toEqual([])
})
