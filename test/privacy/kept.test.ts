/** The privacy page names everything that the code keeps in a browser. */
import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { isListed, keptItems } from '../../src/site/privacy/kept.ts'

const places = ['local', 'database', 'cache'] as const
const storage = /\b(?:localStorage|sessionStorage|indexedDB|caches\.(?:open|match)|ownKeyPrefix|visits\.ts)\b/

/** What looks like a name in the files that keep something. */
function namesIn(pattern: string): { file: string; name: string }[] {
  return globSync(pattern, { exclude: ['src/engine/**', 'src/tools/**'] })
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => storage.test(text))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/['"`](lexigrad[-.:][\w.:-]*)/g)].map(([, name]) => ({ file, name: name! })),
    )
}

it('every name under which something is kept is on the list', () => {
  const found = namesIn('src/**/*.{ts,js,astro}')
  expect(found.length).toBeGreaterThan(8)
  expect(found.filter(({ name }) => !places.some((place) => isListed(name, place)))).toEqual([])
})

it('the list has no name that the code does not', () => {
  const found = namesIn('src/**/*.{ts,js,astro}').map(({ name }) => name)
  const computed = ['lexigrad-translation']
  expect(keptItems.filter(({ name }) => ![...found, ...computed].includes(name.replace('…', '')))).toEqual([])
})

it('nothing sets a cookie', () => {
  const files = globSync('src/**/*.{ts,js,astro}').filter((file) =>
    /document\.cookie\s*=|cookieStore\.set/.test(readFileSync(file, 'utf8')),
  )
  expect(files).toEqual([])
})
