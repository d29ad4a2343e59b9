import { describe, expect, test } from 'vitest'
import { differencesBetween, differencesFromRecord } from '../../../../src/cells/element/verify/compare.ts'
import { packProof, readProof, type EntryProof } from '../../../../src/cells/element/verify/proof.ts'
import { entryProof } from '../../../../src/site/code/entry-proof.ts'
import type { Variable } from '../../../../src/cells/run/events.ts'

const variable = (name: string, value: number, grad?: number): Variable => ({
  ...{ name, kind: 'tensor', text: String(value), value: [value] },
  ...(grad !== undefined && { grad: [grad] }),
})

describe('the proof of an entry', () => {
  test('holds the published code of every language, the English first', async () => {
    const { cells, build } = await entryProof('backpropagation')
    const first = cells.find(({ id }) => id === 'first-gradient')!
    expect(first.locales.map(({ locale }) => locale)).toEqual(['en', 'es', 'fr', 'ko', 'tr'])
    expect(first.locales.find(({ locale }) => locale === 'tr')!.chain.at(-1)!.code).toContain("'kayıp ='")
    expect(first.told).toEqual(['w.grad'])
    expect(first.recorded.find(({ name }) => name === 'w')).toMatchObject({ value: [2], grad: [-24] })
    expect(build.version).toMatch(/^\d+\.\d+\.\d+/)
    expect(Number.isNaN(Date.parse(build.date))).toBe(false)
    // A result that is not recorded yet is run first.
  }, 30_000)

  test('comes through JSON whole, also where a number is not finite', () => {
    const recorded = [variable('a', NaN), variable('b', -Infinity), { ...variable('c', 1), text: 'NaN' }]
    const proof: EntryProof = {
      build: { version: '1.0.0', revision: '', date: '2026-01-01', engine: '' },
      cells: [{ id: 'x', language: 'typescript', proved: 5, locales: [], recorded, told: [] }],
    }
    expect(readProof(packProof(proof))).toEqual(proof)
  })
})

describe('a result proved again', () => {
  const source = [variable('w', 2, -24), variable('loss', 16)]

  test('differs where any value or gradient differs from the English one, however little', () => {
    expect(differencesBetween(source, [variable('w', 2, -24), variable('loss', 16)])).toEqual([])
    expect(differencesBetween(source, [variable('w', 2, -24), variable('loss', 16.000001)])).toMatchObject([
      { name: 'loss[0]' },
    ])
    expect(differencesBetween(source, [variable('w', 2, 24), variable('loss', 16)])).toMatchObject([
      { name: 'w.grad[0]', expected: '[-24]', found: '[24]' },
    ])
    expect(differencesBetween(source, [variable('w', 3, -24), variable('loss', 16)], ['loss'])).toEqual([])
  })

  test('differs from what was recorded by more than rounding', () => {
    expect(differencesFromRecord(source, [variable('w', 2, -24.0001), variable('loss', 16)])).toEqual([])
    expect(differencesFromRecord(source, [variable('w', 2, 24), variable('loss', 16.1)])).toEqual(['w.grad', 'loss'])
    expect(differencesFromRecord(source, [variable('w', 2, -24)])).toEqual(['loss'])
  })
})
