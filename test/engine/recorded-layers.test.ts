/** Products, layers and pooling against what PyTorch gave: numbers, gradients, and the node's name. */
import { describe, expect, test } from 'vitest'
import { difference, functionFor, recordedCases, runCase, type RecordedTensor } from './helpers/oracle.ts'

/** Nodes that bear another name in PyTorch 2. */
const renamed = (name: string): string =>
  name
    .replace('torch::autograd::', '')
    .replace(/^(Upsample.*Backward)1$/, '$10')
    .replace('SqueezeBackward3', 'SqueezeBackward4')

/** These are made of other steps here; and PyTorch 1.13 ends with a copy in a few places. */
const otherSteps = ['einsum', 'multi_head_attention_forward']
const namesNode = ({ op, grad_fn }: { op: string; grad_fn?: string }): boolean =>
  grad_fn !== undefined && !otherSteps.includes(op) && grad_fn !== 'CloneBackward0'

/** A sum is as exact as its largest terms: small numbers among large ones may differ by more than their own last digits. */
function tolerance({ data }: RecordedTensor) {
  const sizes = data.map((value) => Math.abs(Number(value))).filter(Number.isFinite)
  return { relative: 2e-6, absolute: 1e-6 * Math.max(2, ...sizes) }
}

describe.each(['linear-algebra', 'layers', 'pooling', 'attention'])('%s agree with the recorded PyTorch', (file) => {
  recordedCases(new URL(`../oracle/${file}.json`, import.meta.url)).forEach((recorded, i) => {
    const shapes = recorded.inputs.map((x) => `[${x.shape}]`).join(' ')
    test(`${i}: ${recorded.module}.${recorded.op} ${shapes} ${JSON.stringify(recorded.kwargs)}`, () => {
      expect(functionFor(recorded)).toBeDefined()
      const { output, grads } = runCase(recorded)
      expect(difference(output, recorded.output, tolerance(recorded.output))).toBe(null)
      recorded.grads?.forEach((expected, k) => {
        if (expected !== null) expect(difference(grads[k]!, expected, tolerance(expected))).toBe(null)
      })
      if (namesNode(recorded)) expect(output.gradFn?.name).toBe(renamed(recorded.grad_fn!))
    })
  })
})
