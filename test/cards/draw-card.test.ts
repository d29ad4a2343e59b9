import { inflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, it, test } from 'vitest'
import { completeLocales } from '../../src/i18n/locales.ts'
import { balanceLines, breakLines, cutLines } from '../../src/site/cards/break-lines.ts'
import { drawCard, type Card } from '../../src/site/cards/draw-card.ts'
import { encodeIndexed } from '../../src/site/cards/indexed-png.ts'
import { pickNumbers } from '../../src/site/cards/pick-numbers.ts'
import { lacking, setLine, widthOf } from '../../src/site/cards/set-text.ts'
import { loadTerms } from '../../src/site/content/terms.ts'

const tagline = 'Çalıştırılabilir sözlük'
/** A letter is as wide as its place in the row. */
const measure = { width: 10, widthOf: (text: string) => text.length }

test.each(completeLocales)(
  'every name and definition of the term base can be drawn in %s, whole and inside the card',
  (locale) => {
    for (const { term, definition } of Object.values(loadTerms(locale))) {
      expect([term, lacking(term, 'title')]).toEqual([term, []])
      expect([term, lacking(definition, 'text')]).toEqual([term, []])
      const svg = drawCard({ locale, title: term, definition, tagline })
      const places = [...svg.matchAll(/<path transform="translate\((-?[\d.]+) (-?[\d.]+)\)/g)]
      const [x, y] = [1, 2].map((index) => places.map((match) => Number(match[index]))) as [number[], number[]]
      expect([term, Math.min(...x) >= 70, Math.max(...x) <= 1120]).toEqual([term, true, true])
      // Nothing of title and definition reaches the line above the foot.
      expect([term, y.filter((one) => one > 515 && one < 580)]).toEqual([term, []])
      const ellipsis = setLine('…', { face: 'text', size: 29 }, [0, 0]).replace(/^.* d="|"\/>$/g, '')
      expect([term, svg.includes(ellipsis)]).toEqual([term, false])
    }
  },
)

it('French signs stay with their words, Korean words stay whole', () => {
  expect(breakLines('un mot\u202f; deux', measure)).toEqual(['un mot\u202f;', 'deux'])
  expect(breakLines('합성곱으로 신경망을 잇는 층', measure)).toEqual(['합성곱으로 신경망을', '잇는 층'])
})

it('a title of two lines is even, a word that is too long is parted, and what has no room is told', () => {
  expect(balanceLines('aaa bbb ccc', measure)).toEqual(['aaa bbb', 'ccc'])
  expect(balanceLines('aa bb cc d', { ...measure, width: 9 })).toEqual(['aa bb', 'cc d'])
  expect(breakLines('abcdefghijklm', measure)).toEqual(['abcdefghij', 'klm'])
  expect(cutLines(['one', 'two, three', 'four'], 2, measure)).toEqual(['one', 'two…'])
})

it('the narrow space of French has a width though the face has no such letter', () => {
  const style = { face: 'text', size: 100 } as const
  expect(widthOf('a\u202f;', style) - widthOf('a;', style)).toBeCloseTo(20, 0)
})

it('dotted and dotless i of Turkish are two letters, and capitals are too', () => {
  const outline = (text: string) => setLine(text, { face: 'title', size: 80 }, [0, 0])
  expect(new Set(['i', 'ı', 'I', 'İ'].map(outline)).size).toBe(4)
})

it('letters that lean on each other are kerned', () => {
  const style = { face: 'title', size: 100 } as const
  expect(widthOf('AV', style)).toBeLessThan(widthOf('A', style) + widthOf('V', style) - 3)
})

it('single numbers come first that have a gradient, with a true minus', () => {
  const single = (name: string, value: number, grad?: number) => ({
    ...{ name, kind: 'tensor' as const, text: '', value, dtype: 'float32' },
    ...(grad !== undefined && { grad }),
  })
  expect(pickNumbers([single('third', 1 / 3), single('loss', 16), single('w', 2, -24)])).toEqual([
    { name: 'w', value: '2', gradient: '−24' },
    { name: 'loss', value: '16', gradient: undefined },
    { name: 'third', value: '0.3333', gradient: undefined },
  ])
})

it('the picture is the drawing, with its ground and inks as they are', async () => {
  const card: Card = { locale: 'en', title: 'Gradient', definition: 'Which way is up.', tagline }
  const drawn = await sharp(Buffer.from(drawCard(card)))
    .removeAlpha()
    .raw()
    .toBuffer()
  const png = encodeIndexed(drawn, 1200, 630)
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height]).toEqual([1200, 630])
  expect([...data.subarray(0, 3)]).toEqual([0xfb, 0xfa, 0xf7])
  const far = data.reduce((most, value, index) => Math.max(most, Math.abs(value - drawn[index]!)), 0)
  expect(far).toBeLessThanOrEqual(16)
  expect(png.length).toBeLessThan(60_000)
  expect(inflateSync(png.subarray(png.indexOf('IDAT') + 4, -16)).length).toBe(1201 * 630)
})
