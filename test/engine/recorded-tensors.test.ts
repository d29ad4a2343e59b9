/** Reductions, sorting, shapes and indexing against what PyTorch gave: numbers, gradients, and the node's name. */
import { describe, expect, test } from 'vitest'
import { difference, functionFor, recordedCases, runCase } from './helpers/oracle.ts'

const tolerance = { relative: 2e-6, absolute: 1e-6 }

describe.each(['reductions'])('%s agree with the recorded PyTorch', (file) => {
  recordedCases(new URL(`../oracle/${file}.json`, import.meta.url)).forEach((recorded, i) => {
    const shapes = recorded.inputs.map((x) => `[${x.shape}]`).join(' ')
    test(`${i}: ${recorded.module}.${recorded.op} ${shapes} ${JSON.stringify(recorded.kwargs)}`, () => {
      expect(functionFor(recorded)).toBeDefined()
      const { output, grads } = runCase(recorded)
      expect(difference(output, recorded.output, tolerance)).toBe(null)
      recorded.grads?.forEach((expected, k) => {
        if (expected !== null) expect(difference(grads[k]!, expected, tolerance)).toBe(null)
      })
      if (recorded.grad_fn !== undefined && !otherNodes.has(recorded.op))
        expect(output.gradFn?.name).toBe(nodeName(recorded.grad_fn))
    })
  })
})

/** These end with another of several operations in a row. */
const otherNodes = new Set(['quantile', 'nanquantile'])

const nodeName = (recorded: string): string => recorded.replace('torch::autograd::', '')
