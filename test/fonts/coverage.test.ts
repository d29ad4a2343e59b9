/** Every character people wrote is in the fonts the site serves; Hangul is left to the reader's system. */
import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { latin, mathematics, names, signs, turkish } from '../../src/tools/fonts/characters.ts'

const own = new Set([...latin, ...turkish, ...names, ...signs, ...mathematics, '\n', '\t'])

function lacking(text: string): string[] {
  const hangul = /[\p{Script=Hangul}\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u
  const missing = [...text.normalize('NFC')].filter((character) => !own.has(character) && !hangul.test(character))
  return [...new Set(missing)].map((character) => `${character} U+${character.codePointAt(0)!.toString(16)}`)
}

it.each(globSync(['content/*/*.mdx', 'content/*/*.svg', 'content/*/entry.yml', 'locales/*/{ui.json,terms.yml}']))(
  '%s needs no character that the fonts lack',
  (file) => {
    expect(lacking(readFileSync(file, 'utf8'))).toEqual([])
  },
)

it('a character that no font holds is told', () => {
  expect(lacking('weight ☃')).toEqual(['☃ U+2603'])
})
