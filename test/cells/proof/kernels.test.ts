import { afterAll, expect, test } from 'vitest'
import { onKernels } from '../../../src/cells/proof/chain.ts'
import { chooseKernels } from '../../../src/cells/proof/kernels.ts'
import { backend } from '../../../src/engine/kernels/backend.ts'
import { manualSeed, nn, randn } from '../../../src/engine/index.ts'

afterAll(() => chooseKernels(false))

test('a cell that varies with rounding, or stands on one that does, runs on kernels', () => {
  expect(onKernels([{ options: {} }, { options: {} }])).toBe(false)
  expect(onKernels([{ options: { rounds: true } }, { options: {} }])).toBe(true)
})

test('kernels are those that every machine rounds alike, and are put away again', async () => {
  const compute = () => {
    manualSeed(0)
    return new nn.Conv2d(1, 4, 3)
      .forward(randn(2, 1, 12, 12))
      .sum()
      .item()
  }
  await chooseKernels(true)
  expect(backend()).toBe('wasm')
  const onThem = compute()
  await chooseKernels(false)
  expect(backend()).toBe('plain')
  expect(compute()).toBeCloseTo(onThem as number, 3)
})
