/** Pointwise functions, activations and losses against what PyTorch gave: numbers, gradients, and the node's name. */
import { beforeAll, describe, expect, test } from 'vitest'
import { onWarning } from '../../src/engine/index.ts'
import { difference, functionFor, recordedCases, runCase } from './helpers/oracle.ts'

beforeAll(() => void onWarning(() => {}))

describe.each(['pointwise', 'activations', 'losses'])('%s agree with the recorded PyTorch', (file) => {
  recordedCases(new URL(`../oracle/${file}.json`, import.meta.url)).forEach((recorded, i) => {
    const shapes = recorded.inputs.map((x) => `[${x.shape}]`).join(' ')
    test(`${i}: ${recorded.module}.${recorded.op} ${shapes} ${JSON.stringify(recorded.kwargs)}`, () => {
      expect(functionFor(recorded)).toBeDefined()
      const { output, grads } = runCase(recorded)
      expect(difference(output, recorded.output, tolerance)).toBe(null)
      recorded.grads?.forEach((expected, k) => {
        if (expected !== null) expect(difference(grads[k]!, expected, tolerance)).toBe(null)
      })
      if (recorded.grad_fn !== undefined)
        expect(output.gradFn?.name).toBe(recorded.grad_fn.replace('torch::autograd::', ''))
    })
  })
})

const tolerance = { relative: 2e-6, absolute: 1e-6 }
