import { describe, expect, test } from 'vitest'
import { difference, functionFor, recordedCases, runCase } from './helpers/oracle.ts'

const cases = recordedCases()
const missing = [...new Set(cases.filter((c) => functionFor(c) === undefined).map((c) => `${c.module}.${c.op}`))]

/**
 * The kernels keep to the tolerances of plain TypeScript, but for products: fused multiply-adds round once where PyTorch
 * rounded twice, and a sum of large terms may come out near 0. Measured: 3.9e-6 off in a sum of 128 products.
 */
const tolerance = (op: string) =>
  op === 'matmul' && process.env.LEXIGRAD_KERNELS === 'relaxed' ? { absolute: 4e-6, relative: 1e-5 } : {}

describe('operations agree with the recorded PyTorch', () => {
  cases.forEach((recorded, i) => {
    const shapes = recorded.inputs.map((x) => `[${x.shape}]`).join(' ')
    const name = `${i}: ${recorded.module}.${recorded.op} ${shapes} ${JSON.stringify(recorded.kwargs)}`
    test.skipIf(functionFor(recorded) === undefined)(name, () => {
      const { output, grads } = runCase(recorded)
      expect(difference(output, recorded.output, tolerance(recorded.op))).toBe(null)
      recorded.grads?.forEach((expected, k) => {
        if (expected !== null) expect(difference(grads[k]!, expected, tolerance(recorded.op))).toBe(null)
      })
    })
  })
})

test('every recorded operation exists', () => {
  expect(missing).toEqual([])
})
