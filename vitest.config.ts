import { configDefaults, defineConfig } from 'vitest/config'

const inBrowsers = 'test/{site,sandbox}/**/*.test.ts'

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
          setupFiles: './test/engine/helpers/choose-kernels.ts',
        },
      },
      {
        test: {
          name: 'sandbox',
          include: ['test/sandbox/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
          // These measure how soon a page answers: one at a time, after all others.
          fileParallelism: false,
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
          // Browsers wait more than they work.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
