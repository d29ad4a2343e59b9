import { describe, expect, test } from 'vitest'
import { listEntries } from '../../src/site/content/entries.ts'
import { entryHeight, layOutMap } from '../../src/site/paths/layout-map.ts'
import { learningPaths, placeOnPath } from '../../src/site/paths/paths.ts'

const entries = listEntries()
const slugs = entries.map(({ slug }) => slug)

describe('The learning paths', () => {
  const steps = learningPaths.flatMap((path) => path.entries)

  test('hold every entry once', () => {
    expect(new Set(steps).size).toBe(steps.length)
    expect(slugs.filter((slug) => !steps.includes(slug))).toEqual([])
  })

  test('put no entry before what it rests on', () => {
    const early = entries.flatMap(({ slug, prerequisites }) =>
      prerequisites
        .filter((before) => steps.includes(before) && steps.indexOf(before) > steps.indexOf(slug))
        .map((before) => `${slug} stands before ${before}`),
    )
    expect(early).toEqual([])
  })

  test('lead past entries that are not written', () => {
    const place = placeOnPath('chain-rule', (slug) => slug !== 'computational-graph')
    expect(place).toMatchObject({ place: 2, before: 'gradient', after: 'automatic-differentiation' })
    expect(placeOnPath('nowhere', () => true)).toBeUndefined()
  })
})

test('on the map an entry stands right of what it rests on, and none on another', () => {
  const map = layOutMap(entries.map(({ slug, prerequisites }) => ({ slug, name: slug, prerequisites })))
  const at = new Map(map.entries.map((entry) => [entry.slug, entry]))
  for (const { slug, prerequisites } of entries) {
    for (const before of prerequisites.filter((one) => at.has(one))) {
      expect(at.get(before)!.x + at.get(before)!.width).toBeLessThan(at.get(slug)!.x)
    }
  }
  const overlaps = map.entries.flatMap((a) =>
    map.entries.filter(
      (b) => a.slug < b.slug && Math.abs(a.y - b.y) < entryHeight && a.x < b.x + b.width && b.x < a.x + a.width,
    ),
  )
  expect(overlaps).toEqual([])
})
