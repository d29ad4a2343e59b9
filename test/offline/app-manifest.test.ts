import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { completeLocales } from '../../src/i18n/locales.ts'
import { appManifest } from '../../src/site/offline/app-manifest.ts'

const manifests = completeLocales.map(appManifest)

test('an app speaks its language, is one of its own, and begins at its home', () => {
  expect(manifests.map(({ lang }) => lang)).toEqual(completeLocales)
  expect(manifests.map(({ start_url }) => start_url)).toEqual(completeLocales.map((locale) => `/${locale}/`))
  const distinct = (said: (manifest: (typeof manifests)[number]) => string) => new Set(manifests.map(said)).size
  for (const said of [
    (manifest) => manifest.id,
    (manifest) => manifest.name,
    (manifest) => manifest.description,
    (manifest) => manifest.shortcuts[0]!.name,
  ] satisfies Parameters<typeof distinct>[0][]) {
    expect(distinct(said)).toBe(completeLocales.length)
  }
})

test('what an app opens lies within its scope, below the base of the site', () => {
  for (const { scope, start_url, shortcuts } of manifests) {
    for (const url of [start_url, ...shortcuts.map((shortcut) => shortcut.url)])
      expect(url.startsWith(scope)).toBe(true)
  }
})

test('its icons are there, each of the size that it says, and one may be masked', () => {
  const { icons } = manifests[0]!
  expect(icons.map(({ purpose }) => purpose)).toContain('maskable')
  for (const { src, sizes, type } of icons) {
    const bytes = readFileSync(`public${src}`)
    if (type !== 'image/png') continue
    expect([src, `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`]).toEqual([src, sizes])
  }
})
