/** Gradients against central differences, in float64. */
import type { Tensor } from '../../../src/engine/index.ts'
import { grad, tensor } from '../../../src/engine/index.ts'

type Tensors = readonly Tensor[]

/** A fixed gradient to start from: 0.3, 0.8, 1.3, … so that no two elements of the output weigh the same. */
const weights = (output: Tensor): Tensor =>
  tensor(
    Float64Array.from({ length: output.numel() }, (_, i) => 0.3 + 0.5 * i),
    { dtype: 'float64' },
  ).reshape(output.shape)

/**
 * The largest difference between `backward` and `(f(x + h) − f(x − h)) / 2h`, over all elements of all inputs that require
 * a gradient, relative to the larger of the gradient and 1. About 1e-9 where the formula is right.
 * @param f  of the inputs; any differentiable result
 * @param options.allowUnused  take an input that nothing depends on to have the gradient 0
 * @param inputs  float64, those to be checked with requiresGrad
 */
export function gradcheck(
  f: (...inputs: Tensor[]) => Tensor,
  inputs: Tensors,
  { h = 1e-6, allowUnused = false } = {},
): number {
  const output = f(...inputs)
  const upstream = weights(output)
  const checked = inputs.filter((x) => x.requiresGrad)
  const gradients = grad(output, checked, { gradOutputs: upstream, allowUnused })
  let worst = 0
  checked.forEach((x, k) => {
    const at = inputs.indexOf(x)
    const flat = x.contiguous().reshape(-1).tolist() as number[]
    const given = (gradients[k]?.reshape(-1).tolist() ?? flat.map(() => 0)) as number[]
    for (let i = 0; i < flat.length; i++) {
      const value = (step: number): number => {
        const moved = tensor(flat.with(i, flat[i]! + step), { dtype: 'float64' }).reshape(x.shape)
        return f(...inputs.map((input, j) => (j === at ? moved : input.detach())))
          .mul(upstream)
          .sum()
          .item() as number
      }
      const numeric = (value(h) - value(-h)) / (2 * h)
      const error = Math.abs(numeric - given[i]!) / Math.max(1, Math.abs(numeric))
      worst = Number.isNaN(error) ? NaN : Math.max(worst, error)
    }
  })
  return worst
}

/**
 * The same for the gradient's own gradient: how `createGraph`'s result depends on the inputs and on the gradient it
 * started from, against differences.
 */
export function gradgradcheck(f: (...inputs: Tensor[]) => Tensor, inputs: Tensors): number {
  const upstream = weights(f(...inputs))
    .detach()
    .requiresGrad_()
  const first = (...given: Tensor[]): Tensor => {
    const start = given.at(-1)!
    // Differences are taken of constants: they become leaves here, to have a gradient at all.
    const leaves = given
      .slice(0, -1)
      .map((x, i) => (inputs[i]!.requiresGrad && !x.requiresGrad ? x.detach().requiresGrad_() : x))
    const wanted = leaves.filter((x) => x.requiresGrad)
    const gradients = grad(f(...leaves), wanted, { gradOutputs: start, createGraph: true })
    return gradients.map((g) => g.mul(weights(g)).sum()).reduce((a, b) => a.add(b))
  }
  return gradcheck(first, [...inputs, upstream], { allowUnused: true })
}

/** float64 numbers in (low, high), the same on every run. */
export function numbers(shape: number[], { low = -2, high = 2, seed = 1, requiresGrad = true } = {}): Tensor {
  let state = seed * 2654435761
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0
    return low + ((high - low) * state) / 2 ** 32
  }
  const n = shape.reduce((a, b) => a * b, 1)
  return tensor(Float64Array.from({ length: n }, next), { dtype: 'float64' })
    .reshape(shape)
    .detach()
    .requiresGrad_(requiresGrad)
}
