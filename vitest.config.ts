import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

const inBrowsers = 'test/{site,sandbox}/**/*.test.ts'

/** What the engine computes: it must hold whichever kernels run. The others' tests take the kernels that they are about. */
const computed = 'test/engine/{oracle,recorded-*,*gradients,*-properties,training,optim,layers,autograd}.test.ts'
const setupFiles = './test/engine/helpers/choose-kernels.ts'
/** All cores: the runner itself would leave one idle. */
const maxWorkers = availableParallelism()

const onKernels = (name: 'wasm' | 'relaxed') => ({
  test: { name, include: [computed], setupFiles, maxWorkers, env: { LEXIGRAD_KERNELS: name } },
})

/** These measure how soon a page answers: one on each core, after all others. */
const timed = 'test/sandbox/{exhaustion,hostile-worker,running}.test.ts'

/** Browsers wait more than they work. */
const browserWorkers = 3

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, inBrowsers],
          // A busy machine is no fault of the code.
          testTimeout: 30_000,
          setupFiles,
          maxWorkers,
        },
      },
      onKernels('wasm'),
      onKernels('relaxed'),
      {
        test: {
          name: 'sandbox',
          globalSetup: './test/sandbox/global-setup.ts',
          include: ['test/sandbox/**/*.test.ts'],
          exclude: [...configDefaults.exclude, timed],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: browserWorkers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'timed',
          include: [timed],
          testTimeout: 30_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'site',
          include: ['test/site/**/*.test.ts'],
          globalSetup: './test/site/global-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: browserWorkers,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
