/** Gradients, as functions and methods. */
import { runBackward, runFrom, type BackwardOptions } from '../autograd/backward.ts'
import { rootEdge, startingGradient } from '../autograd/start.ts'
import type { Hook } from '../autograd/node.ts'
import { ArgumentError, GradError, runtimeError } from '../errors.ts'
import { methods, type AsMethod } from '../methods.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'

/**
 * Adds `d output / d leaf` to the `grad` of every leaf that `output` was computed from.
 *
 * @param output    one number, or any shape with a gradient to start from
 * @param gradient  the shape of output; 1 by default
 * @param options.retainGraph  keep what the formulas need, to walk the graph again
 * @param options.createGraph  record the gradients, so that they can be differentiated
 * @throws GradError `backward-without-graph`, `backward-of-many`, `backward-twice`, `changed-in-place`
 * Source: Rumelhart, Hinton, Williams 1986; Baydin et al. 2018, §3.2.
 * @example const w = tensor([2], { requiresGrad: true }); w.pow(2).backward(); w.grad.tolist() // [4]
 */
export function backward(output: Tensor, gradient?: Tensor | BackwardOptions | null, options?: BackwardOptions): void {
  if (gradient === undefined && options === undefined) {
    runFrom(input('backward', output), null, false, false)
    return
  }
  const isOptions = gradient != null && !('storage' in gradient)
  const { createGraph = false, retainGraph = createGraph } = (isOptions ? gradient : options) ?? {}
  const start = isOptions ? null : ((gradient as Tensor | null | undefined) ?? null)
  runFrom(input('backward', output), start, retainGraph, createGraph)
}

export interface GradOptions extends BackwardOptions {
  /** Gradients to start from, one for each output; 1 by default. */
  gradOutputs?: Tensor | readonly (Tensor | null)[]
  /** Give null for inputs the outputs do not depend on, instead of an error. */
  allowUnused?: boolean
}

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T])

/**
 * The gradients of outputs with respect to inputs, as tensors; no `grad` is changed.
 *
 * @param outputs  one tensor or several
 * @param inputs   one tensor or several, that outputs were computed from
 * @returns  one gradient for each input, in its shape; null for unused ones where allowed
 * @throws GradError `grad-unused`, and those of `backward`
 * @example const x = tensor(3, { requiresGrad: true }); grad(x.pow(2), x)[0].item() // 6
 */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options: GradOptions = {},
): Tensor[] {
  const { createGraph = false, retainGraph = createGraph, gradOutputs, allowUnused = false } = options
  const from = listOf(outputs)
  const starts = gradOutputs === undefined ? [] : listOf(gradOutputs as Tensor | readonly Tensor[])
  const wanted = listOf(inputs).map((x) => {
    const edge = input('grad', x).gradientEdge()
    if (edge !== null) return edge
    throw new GradError('grad: an input does not require a gradient. Make it with { requiresGrad: true }.', {
      code: 'grad-of-constant',
      torch: runtimeError('One of the differentiated Tensors does not require grad'),
    })
  })
  const found = runBackward({
    roots: from.map(rootEdge),
    gradients: from.map((output, i) => startingGradient(output, starts[i])),
    retainGraph,
    createGraph,
    wanted,
  })
  return found.map((gradient) => {
    if (gradient !== undefined) return gradient
    if (allowUnused) return null as unknown as Tensor
    throw new GradError(
      'grad: an output does not depend on one of the inputs. { allowUnused: true } gives null for it.',
      {
        code: 'grad-unused',
        torch: runtimeError(
          'One of the differentiated Tensors appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.',
        ),
      },
    )
  })
}

/**
 * Keeps the gradient of a tensor that is not a leaf in its `grad`.
 * @example const y = tensor([3], { requiresGrad: true }).mul(2); y.retainGrad(); y.square().sum().backward(); y.grad.tolist() // [12]
 */
export function retainGrad(x: Tensor): void {
  const node = x.gradFn
  if (!x.requiresGrad) {
    throw new GradError(
      'retainGrad: this tensor has no gradient. Make it, or what it is computed from, with { requiresGrad: true }.',
      {
        code: 'retain-grad',
        torch: runtimeError("can't retain_grad on Tensor that has requires_grad=False"),
      },
    )
  }
  if (node === null) return
  x.retainsGrad = true
  const retaining = (node.more.retaining ??= new Map())
  retaining.set(x.outputIndex, x)
}

/**
 * Calls `hook` with the gradient of this tensor whenever it is computed; what it returns, if anything, takes its place.
 * @returns  a handle whose `remove()` ends it
 * @example const w = tensor([1], { requiresGrad: true }); w.registerHook((g) => g.mul(10)); w.sum().backward(); w.grad.tolist() // [10]
 */
export function registerHook(x: Tensor, hook: Hook): { remove(): void } {
  const edge = x.gradientEdge()
  if (edge === null) {
    throw new GradError('registerHook: this tensor has no gradient. Make it with { requiresGrad: true }.', {
      code: 'hook-without-grad',
      torch: runtimeError("cannot register a hook on a tensor that doesn't require gradient"),
    })
  }
  if (typeof hook !== 'function')
    throw new ArgumentError('registerHook: expects a function of the gradient.', { code: 'hook-not-a-function' })
  const all = (edge.node.more.hooks ??= new Map())
  const hooks = all.get(edge.index) ?? []
  all.set(edge.index, hooks)
  hooks.push(hook)
  return {
    remove() {
      const at = hooks.indexOf(hook)
      if (at >= 0) hooks.splice(at, 1)
    },
  }
}

declare module '../tensor.ts' {
  interface Tensor {
    backward: AsMethod<typeof backward>
    retainGrad: AsMethod<typeof retainGrad>
    registerHook: AsMethod<typeof registerHook>
  }
}
methods({ backward, retainGrad, registerHook })
