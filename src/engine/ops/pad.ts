/** Margins around a tensor. */
import { apply } from '../autograd/apply.ts'
import { ArgumentError, ShapeError, runtimeError, shown } from '../errors.ts'
import { gridPlaces } from '../kernels/places.ts'
import type { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { input } from './operand.ts'
import { choosing } from './places.ts'
import { choice } from './settings.ts'

const modes = ['constant', 'reflect', 'replicate', 'circular'] as const
type Mode = (typeof modes)[number]

export interface PadOptions {
  pad?: readonly number[]
  /** What stands in the margin: one number, the elements mirrored, the edge, or the other end. Default: constant. */
  mode?: Mode
  /** The number of a constant margin. Default: 0. */
  value?: number | boolean
}

const Constant = choosing('ConstantPadNdBackward0')
const records: Readonly<Record<Exclude<Mode, 'constant'>, (dims: number) => ReturnType<typeof choosing>>> = {
  reflect: (dims) => choosing(`ReflectionPad${dims}DBackward0`),
  replicate: (dims) => choosing(`ReplicationPad${dims}DBackward0`),
  circular: () => choosing('CopySlices'),
}

/** The index that is shown at place i, counted from the edge of the tensor; −1 for none. */
const shownAt: Readonly<Record<Mode, (i: number, size: number) => number>> = {
  constant: (i, size) => (i < 0 || i >= size ? -1 : i),
  reflect: (i, size) => (i < 0 ? -i : i >= size ? 2 * (size - 1) - i : i),
  replicate: (i, size) => Math.min(Math.max(i, 0), size - 1),
  circular: (i, size) => (i + size) % size,
}

/**
 * A margin on each side of the last dimensions; where it is negative, that much is cut off.
 *
 * @param x  [...]
 * @param pad  two numbers for each dimension, the last dimension first: `[left, right, top, bottom]`
 * @param options.mode  `'constant'`, `'reflect'` (mirrored at the edge element), `'replicate'` (the edge element) or `'circular'` (the other end);
 *                      the last three pad the last dimensions of tensors that have one or two dimensions more
 * @param options.value  the number of a constant margin
 * @returns  [..., left + n + right]
 * @throws ShapeError `pad-length`, `pad-size`, `pad-rank`; ArgumentError `not-a-choice`, `pad-value`
 * Gradient: g where the elements were, with what the margin showed added to it.
 * @example functional.pad(tensor([1, 2]), [1, 1]).tolist() // [0, 1, 2, 0]
 */
export function pad(
  x: Tensor,
  ...args: Call<[pad: readonly number[], mode: Mode, value: number | boolean], PadOptions>
): Tensor {
  const {
    pad: margins,
    mode = 'constant',
    value,
  } = named<PadOptions & { pad: readonly number[] }>('pad', ['pad'], ['mode', 'value'], args)
  choice('pad', 'mode', mode, modes, { type: 'NotImplementedError', message: `Unrecognised padding mode ${mode}` })
  checkLength(input('pad', x), margins)
  if (mode !== 'constant') {
    checkRank(x, margins, mode)
    if (value !== undefined && Number(value) !== 0)
      throw new ArgumentError(`pad: mode '${mode}' takes its margin from the tensor and has no value.`, {
        code: 'pad-value',
        params: { mode },
        torch: runtimeError(`Padding mode "${mode}" doesn't take in value argument`),
      })
  }
  const axes = x.shape.map((size, d) => {
    const i = 2 * (x.ndim - 1 - d)
    const [before, after] = [margins[i] ?? 0, margins[i + 1] ?? 0]
    checkSize(x, d, before, after, mode)
    return Int32Array.from({ length: size + before + after }, (_, at) => shownAt[mode](at - before, size))
  })
  const record = mode === 'constant' ? Constant : records[mode](margins.length / 2)
  return apply(record, [x], {
    at: gridPlaces(axes, x.shape),
    shape: axes.map((axis) => axis.length),
    from: x.shape,
    fill: Number(value ?? 0),
  })
}

function checkLength(x: Tensor, pad: readonly number[]): void {
  if (pad.length % 2 === 0 && pad.length <= 2 * x.ndim) return
  throw new ShapeError(
    `pad: needs two numbers for each dimension that is padded, at most ${2 * x.ndim} for ${shown(x.shape)}, got ${pad.length}.`,
    {
      code: 'pad-length',
      params: { shape: x.shape, length: pad.length },
      torch: runtimeError(pad.length % 2 === 0 ? 'Padding length too large' : 'Padding length must be divisible by 2'),
    },
  )
}

/** Margins of a tensor's own elements are for the last dimensions of [channels, ...] or [batch, channels, ...]. */
function checkRank(x: Tensor, pad: readonly number[], mode: Mode): void {
  const dims = pad.length / 2
  if (dims >= 1 && dims <= 3 && (x.ndim === dims + 1 || x.ndim === dims + 2)) return
  throw new ShapeError(
    `pad: mode '${mode}' pads the last 1, 2 or 3 dimensions of a tensor with one or two more, got ${dims} of ${shown(x.shape)}.`,
    {
      code: 'pad-rank',
      params: { mode, dims, shape: x.shape },
      torch: {
        type: 'NotImplementedError',
        message: 'Only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now',
      },
    },
  )
}

function checkSize(x: Tensor, d: number, before: number, after: number, mode: Mode): void {
  const size = x.shape[d]!
  const limit = { constant: Infinity, replicate: Infinity, reflect: size - 1, circular: size }[mode]
  const larger = Math.max(before, after)
  if (larger <= limit && size + before + after >= 0 && -Math.min(before, after) <= size) return
  const torch =
    mode === 'reflect'
      ? `Argument #4: Padding size should be less than the corresponding input dimension, but got: padding (${before}, ${after}) at dimension ${d} of input ${shown(x.shape)}`
      : mode === 'circular'
        ? 'Padding value causes wrapping around more than once.'
        : `The input size ${size}, plus negative padding ${before} and ${after}, resulted in a negative output size, which is invalid. Check dimension ${d} of your input.`
  throw new ShapeError(
    `pad: margins of ${before} and ${after} do not suit dimension ${d} of ${shown(x.shape)} in mode '${mode}'.`,
    {
      code: 'pad-size',
      params: { mode, before, after, dim: d, shape: x.shape },
      torch: runtimeError(torch),
    },
  )
}
