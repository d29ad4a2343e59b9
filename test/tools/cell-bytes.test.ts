/**
 * What a cell loads, under brotli. The bounds hold what stands: lower them when something gets lighter, and raise one
 * only for what readers get in return.
 */
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { bundleCellAssets } from '../../src/site/plugins/cell-assets.ts'

const compress = promisify(brotliCompress)
/** [kB] */
const bounds: Record<string, number> = { worker: 160, frame: 2, relaxedKernels: 12, plainKernels: 12 }
let sizes: Record<string, number>

beforeAll(async () => {
  const assets = Object.entries(await bundleCellAssets())
  sizes = Object.fromEntries(
    await Promise.all(assets.map(async ([name, { content }]) => [name, (await compress(content)).length / 1000])),
  )
}, 120_000)

test.each(Object.entries(bounds))('the %s keeps below %i kB', (name, bound) => {
  expect(sizes[name]).toBeGreaterThan(0.5)
  expect(sizes[name]).toBeLessThanOrEqual(bound)
})

test('everything that a cell loads has a bound', () => {
  expect(Object.keys(sizes).sort()).toEqual(Object.keys(bounds).sort())
})
