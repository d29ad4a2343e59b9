/** A quasi-Newton method: curvature from the last few steps. */
import { enableGrad, noGrad } from '../autograd/mode.ts'
import { dtypes, type Numbers } from '../dtype.ts'
import { ArgumentError } from '../errors.ts'
import { overwrite, values } from '../kernels/values.ts'
import type { Settings } from '../ops/settings.ts'
import type { Tensor } from '../tensor.ts'
import { Optimizer, type Parameters } from './optimizer.ts'
import { optimizerOptions } from './options.ts'
import { strongWolfe, type LinePoint } from './strong-wolfe.ts'

export interface LBFGSOptions {
  /** Step length, or the first one a line search tries. Default 1. */
  lr: number
  /** Changes in one call of step. Default 20. */
  maxIter: number
  /** Computations of the loss in one call; by default 1.25 · maxIter. */
  maxEval: number | null
  /** Stop where no component of the gradient is larger. Default 1e-7. */
  toleranceGrad: number
  /** Stop where no component, or the loss, changes more. Default 1e-9. */
  toleranceChange: number
  /** How many steps the curvature is taken from. Default 100. */
  historySize: number
  /** 'strong_wolfe', or null for a fixed step length. Default null. */
  lineSearchFn: 'strong_wolfe' | null
}

const defaults: LBFGSOptions = {
  lr: 1,
  maxIter: 20,
  maxEval: null,
  toleranceGrad: 1e-7,
  toleranceChange: 1e-9,
  historySize: 100,
  lineSearchFn: null,
}

/** A step s and what it changed of the gradient, y. */
interface Pair {
  readonly s: Numbers
  readonly y: Numbers
  readonly ro: number
}

interface Memory {
  pairs: Pair[]
  /** The last direction, step length and gradient. */
  direction: Numbers
  t: number
  gradient: Numbers
  scale: number
}

/**
 * L-BFGS: goes along `−H·g`, where H, the inverse of the curvature, is built from the last steps and never written down.
 * Computes the loss several times a step, and so needs a closure.
 *
 * @param params  tensors, one group of them
 * @throws ArgumentError `lbfgs-closure`, `lbfgs-groups`, `optimizer-option`
 * Source: Nocedal and Wright 2006, Algorithm 7.4.
 * @example const w = tensor([4], { requiresGrad: true }); new optim.LBFGS([w]).step(() => { w.grad = null; const loss = w.square().sum(); loss.backward(); return loss }); w.item() // 0
 */
export class LBFGS extends Optimizer<LBFGSOptions> {
  #memory: Memory | null = null

  constructor(params: Parameters<LBFGSOptions>, ...args: Settings<Partial<LBFGSOptions>>) {
    const options = optimizerOptions('LBFGS', defaults, args)
    super(params, { ...options, maxEval: options.maxEval ?? Math.floor((options.maxIter * 5) / 4) })
    if (this.paramGroups.length !== 1) {
      throw new ArgumentError('LBFGS: takes one group of parameters, for it changes all of them together.', {
        code: 'lbfgs-groups',
        torch: { type: 'ValueError', message: "LBFGS doesn't support per-parameter options (parameter groups)" },
      })
    }
  }

  protected override get printedOnly(): Record<string, unknown> {
    return {}
  }

  protected override update(): void {}

  /** @param closure  clears the gradients, computes the loss, calls backward and returns the loss */
  override step(closure?: () => Tensor): Tensor {
    if (closure === undefined) {
      throw new ArgumentError(
        'LBFGS: step needs a closure that computes the loss and its gradients again: step(() => { …; return loss }).',
        {
          code: 'lbfgs-closure',
          torch: { type: 'TypeError', message: "step() missing 1 required positional argument: 'closure'" },
        },
      )
    }
    this.stepCount++
    const evaluate = (): Tensor => enableGrad(closure)
    return noGrad(() => this.#run(evaluate))
  }

  #run(evaluate: () => Tensor): Tensor {
    const { lr, maxIter, maxEval, toleranceGrad, toleranceChange, lineSearchFn } = this.paramGroups[0]!
    const first = evaluate()
    let loss = first.item() as number
    let gradient = this.#gather()
    let evaluations = 1
    if (largest(gradient) <= toleranceGrad) return first

    for (let i = 1; i <= maxIter; i++) {
      const isFirst = this.#memory === null
      const memory = (this.#memory = this.#remember(gradient))
      const { direction } = memory
      const lossBefore = loss
      const slope = dot(gradient, direction)
      memory.t = isFirst ? Math.min(1, 1 / sumOfAbs(gradient)) * lr : lr
      if (slope > -toleranceChange) break

      if (lineSearchFn === 'strong_wolfe') {
        const start = this.#params.map((p) => values(p).slice())
        const at = (t: number): LinePoint => {
          this.#move(t, direction)
          const lossThere = evaluate().item() as number
          const gradientThere = this.#gather()
          this.#params.forEach((p, k) => write(p, start[k]!))
          return { t, loss: lossThere, gradient: gradientThere, slope: dot(gradientThere, direction) }
        }
        const { point, trials } = strongWolfe(at, { t: 0, loss, gradient, slope }, memory.t, largest(direction))
        evaluations += trials
        memory.t = point.t
        loss = point.loss
        gradient = point.gradient
        this.#move(memory.t, direction)
      } else {
        this.#move(memory.t, direction)
        if (i === maxIter) break
        loss = evaluate().item() as number
        gradient = this.#gather()
        evaluations++
      }
      if (evaluations >= maxEval! || largest(gradient) <= toleranceGrad) break
      if (largest(direction) * memory.t <= toleranceChange || Math.abs(loss - lossBefore) < toleranceChange) break
    }
    return first
  }

  /** What is known after the last step, and the direction of the next. */
  #remember(gradient: Numbers): Memory {
    if (this.#memory === null)
      return { pairs: [], direction: combine(gradient, (g) => -g), t: 0, gradient: gradient.slice(), scale: 1 }
    const { pairs, direction, t, gradient: before, scale } = this.#memory
    const y = combine(gradient, (g, i) => g - before[i]!)
    const s = combine(direction, (d) => d * t)
    const ys = dot(y, s)
    const isUseful = ys > 1e-10
    const known = isUseful ? [...pairs, { s, y, ro: 1 / ys }].slice(-this.paramGroups[0]!.historySize) : pairs
    const diagonal = isUseful ? ys / dot(y, y) : scale
    return {
      pairs: known,
      direction: twoLoops(gradient, known, diagonal),
      t,
      gradient: gradient.slice(),
      scale: diagonal,
    }
  }

  get #params(): Tensor[] {
    return this.paramGroups[0]!.params
  }

  /** All gradients in one row; 0 where there is none. */
  #gather(): Numbers {
    const { dtype } = this.#params[0]!
    const out = new dtypes[dtype].array(this.#params.reduce((n, p) => n + p.numel(), 0))
    let at = 0
    for (const p of this.#params) {
      if (p.ownGrad !== null) out.set(values(p.ownGrad), at)
      at += p.numel()
    }
    return out
  }

  #move(t: number, direction: Numbers): void {
    let at = 0
    for (const p of this.#params) {
      write(
        p,
        combine(values(p), (w, i) => w + t * direction[at + i]!),
      )
      at += p.numel()
    }
  }
}

/** `−H·g` by two passes over the pairs, the newest first and the oldest first. */
function twoLoops(gradient: Numbers, pairs: readonly Pair[], diagonal: number): Numbers {
  const q = combine(gradient, (g) => -g)
  const alphas = new Array<number>(pairs.length)
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { s, y, ro } = pairs[k]!
    const alpha = dot(s, q) * ro
    alphas[k] = alpha
    for (let i = 0; i < q.length; i++) q[i]! -= alpha * y[i]!
  }
  for (let i = 0; i < q.length; i++) q[i]! *= diagonal
  pairs.forEach(({ s, y, ro }, k) => {
    const weight = alphas[k]! - dot(y, q) * ro
    for (let i = 0; i < q.length; i++) q[i]! += weight * s[i]!
  })
  return q
}

function write(parameter: Tensor, numbers: Numbers): void {
  overwrite(parameter, numbers)
  parameter.storage.version++
}

function combine(x: Numbers, f: (value: number, i: number) => number): Numbers {
  const out = x.slice()
  for (let i = 0; i < out.length; i++) out[i] = f(x[i]!, i)
  return out
}

function dot(x: Numbers, y: Numbers): number {
  let total = 0
  for (let i = 0; i < x.length; i++) total += x[i]! * y[i]!
  return total
}

const largest = (x: Numbers): number => total(x, (max, v) => Math.max(max, Math.abs(v)))
const sumOfAbs = (x: Numbers): number => total(x, (sum, v) => sum + Math.abs(v))

function total(x: Numbers, f: (before: number, value: number) => number): number {
  let result = 0
  for (let i = 0; i < x.length; i++) result = f(result, x[i]!)
  return result
}
