/** Initial weights scaled so that what goes through many layers neither grows nor shrinks. */
import { noGrad } from '../../autograd/mode.ts'
import { settings, type Settings } from '../../ops/settings.ts'
import type { Tensor } from '../../tensor.ts'
import { calculateGain, fanOf, fansOf, type FanMode } from './fans.ts'
import { warnOfEmpty, type RandomInit } from './fill.ts'

interface Xavier extends RandomInit {
  gain?: number
}

/**
 * Even draws from [−a, a), `a = gain · √(6 / (fanIn + fanOut))`: forward and backward keep their size.
 *
 * @param tensor  [out, in, …]
 * @param args    gain (default 1), in a row or by name
 * @throws ShapeError `init-rank`
 * Source: Glorot and Bengio 2010, formula 16.
 * @example nn.init.xavierUniform_(zeros(3, 3)).abs().le(1).all().item() // true
 */
export function xavierUniform_(tensor: Tensor, ...args: Settings<Xavier>): Tensor {
  const { gain = 1, generator } = settings<Xavier>('xavierUniform_', ['gain', 'generator'], args)
  const { fanIn, fanOut } = fansOf('xavierUniform_', tensor)
  const bound = Math.sqrt(3) * (gain * Math.sqrt(2 / (fanIn + fanOut)))
  return noGrad(() => tensor.uniform_(-bound, bound, { generator }))
}

/**
 * Normal numbers of deviation `gain · √(2 / (fanIn + fanOut))`, for a tensor [out, in, …].
 * @throws ShapeError `init-rank`
 * Source: Glorot and Bengio 2010.
 * @example nn.init.xavierNormal_(zeros(2, 3)).shape // [2, 3]
 */
export function xavierNormal_(tensor: Tensor, ...args: Settings<Xavier>): Tensor {
  const { gain = 1, generator } = settings<Xavier>('xavierNormal_', ['gain', 'generator'], args)
  const { fanIn, fanOut } = fansOf('xavierNormal_', tensor)
  const std = gain * Math.sqrt(2 / (fanIn + fanOut))
  return noGrad(() => tensor.normal_(0, std, { generator }))
}

interface Kaiming extends RandomInit {
  a?: number
  mode?: FanMode
  nonlinearity?: string
}

function deviation(
  operation: string,
  tensor: Tensor,
  { a = 0, mode = 'fan_in', nonlinearity = 'leaky_relu' }: Kaiming,
): number | null {
  if (tensor.numel() > 0) return calculateGain(nonlinearity, a) / Math.sqrt(fanOf(operation, tensor, mode))
  warnOfEmpty(operation)
  return null
}

/**
 * Even draws of deviation `gain / √fan`: what ReLUs halve is made up for. PyTorch's layers begin so, with a = √5.
 *
 * @param tensor  [out, in, …]
 * @param args    a, the slope below 0 (default 0); mode, 'fan_in' (default) or 'fan_out'; nonlinearity (default 'leaky_relu')
 * @throws ShapeError `init-rank`; ArgumentError `not-a-choice`
 * Source: He et al. 2015, formulas 10 and 14.
 * @example nn.init.kaimingUniform_(zeros(2, 6), { nonlinearity: 'relu' }).abs().le(1).all().item() // true
 */
export function kaimingUniform_(tensor: Tensor, ...args: Settings<Kaiming>): Tensor {
  const options = settings<Kaiming>('kaimingUniform_', ['a', 'mode', 'nonlinearity', 'generator'], args)
  const std = deviation('kaimingUniform_', tensor, options)
  if (std === null) return tensor
  const bound = Math.sqrt(3) * std
  return noGrad(() => tensor.uniform_(-bound, bound, { generator: options.generator }))
}

/**
 * Normal numbers of deviation `gain / √fan`, for a tensor [out, in, …].
 * @throws ShapeError `init-rank`; ArgumentError `not-a-choice`
 * Source: He et al. 2015.
 * @example nn.init.kaimingNormal_(zeros(2, 3)).shape // [2, 3]
 */
export function kaimingNormal_(tensor: Tensor, ...args: Settings<Kaiming>): Tensor {
  const options = settings<Kaiming>('kaimingNormal_', ['a', 'mode', 'nonlinearity', 'generator'], args)
  const std = deviation('kaimingNormal_', tensor, options)
  return std === null ? tensor : noGrad(() => tensor.normal_(0, std, { generator: options.generator }))
}
