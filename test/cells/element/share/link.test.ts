import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cellOfFragment,
  fromFragment,
  LinkError,
  toFragment,
  type SharedCell,
} from '../../../../src/cells/element/share/link.ts'

const shared: SharedCell = {
  cell: 'first-gradient',
  code: "const w = tensor([3])\nconsole.log('기울기', w)",
  published: 'const w = tensor([2])',
  locale: 'ko',
  answers: { lr: 0.1, kind: 'adam', noisy: true },
  seed: 7,
}

const faultOf = (fragment: string) =>
  fromFragment(fragment).then(
    () => 'opened',
    (error: unknown) => (error instanceof LinkError ? error.fault : error),
  )

describe('A link', () => {
  test('brings back what was put in', async () => {
    const fragment = await toFragment(shared)
    expect(cellOfFragment(fragment)).toBe('first-gradient')
    expect(await fromFragment(fragment)).toEqual(shared)
  })

  test('brings back any text', { timeout: 30_000 }, () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string(), async (code, published) => {
        // What is no text cannot be encoded as one: lone surrogates.
        fc.pre(code.isWellFormed() && published.isWellFormed())
        expect(await fromFragment(await toFragment({ ...shared, code, published }))).toMatchObject({ code, published })
      }),
      { numRuns: 20 },
    ),
  )

  test('holds nothing that an address would have to escape, and stays short', async () => {
    const fragment = await toFragment({ ...shared, code: `${'loss.backward()\n'.repeat(40)}` })
    expect(fragment).toMatch(/^#code=1\.first-gradient\.[0-9a-z]+\.[\w-]+$/)
    expect(fragment.length).toBeLessThan(300)
  })

  test('that lost its end, or a letter of it, is damaged', async () => {
    const fragment = await toFragment(shared)
    expect(await faultOf(fragment.slice(0, -3))).toBe('damaged')
    const place = fragment.length - 20
    const other = fragment[place] === 'A' ? 'B' : 'A'
    expect(await faultOf(fragment.slice(0, place) + other + fragment.slice(place + 1))).toBe('damaged')
    expect(await faultOf('#code=1.first-gradient')).toBe('damaged')
    expect(await faultOf('#code=')).toBe('damaged')
  })

  test('of a later version says so, and one that is too long is not read', async () => {
    const fragment = await toFragment(shared)
    expect(await faultOf(fragment.replace('=1.', '=2.'))).toBe('newer')
    expect(await faultOf(fragment + 'A'.repeat(50_000))).toBe('linkTooLong')
  })

  test('that unfolds to far more than it is long is not unfolded', async () => {
    const fragment = await toFragment({ ...shared, code: ' '.repeat(3_000_000) })
    expect(fragment.length).toBeLessThan(10_000)
    expect(await faultOf(fragment)).toBe('linkTooLong')
  })

  test('with something else than a cell inside is damaged', async () => {
    const wrong = { ...shared, answers: { lr: { toString: 'x' } } } as unknown as SharedCell
    expect(await faultOf(await toFragment(wrong))).toBe('damaged')
    expect(await faultOf(await toFragment({ ...shared, code: 5 } as unknown as SharedCell))).toBe('damaged')
  })
})

test('a fragment that names a section is no link of a cell', () => {
  expect(cellOfFragment('#a-first-gradient')).toBeUndefined()
})
