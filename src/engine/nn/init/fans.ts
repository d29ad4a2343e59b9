/** How many numbers come into and go out of a unit of a layer: what initial weights are scaled by. */
import { ArgumentError, ShapeError, type TorchError } from '../../errors.ts'
import { numelOf } from '../../shape.ts'
import type { Tensor } from '../../tensor.ts'

export type FanMode = 'fan_in' | 'fan_out'

const valueError = (message: string): TorchError => ({ type: 'ValueError', message })

/** @throws ShapeError `init-rank` unless the tensor has one of these numbers of dimensions */
export function requireRank(
  operation: string,
  { ndim }: Tensor,
  isAllowed: boolean,
  allowed: string,
  torch: string,
): void {
  if (isAllowed) return
  throw new ShapeError(`${operation}: takes a tensor of ${allowed} dimensions, got ${ndim}.`, {
    code: 'init-rank',
    params: { operation, allowed, rank: ndim },
    torch: valueError(torch),
  })
}

/** Of a weight [out, in, window…]: `in · window` and `out · window`. */
export function fansOf(operation: string, weight: Tensor): { fanIn: number; fanOut: number } {
  requireRank(
    operation,
    weight,
    weight.ndim >= 2,
    '≥ 2',
    'Fan in and fan out can not be computed for tensor with fewer than 2 dimensions',
  )
  const [out, into, ...window] = weight.shape as [number, number, ...number[]]
  const places = numelOf(window)
  return { fanIn: into * places, fanOut: out * places }
}

export function fanOf(operation: string, weight: Tensor, mode: FanMode): number {
  if (mode !== 'fan_in' && mode !== 'fan_out')
    throw notKnown(
      operation,
      'mode',
      mode,
      ['fan_in', 'fan_out'],
      `Mode ${String(mode)} not supported, please use one of ['fan_in', 'fan_out']`,
    )
  const { fanIn, fanOut } = fansOf(operation, weight)
  return mode === 'fan_in' ? fanIn : fanOut
}

function notKnown(
  operation: string,
  option: string,
  value: string,
  known: readonly string[],
  torch: string,
): ArgumentError {
  return new ArgumentError(
    `${operation}: ${option} is one of ${known.map((word) => `'${word}'`).join(', ')}, got '${value}'.`,
    {
      code: 'not-a-choice',
      params: { operation, option, value, known: known.join(', ') },
      torch: valueError(torch),
    },
  )
}

const gains: Readonly<Record<string, (slope: number) => number>> = {
  ...Object.fromEntries(
    ['linear', 'conv1d', 'conv2d', 'conv3d', 'conv_transpose1d', 'conv_transpose2d', 'conv_transpose3d', 'sigmoid'].map(
      (name) => [name, () => 1],
    ),
  ),
  tanh: () => 5 / 3,
  relu: () => Math.sqrt(2),
  leaky_relu: (slope) => Math.sqrt(2 / (1 + slope ** 2)),
  selu: () => 3 / 4,
}

/**
 * By how much an activation shrinks what goes through it: the factor that initial weights make up for.
 *
 * @param nonlinearity  'linear', 'sigmoid', 'tanh', 'relu', 'leaky_relu', 'selu' or the name of a convolution
 * @param param         the slope of 'leaky_relu' below 0; default 0.01
 * @throws ArgumentError `not-a-choice`
 * @example nn.init.calculateGain('relu') // 1.4142135623730951
 */
export function calculateGain(nonlinearity: string, param: number | { param?: number } = 0.01): number {
  const gain = gains[nonlinearity]
  if (gain === undefined)
    throw notKnown(
      'calculateGain',
      'nonlinearity',
      nonlinearity,
      Object.keys(gains),
      `Unsupported nonlinearity ${nonlinearity}`,
    )
  return gain(typeof param === 'number' ? param : (param.param ?? 0.01))
}
