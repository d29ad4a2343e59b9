/** What a cell imports from `lexigrad/data`, by itself. */
import { describe, expect, test } from 'vitest'
import { neededData } from '../../../src/cells/element/data.ts'
import { declaration, digits, shapes } from '../../../src/cells/library/data/index.ts'
import { packDigits, unpackDigits } from '../../../src/cells/library/data/pack-digits.ts'
import { provideData } from '../../../src/cells/library/data/source.ts'
import { diskData } from '../../../src/cells/proof/data-files.ts'
import { manualSeed, rand } from '../../../src/engine/index.ts'
import { localeCodes } from '../../../src/i18n/locales.ts'
import { readStrings } from '../../../src/i18n/translate.ts'

describe('drawn shapes', () => {
  test('as many pictures as were asked for, with a box and a class for each of one to three shapes', () => {
    const { images, boxes, labels } = shapes({ count: 50, size: 24 })
    expect(images.shape).toEqual([50, 1, 24, 24])
    expect(boxes.length).toBe(50)
    expect(boxes.map((list) => list.length)).toEqual(labels.map((list) => list.length))
    expect(new Set(boxes.map((list) => list.length))).toEqual(new Set([1, 2, 3]))
    expect(new Set(labels.flat())).toEqual(new Set([0, 1, 2]))
    const numbers = images.flatten().tolist() as number[]
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...numbers)).toBeLessThanOrEqual(1)
  })

  test('a box holds the light pixels of its shape and no others, edge by edge', () => {
    const { images, boxes } = shapes({ count: 30, size: 32, noise: 0, most: 1 })
    boxes.forEach(([box], i) => {
      const rows = (images.tolist() as number[][][][])[i]![0]!
      const ground = Math.min(...rows.flat())
      const light = rows.flatMap((row, y) => row.flatMap((value, x) => (value > ground ? [[x, y]] : [])))
      const [xs, ys] = [light.map(([x]) => x!), light.map(([, y]) => y!)]
      expect([Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1]).toEqual(box)
    })
  })

  test('no shape touches another', () => {
    const { boxes } = shapes({ count: 100, most: 8 })
    for (const list of boxes) {
      list.forEach((a, i) =>
        list.slice(i + 1).forEach((b) => {
          expect(a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]).toBe(false)
        }),
      )
    }
  })

  test('the same seed gives the same pictures, another one others, and the shared random numbers stay as they are', () => {
    manualSeed(7)
    const before = rand(1).item()
    manualSeed(7)
    const [a, b, c] = [0, 0, 1].map((seed) => shapes({ count: 3, seed }))
    expect(rand(1).item()).toBe(before)
    expect([b!.images.tolist(), b!.boxes, b!.labels]).toEqual([a!.images.tolist(), a!.boxes, a!.labels])
    expect(c!.images.tolist()).not.toEqual(a!.images.tolist())
    // The first of many is the first of few.
    expect(shapes({ count: 5 }).boxes.slice(0, 3)).toEqual(a!.boxes)
  })

  test.each([
    [{ count: 0 }, 'count'],
    [{ count: 1.5 }, 'count'],
    [{ count: 1, size: 8 }, 'size'],
    [{ count: 10_000, size: 256 }, 'count'],
    [{ count: 1, most: 9 }, 'most'],
    [{ count: 1, noise: -1 }, 'noise'],
    [{ count: 1, colour: 3 } as never, 'colour'],
  ])('%o is refused by name', (options, name) => {
    expect(() => shapes(options)).toThrow(new RegExp(`^shapes: (?:${name} is|has no option ${name})`))
  })
})

const onDisk = (locale: string) => provideData(diskData(locale))

describe('handwritten digits', () => {
  test('5,000 to train on and 1,000 to test with, every digit among them, in ink from 0 to 1', () => {
    onDisk('en')
    const { train, test } = digits()
    expect([train.images.shape, train.labels.shape]).toEqual([[5000, 1, 28, 28], [5000]])
    expect([test.images.shape, test.labels.shape]).toEqual([[1000, 1, 28, 28], [1000]])
    expect(train.labels.dtype).toBe('int64')
    for (const { images, labels } of [train, test]) {
      const counts = Array.from({ length: 10 }, (_, digit) => labels.eq(digit).sum().item() as number)
      expect(Math.min(...counts)).toBeGreaterThan(0.08 * labels.shape[0]!)
      expect([images.min().item(), images.max().item()]).toEqual([0, 1])
      // Paper at the edge, and MNIST's own mean.
      expect(images.select(3, 0).mean().item()).toBeLessThan(1e-4)
      expect(images.mean().item()).toBeCloseTo(0.1307, 2)
    }
  })

  test('the first so many, where fewer are asked for', () => {
    onDisk('en')
    const [all, few] = [digits(), digits({ train: 10, test: 2 })]
    expect(few.train.images.tolist()).toEqual(all.train.images.narrow(0, 0, 10).tolist())
    expect(few.test.labels.tolist()).toEqual(all.test.labels.narrow(0, 0, 2).tolist())
    expect(() => digits({ train: 5001 })).toThrow(/^digits: train is 5001/)
    expect(() => digits({ size: 3 } as never)).toThrow(/^digits: has no option size/)
  })

  test('what is packed is unpacked, and bytes that break off are refused', () => {
    const set = (count: number) => ({
      labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
      pixels: Uint8Array.from({ length: count * 784 }, (_, i) => i % 16),
    })
    const sets = { train: set(300), test: set(1) }
    const bytes = packDigits(sets)
    expect(unpackDigits(bytes)).toEqual(sets)
    expect(() => unpackDigits(bytes.subarray(0, -1))).toThrow(RangeError)
    expect(() => unpackDigits(new Uint8Array())).toThrow(RangeError)
  })
})

describe('the Declaration', () => {
  test.each([
    ['en', /^Whereas recognition of the inherent dignity/],
    ['fr', /^Considérant que la reconnaissance de la dignité/],
    ['es', /^Considerando que la libertad, la justicia y la paz/],
    ['tr', /^İnsanlık ailesinin bütün üyelerinde/],
    ['ko', /^모든 인류 구성원의 천부의 존엄성/],
  ])('in the language of the text that the cell stands in: %s', (locale, beginning) => {
    onDisk(locale)
    const text = declaration()
    expect(text).toMatch(beginning)
    expect(text).toMatch(/[.다]\.?\n$/)
    expect(text.split('\n').length).toBe(locale === 'fr' ? 60 : 61)
    expect(text.length).toBeGreaterThan(locale === 'ko' ? 4000 : 9500)
    // What HTML leaves behind, spaces at ends, letters in two parts.
    expect(text).not.toMatch(/[<>&‐\t]| \n|\n | {2}/)
    expect(text).toBe(text.normalize('NFC'))
    onDisk('en')
    expect(declaration(locale)).toBe(text)
  })

  test('in English where a language has none, and an error where it was asked for by name', () => {
    onDisk('de')
    expect(declaration()).toMatch(/^Whereas/)
    expect(() => declaration('de')).toThrow(/^declaration: locale is 'de'/)
  })
})

describe('data that did not come', () => {
  test.each([
    ['nothing', undefined],
    ['a part', new Uint8Array(100)],
  ])('%s of them is an error with a code of its own', (_, bytes) => {
    provideData({ read: () => bytes, locale: 'en' })
    for (const load of [digits, declaration]) {
      expect(load).toThrow(
        expect.objectContaining({ name: 'DataError', code: 'data-not-loaded', params: { operation: load.name } }),
      )
    }
  })
})

test.each([
  ["import { digits } from 'lexigrad/data'\ndigits()", ['digits']],
  ['import * as data from "lexigrad/data"\ndata.declaration()', ['declaration']],
  ["import { shapes } from 'lexigrad/data'", []],
  ["import { tensor } from 'lexigrad'\nconst digits = 3", []],
])('a page loads what a cell names: %s', (code, names) => {
  expect(neededData(code)).toEqual(names)
})

test.each(localeCodes)('the page of the data sets says in %s how much there is', (locale) => {
  onDisk(locale)
  const texts = readStrings(locale)['dataSets'] as Record<string, { holds: string }>
  const numbers = (name: string) =>
    (texts[name]!.holds.match(/\d[\d.,\u202f]*/g) ?? []).map((one) => Number(one.replace(/\D/g, '')))
  const { train, test } = digits()
  expect(numbers('digits')).toEqual(expect.arrayContaining([train.images.shape[0], test.images.shape[0]]))
  const rounded = (text: string) => Math.round(text.length / 100) * 100
  const longest = Math.max(...localeCodes.map((code) => declaration(code).length))
  expect(numbers('declaration')).toEqual([rounded('x'.repeat(longest)), rounded(declaration('ko'))])
})
