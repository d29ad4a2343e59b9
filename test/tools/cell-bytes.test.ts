/**
 * What a cell loads, under brotli. The bounds hold what stands: lower them when something gets lighter, and raise one
 * only for what readers get in return.
 */
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { bundleCellAssets, bundleCore } from '../../src/site/plugins/cell-assets.ts'

const compress = promisify(brotliCompress)
/** [kB] */
const bounds: Record<string, number> = {
  ...{ worker: 76, wholeWorker: 160, frame: 2, relaxedKernels: 7, plainKernels: 7 },
  // Data sets, loaded by the cells that import them; handwriting is compressed already.
  ...{ digits: 600, declaration: 20 },
  // Python, for who runs a cell in it.
  ...{ pythonWorker: 410, pythonWasm: 3350, pythonMemory: 3150, pythonLibrary: 2510 },
  // What most cells load of the engine.
  engineWithKernels: 40,
}
let sizes: Record<string, number>

beforeAll(async () => {
  const [assets, core] = await Promise.all([bundleCellAssets(), bundleCore()])
  const contents = Object.entries(assets).map(([name, { content }]) => [name, content] as const)
  const kB = async (content: string | Uint8Array) => {
    // A host takes its time once; of megabytes, a test does not.
    const params = content.length > 1e6 ? { [constants.BROTLI_PARAM_QUALITY]: 5 } : {}
    return (await compress(content, { params })).length / 1000
  }
  sizes = Object.fromEntries(await Promise.all(contents.map(async ([name, content]) => [name, await kB(content)])))
  sizes['engineWithKernels'] = (await kB(core)) + Math.max(sizes['relaxedKernels']!, sizes['plainKernels']!)
}, 120_000)

test.each(Object.entries(bounds))('the %s keeps below %i kB', (name, bound) => {
  expect(sizes[name]).toBeGreaterThan(0.5)
  expect(sizes[name]).toBeLessThanOrEqual(bound)
})

test('everything that a cell loads has a bound', () => {
  expect(Object.keys(sizes).sort()).toEqual(Object.keys(bounds).sort())
})
