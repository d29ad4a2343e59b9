/** Numbers at even distances. */
import { isFloating, type DType, type Numbers } from '../dtype.ts'
import { ArgumentError } from '../errors.ts'
import { fillEvenly } from '../kernels/ramp.ts'
import { fromNumbers, newNumbers, numberAs } from '../kernels/values.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { createNames, created, type CreateOptions } from './create.ts'

interface RangeOptions extends CreateOptions {
  start?: number
  end?: number
  step?: number
}

/**
 * `start, start + step, …` below `end`: `arange(end)`, `arange(start, end)`, `arange(start, end, step)`.
 * int64 where all are whole numbers, as in PyTorch; float32 otherwise.
 * @throws ArgumentError `arange-step` where steps do not lead from start to end
 * @example arange(3).tolist() // [0, 1, 2]
 */
export function arange(...args: Call<[start: number, end: number, step: number], RangeOptions>): Tensor {
  const inRow = args.filter((value) => typeof value === 'number').length
  const names = inRow === 1 ? (['end'] as const) : (['start', 'end', 'step'] as const)
  const {
    start = 0,
    end = 0,
    step = 1,
    ...options
  } = named<RangeOptions>('arange', [], [...names, ...settingNames], args)
  if (step === 0 || (end - start) / step < 0) {
    const message = step === 0 ? 'step must be nonzero' : 'upper bound and larger bound inconsistent with step sign'
    throw new ArgumentError(`arange: from ${start} to ${end} there is no way in steps of ${step}.`, {
      code: 'arange-step',
      params: { start, end, step },
      torch: { type: 'RuntimeError', message },
    })
  }
  const dtype = options.dtype ?? ([start, end, step].every(Number.isInteger) ? 'int64' : 'float32')
  const out = newNumbers(dtype, Math.ceil((end - start) / step))
  fill(
    out,
    dtype,
    (i) => start + i * step,
    (k) => k * step,
  )
  return created(fromNumbers(out, [out.length], dtype), options)
}

const settingNames = ['start', 'end', 'step', ...createNames] as const

function fill(out: Numbers, dtype: DType, value: (i: number) => number, advance: (k: number) => number): void {
  if (isFloating(dtype)) fillEvenly(out, value, advance)
  else for (let i = 0; i < out.length; i++) out[i] = numberAs(value(i), dtype)
}

interface SpaceOptions extends CreateOptions {
  start?: number
  end?: number
  /** How many. */
  steps?: number
}

/**
 * `steps` numbers from `start` to `end`, both included.
 * @throws ArgumentError `negative`
 * @example linspace(0, 1, 3).tolist() // [0, 0.5, 1]
 */
export function linspace(...args: Call<[start: number, end: number, steps: number], SpaceOptions>): Tensor {
  const { start, end, steps, ...options } = named<
    SpaceOptions & Required<Pick<SpaceOptions, 'start' | 'end' | 'steps'>>
  >('linspace', ['start', 'end', 'steps'], [...createNames], args)
  checkSteps('linspace', steps)
  const dtype = options.dtype ?? 'float32'
  const round = dtype === 'float32' ? Math.fround : (v: number) => v
  const out = newNumbers(dtype, steps)
  const [first, last] = [round(start), round(end)]
  const step = steps > 1 ? round(round(last - first) / (steps - 1)) : 0
  const half = Math.floor(steps / 2)
  // From both ends to the middle, as PyTorch does: the last number is exactly `end`.
  fill(
    out,
    dtype,
    (i) => (i < half || steps === 1 ? first + step * i : last - step * (steps - i - 1)),
    (k) => round(k * step),
  )
  return created(fromNumbers(out, [steps], dtype), options)
}

/**
 * Numbers whose logarithms are evenly spaced: `base^start` to `base^end`.
 * @param options.base  default 10
 * @throws ArgumentError `negative`
 * @example logspace(0, 2, 3).tolist() // [1, 10, 100]
 */
export function logspace(
  ...args: Call<[start: number, end: number, steps: number, base: number], SpaceOptions & { base?: number }>
): Tensor {
  type Named = SpaceOptions & Required<Pick<SpaceOptions, 'start' | 'end' | 'steps'>> & { base?: number }
  const {
    start,
    end,
    steps,
    base = 10,
    ...options
  } = named<Named>('logspace', ['start', 'end', 'steps'], ['base', ...createNames], args)
  checkSteps('logspace', steps)
  const dtype = options.dtype ?? 'float32'
  const out = newNumbers(dtype, steps)
  const step = steps > 1 ? (end - start) / (steps - 1) : 0
  for (let i = 0; i < steps; i++) {
    const exponent = i < steps / 2 ? start + step * i : end - step * (steps - i - 1)
    out[i] = numberAs(base ** exponent, dtype)
  }
  return created(fromNumbers(out, [steps], dtype), options)
}

function checkSteps(operation: string, steps: number): void {
  if (steps >= 0) return
  throw new ArgumentError(`${operation}: steps is a number from 0 up, got ${steps}.`, {
    code: 'negative',
    params: { operation, argument: 'steps', value: steps },
    torch: { type: 'RuntimeError', message: 'number of steps must be non-negative' },
  })
}
