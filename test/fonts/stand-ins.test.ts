/** What stands in for the book face until it comes takes the room that the face will take, in italics too. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const css = readFileSync(join(import.meta.dirname, '../../src/site/styles/fonts.css'), 'utf8')
const faces = [...css.matchAll(/@font-face \{([^}]*)\}/g)].map(([, body = '']) => body)
const standIns = [...new Set(css.match(/'Literata by \w+'/g))]

test.each(standIns)('%s has a narrower italic of its own, and lines of the same height', (family) => {
  const [roman, italic] = [false, true].map((slanted) => {
    const face = faces.find((body) => body.includes(family) && body.includes('font-style: italic') === slanted)
    if (!face) throw new Error(`No ${slanted ? 'italic' : 'roman'} face of ${family} in fonts.css.`)
    const percent = (property: string) => Number(new RegExp(`${property}: ([\\d.]+)%`).exec(face)?.[1])
    const size = percent('size-adjust')
    return {
      size,
      ascent: (size * percent('ascent-override')) / 100,
      descent: (size * percent('descent-override')) / 100,
    }
  })
  expect(italic!.size).toBeLessThan(roman!.size)
  expect(italic!.ascent).toBeCloseTo(roman!.ascent, 0)
  expect(italic!.descent).toBeCloseTo(roman!.descent, 0)
})
