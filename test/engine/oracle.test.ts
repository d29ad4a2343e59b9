import { describe, expect, test } from 'vitest'
import { difference, functionFor, recordedCases, runCase } from './helpers/oracle.ts'

const cases = recordedCases()
const missing = [...new Set(cases.filter((c) => functionFor(c) === undefined).map((c) => `${c.module}.${c.op}`))]

describe('operations agree with the recorded PyTorch', () => {
  cases.forEach((recorded, i) => {
    const shapes = recorded.inputs.map((x) => `[${x.shape}]`).join(' ')
    const name = `${i}: ${recorded.module}.${recorded.op} ${shapes} ${JSON.stringify(recorded.kwargs)}`
    test.skipIf(functionFor(recorded) === undefined)(name, () => {
      const { output, grads } = runCase(recorded)
      expect(difference(output, recorded.output)).toBe(null)
      recorded.grads?.forEach((expected, k) => {
        if (expected !== null) expect(difference(grads[k]!, expected)).toBe(null)
      })
    })
  })
})

test('every recorded operation exists', () => {
  expect(missing).toEqual([])
})
