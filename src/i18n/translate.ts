/**
 * UI strings, read once from `locales/<locale>/ui.json` and served by i18next at build time. Nothing of i18next reaches
 * the reader: what a script on the page says travels to it as data attributes.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next, { type TFunction } from 'i18next'
import type ui from '../../locales/en/ui.json'
import { findLocale, localeCodes, pseudoLocale, sourceLocale } from './locales.ts'
import { localesFolder } from './paths.ts'
import { pseudoStrings } from '../l10n/pseudo.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui'
    resources: { ui: typeof ui }
    returnNull: false
  }
}

export type Translate = TFunction<'ui'>

/** The strings of a locale as its file holds them. */
export function readStrings(locale: string): Record<string, unknown> {
  if (locale === pseudoLocale) return pseudoStrings(readStrings(sourceLocale), pseudoLocale) as Record<string, unknown>
  const file = join(localesFolder, locale, 'ui.json')
  // A draft may have no strings yet and then speaks English; what a complete locale lacks, the content check reports.
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

const instance = i18next.createInstance()

await instance.init({
  ns: ['ui'],
  defaultNS: 'ui',
  fallbackLng: sourceLocale,
  // A draft's strings are there, empty, until somebody translates them.
  returnEmptyString: false,
  supportedLngs: [...localeCodes],
  resources: Object.fromEntries(localeCodes.map((code) => [code, { ui: readStrings(code) }])),
  // Strings are written into the page by Astro, which escapes them.
  interpolation: { escapeValue: false },
  parseMissingKeyHandler: (key: string) => {
    throw new Error(`locales/${sourceLocale}/ui.json has no string "${key}".`)
  },
})

/** The function that says a key in `locale`: `translator('fr')('cell.run')`. */
export function translator(locale: string): Translate {
  return instance.getFixedT(findLocale(locale).code, 'ui')
}
