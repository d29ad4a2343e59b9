/** What a cell imports from `lexigrad/data`, by itself. */
import { describe, expect, test } from 'vitest'
import { shapes } from '../../../src/cells/library/data/index.ts'
import { manualSeed, rand } from '../../../src/engine/index.ts'

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
