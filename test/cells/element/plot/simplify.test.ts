import fc from 'fast-check'
import { expect, test } from 'vitest'
import { simplify } from '../../../../src/cells/element/plot/simplify.ts'

test('points on a straight line are left out, corners stay', () => {
  expect(
    simplify(
      [
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 0],
      ],
      0.1,
    ),
  ).toEqual([
    [0, 0],
    [2, 2],
    [3, 0],
  ])
  expect(
    simplify(
      [
        [0, 0],
        [5, 0.05],
        [10, 0],
      ],
      0.1,
    ),
  ).toEqual([
    [0, 0],
    [10, 0],
  ])
  expect(simplify([[1, 2]], 0.1)).toEqual([[1, 2]])
})

test('a way back over itself stays', () => {
  expect(
    simplify(
      [
        [0, 0],
        [10, 0],
        [4, 0],
      ],
      0.1,
    ),
  ).toEqual([
    [0, 0],
    [10, 0],
    [4, 0],
  ])
})

test('what is left keeps order, ends and all that is farther than the tolerance', () => {
  const place = fc.tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }))
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 60 }), (places) => {
      const kept = simplify(places, 1)
      expect([kept[0], kept.at(-1)]).toEqual([places[0], places.at(-1)])
      for (const [x, y] of places) {
        const nearest = Math.min(...kept.slice(1).map((b, i) => toPiece(x, y, kept[i]!, b)))
        expect(nearest).toBeLessThanOrEqual(1 + 1e-9)
      }
    }),
  )
})

/** By many points of the piece, and not by the formula that is tested. */
function toPiece(x: number, y: number, a: [number, number], b: [number, number]): number {
  const along = Array.from({ length: 2001 }, (_, i) => i / 2000)
  return Math.min(...along.map((t) => Math.hypot(a[0] + t * (b[0] - a[0]) - x, a[1] + t * (b[1] - a[1]) - y))) - 0.05
}
