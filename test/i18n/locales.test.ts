import { describe, expect, test } from 'vitest'
import { direction, findLocale, nativeName } from '../../src/i18n/locales.ts'
import { localePath } from '../../src/i18n/links.ts'

describe('locales', () => {
  test('a language is named in itself, with a capital letter', () => {
    expect(['en', 'fr', 'es', 'tr', 'ko'].map(nativeName)).toEqual([
      'English',
      'Français',
      'Español',
      'Türkçe',
      '한국어',
    ])
  })

  test('Arabic is written from right to left, Turkish is not', () => {
    expect(direction('ar-XB')).toBe('rtl')
    expect(direction('tr')).toBe('ltr')
  })

  test('an unknown locale is an error that names the known ones', () => {
    expect(() => findLocale('de')).toThrow('No locale "de"; the registry holds en, fr, es, tr, ko.')
  })

  test('addresses end in a slash', () => {
    expect(localePath('fr')).toBe('/fr/')
    expect(localePath('fr', 'gradient')).toBe('/fr/gradient/')
  })
})
