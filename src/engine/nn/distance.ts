/** How alike two vectors are, as modules. */
import type { Settings } from '../ops/settings.ts'
import { cosineSimilarity, pairwiseDistance } from '../ops/similarity.ts'
import type { Tensor } from '../tensor.ts'
import { Module } from './module.ts'
import { keepOptions } from './options.ts'

interface CosineOptions {
  /** The dimension of the vectors. Default 1. */
  dim: number
  /** The smallest product of lengths. Default 1e-8. */
  eps: number
}

/** `x · y / (|x| |y|)`. @example new nn.CosineSimilarity({ dim: 0 })(tensor([1, 0]), tensor([2, 0])).item() // 1 */
export class CosineSimilarity extends Module {
  declare readonly dim: number
  declare readonly eps: number

  constructor(...args: Settings<Partial<CosineOptions>>) {
    super()
    keepOptions<CosineOptions>(this, { dim: 1, eps: 1e-8 }, args)
  }

  override forward(x: Tensor, y: Tensor): Tensor {
    return cosineSimilarity(x, y, { dim: this.dim, eps: this.eps })
  }
}

interface DistanceOptions {
  /** The p of the norm. Default 2. */
  p: number
  /** Added to each difference. Default 1e-6. */
  eps: number
  /** Keep the last dimension with size 1. Default false. */
  keepdim: boolean
}

/** `|x − y + ε|ₚ` along the last dimension. @example new nn.PairwiseDistance({ eps: 0 })(tensor([[3, 0]]), tensor([[0, 4]])).item() // 5 */
export class PairwiseDistance extends Module {
  declare readonly p: number
  declare readonly eps: number
  declare readonly keepdim: boolean

  constructor(...args: Settings<Partial<DistanceOptions>>) {
    super()
    keepOptions<DistanceOptions>(this, { p: 2, eps: 1e-6, keepdim: false }, args)
  }

  override forward(x: Tensor, y: Tensor): Tensor {
    const { p, eps, keepdim } = this
    return pairwiseDistance(x, y, { p, eps, keepdim })
  }
}
