/** Reductions, sorting, shapes and indexing against what PyTorch gave: numbers, gradients, and the node's name. */
import { describe, expect, test } from 'vitest'
import { range, type Index, type Tensor } from '../../src/engine/index.ts'
import {
  difference,
  fromRecorded,
  functionFor,
  recordedCases,
  runCase,
  type Case,
  type Outcome,
} from './helpers/oracle.ts'

const tolerance = { relative: 2e-6, absolute: 1e-6 }

describe.each(['reductions', 'shapes', 'indexing'])('%s agree with the recorded PyTorch', (file) => {
  recordedCases(new URL(`../oracle/${file}.json`, import.meta.url)).forEach((recorded, i) => {
    const shapes = recorded.inputs.map((x) => `[${x.shape}]`).join(' ')
    test(`${i}: ${recorded.module}.${recorded.op} ${shapes} ${JSON.stringify(recorded.kwargs)}`, () => {
      expect(functionFor(recorded)).toBeDefined()
      const { output, grads } = 'index' in recorded ? runIndexing(recorded as Bracketed) : runCase(recorded)
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
const otherNodes = new Set(
  'quantile nanquantile cov corrcoef trapezoid trapz cumulative_trapezoid block_diag select_scatter slice_scatter diagonal_scatter'.split(
    ' ',
  ),
)

const nodeName = (recorded: string): string => recorded.replace('torch::autograd::', '')

/** What stands in the brackets of Python's `x[...]` or `x[...] = value`. */
type Bracketed = Case & { index: unknown[]; value?: number | { $: number } }

function runIndexing({ inputs, index, value, upstream }: Bracketed): Outcome {
  const tensors = inputs.map(fromRecorded)
  const x = tensors[0]!
  const marked = (item: unknown): unknown =>
    typeof item === 'object' && item !== null && '$' in item ? tensors[(item as { $: number }).$] : item
  const brackets = index.map((item) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item) || !('slice' in item))
      return marked(item) as Index
    const [start, stop, step] = item.slice as [number | null, number | null, number | null]
    return range(start, stop, step ?? 1)
  })
  const output =
    value === undefined
      ? x.get(...brackets)
      : (x.requiresGrad ? x.mul(1) : x.clone()).set(brackets, marked(value) as number | Tensor)
  if (upstream) output.backward(fromRecorded(upstream))
  return { output, grads: tensors.map((t) => t.grad) }
}
