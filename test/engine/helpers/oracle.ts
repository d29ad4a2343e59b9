/** The recorded PyTorch cases of `test/oracle/ops.json`, and how one is run on the engine. */
import { readFileSync } from 'node:fs'
import * as engine from '../../../src/engine/index.ts'
import type { Tensor } from '../../../src/engine/index.ts'
import { tensor, type DType } from '../../../src/engine/index.ts'

type Recorded = number | 'nan' | 'inf' | '-inf' | boolean

export interface RecordedTensor {
  shape: number[]
  data: Recorded[]
  dtype?: DType
  requires_grad?: boolean
}

export interface Case {
  op: string
  /** Where PyTorch has it; of `Tensor` the method is called. */
  module: 'torch' | 'F' | 'Tensor' | 'linalg'
  inputs: RecordedTensor[]
  args: unknown[]
  kwargs: Record<string, unknown>
  /** The member of a result of several tensors. */
  pick?: number
  output: RecordedTensor
  upstream?: RecordedTensor
  grads?: (RecordedTensor | null)[]
  /** The name of the output's node. */
  grad_fn?: string
}

export function recordedCases(file = new URL('../../oracle/ops.json', import.meta.url)): Case[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }).cases
}

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

const number = (value: Recorded): number =>
  typeof value === 'string' ? { nan: NaN, inf: Infinity, '-inf': -Infinity }[value]! : Number(value)

export function fromRecorded({ shape, data, dtype, requires_grad }: RecordedTensor): Tensor {
  return tensor(data.map(number), { dtype: dtype ?? 'float32' })
    .reshape(shape)
    .detach()
    .requiresGrad_(requires_grad ?? false)
}

/** The engine's function for a recorded operation, if there is one. */
export function functionFor({ module, op }: Case): ((...args: unknown[]) => unknown) | undefined {
  const name = camel(op)
  if (module === 'Tensor') return (x, ...rest) => (x as Record<string, (...args: unknown[]) => unknown>)[name]!(...rest)
  const spaces = module === 'F' ? [engine.functional, engine] : module === 'linalg' ? [engine.linalg] : [engine]
  for (const space of spaces) {
    const found = (space as Record<string, unknown>)[name]
    if (typeof found === 'function') return found as (...args: unknown[]) => unknown
  }
  return undefined
}

export interface Outcome {
  output: Tensor
  grads: (Tensor | null)[]
}

/** Calls the operation as a reader would, then `backward` from the recorded gradient. */
export function runCase(recorded: Case): Outcome {
  const f = functionFor(recorded)!
  const inputs = recorded.inputs.map(fromRecorded)
  const filled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(filled)
    if (value === 'nan' || value === 'inf' || value === '-inf') return number(value)
    if (typeof value === 'object' && value !== null && '$' in value) return inputs[(value as { $: number }).$]
    return value
  }
  const args = recorded.args.map(filled)
  const options = Object.entries(recorded.kwargs).map(([key, value]) => [camel(key), filled(value)])
  if (options.length > 0) args.push(Object.fromEntries(options))
  const result = f(...args)
  const output =
    recorded.pick === undefined
      ? (result as Tensor)
      : Array.isArray(result)
        ? (result[recorded.pick] as Tensor)
        : (Object.values(result as object)[recorded.pick] as Tensor)
  if (recorded.upstream) output.backward(fromRecorded(recorded.upstream))
  return { output, grads: inputs.map((x) => x.grad) }
}

/** The first difference beyond the tolerance, in words, or null. */
export function difference(
  found: Tensor,
  recorded: RecordedTensor,
  { relative = 1e-5, absolute = 1e-6 } = {},
): string | null {
  if (found.shape.join() !== recorded.shape.join()) return `shape [${found.shape}] for [${recorded.shape}]`
  const expectedType = recorded.dtype ?? 'float32'
  if (found.dtype !== expectedType) return `dtype ${found.dtype} for ${expectedType}`
  const numbers = found.tolist() as number[] | number
  const flat = [numbers].flat(Infinity as 1) as unknown as number[]
  for (let i = 0; i < recorded.data.length; i++) {
    const expected = number(recorded.data[i]!)
    const value = Number(flat[i])
    if (Object.is(value, expected) || value === expected) continue
    if (!(Math.abs(value - expected) <= absolute + relative * Math.abs(expected)))
      return `element ${i}: ${value} for ${expected}`
  }
  return null
}
