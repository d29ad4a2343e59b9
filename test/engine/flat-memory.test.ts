/** Readers free nothing and do not wait: a loop that never gives the collector a turn must hold its memory all the same. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { useKernels } from '../../src/engine/kernels/backend.ts'
import { loadKernels } from '../../src/engine/kernels/wasm/load.ts'
import { kernelBinaries } from '../../src/tools/kernels/compile.ts'
import { matmul, ones, zeros } from './helpers/engine.ts'

const script = fileURLToPath(new URL('helpers/flat-loop.ts', import.meta.url))

const run = promisify(execFile)

// One process with the kernels beside one without: each loop has a core where there are two.
describe.each(['backward', 'forward', 'noGrad', 'both'])('50,000 steps in a row hold memory flat (%s)', (way) => {
  it.concurrent.each(['', 'relaxed'])('kernels: %s', { timeout: 240_000 }, async (kernels) => {
    const { stdout, stderr } = await run(process.execPath, ['--expose-gc', script, way, '50000'], {
      env: { ...process.env, LEXIGRAD_KERNELS: kernels },
    })
    expect(stderr).toBe('')
    const { before, after } = JSON.parse(stdout) as { before: number; after: number }
    expect(after - before).toBeLessThan(4 * 2 ** 20)
  })
})

describe('what does not fit', () => {
  it.each(['plain', 'relaxed'] as const)('is a clear error, and what comes next runs (%s)', async (build) => {
    const { relaxed } = await kernelBinaries()
    if (build === 'relaxed') useKernels(loadKernels(relaxed, new WebAssembly.Memory({ initial: 2 })))
    try {
      const tooLarge = expect.objectContaining({ code: 'out-of-memory' }) as Error
      expect(() => zeros(25_000, 1_000_000)).toThrow(tooLarge)
      const [column, row] = [ones(160_000, 1), ones(1, 160_000)]
      expect(() => matmul(column, row)).toThrow(tooLarge)
      expect(matmul(ones(2, 3), ones(3, 2)).tolist()).toEqual([[3, 3], [3, 3]]) // prettier-ignore
    } finally {
      useKernels(null)
    }
  })
})
