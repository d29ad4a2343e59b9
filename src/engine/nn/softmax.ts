/** Softmaxes as modules. */
import { logSoftmaxChoosing, softmaxChoosing, softmin } from '../ops/softmax.ts'
import type { Settings } from '../ops/settings.ts'
import { ShapeError, runtimeError, shown } from '../errors.ts'
import { pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { Module } from './module.ts'
import { keepOptions } from './options.ts'

interface DimOption {
  /** The dimension whose numbers sum to 1, negative from the end. */
  dim: number | null
}

abstract class AlongDim extends Module {
  declare dim: number | null

  constructor(...args: Settings<Partial<DimOption>>) {
    super()
    keepOptions<DimOption>(this, { dim: null }, args)
  }

  override extraRepr(): string {
    return `dim=${pythonRepr(this.dim)}`
  }
}

const options = ({ dim }: AlongDim): { dim?: number } => (dim === null ? {} : { dim })

/** `exp xᵢ / Σⱼ exp xⱼ` along a dimension. @example new nn.Softmax({ dim: 0 })(tensor([0, 0])).tolist() // [0.5, 0.5] */
export class Softmax extends AlongDim {
  override forward(x: Tensor): Tensor {
    return softmaxChoosing(x, options(this))
  }
}

/** The logarithm of the softmax. @example new nn.LogSoftmax(0)(tensor([7])).tolist() // [0] */
export class LogSoftmax extends AlongDim {
  override forward(x: Tensor): Tensor {
    return logSoftmaxChoosing(x, options(this))
  }

  override extraRepr(): string {
    return `dim=${pythonRepr(this.dim)}`
  }
}

/** The softmax of −x. @example new nn.Softmin(0)(tensor([0, 0])).tolist() // [0.5, 0.5] */
export class Softmin extends AlongDim {
  override forward(x: Tensor): Tensor {
    return softmin(x, options(this))
  }
}

/**
 * The softmax over the channels of each place of an image [n, channels, height, width]. @throws ShapeError `input-rank`
 * @example new nn.Softmax2d()(zeros(1, 2, 1, 1)).flatten().tolist() // [0.5, 0.5]
 */
export class Softmax2d extends Module {
  override forward(x: Tensor): Tensor {
    if (x.ndim !== 3 && x.ndim !== 4) {
      throw new ShapeError(`Softmax2d: takes [n, channels, height, width], got shape ${shown(x.shape)}.`, {
        code: 'input-rank',
        params: { operation: 'Softmax2d', shape: x.shape, expected: '3, 4' },
        torch: runtimeError('Softmax2d requires a 3D or 4D tensor as input'),
      })
    }
    return softmaxChoosing(x, { dim: -3 })
  }
}
