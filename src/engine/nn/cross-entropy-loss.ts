/** The loss of a classifier, as a module. */
import { crossEntropy } from '../ops/cross-entropy.ts'
import type { Settings } from '../ops/settings.ts'
import type { Tensor } from '../tensor.ts'
import { Loss, type Reduced, mean } from './loss.ts'

export interface Classes extends Reduced {
  /** [classes], how much each counts. Default: all alike. */
  weight: Tensor | null
  /** A target that does not count. Default −100. */
  ignoreIndex: number
}

interface CrossEntropy extends Classes {
  /** The part of the target spread over all classes, in [0, 1]. Default 0. */
  labelSmoothing: number
}

/**
 * Cross-entropy of logits [n, classes, …] and targets, class numbers [n, …] or probabilities [n, classes, …]: the mean of `−log softmax(x)ₜ`.
 * @example new nn.CrossEntropyLoss()(zeros(1, 2), tensor([0], { dtype: 'int64' })).item() // 0.6931471824645996
 */
export class CrossEntropyLoss extends Loss<CrossEntropy> {
  declare weight: Tensor | null
  declare readonly ignoreIndex: number
  declare readonly labelSmoothing: number

  constructor(...args: Settings<Partial<CrossEntropy>>) {
    super({ weight: null, ignoreIndex: -100, ...mean, labelSmoothing: 0 }, args)
  }

  override forward(x: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, reduction, labelSmoothing } = this
    return crossEntropy(x, target, { weight: weight ?? undefined, ignoreIndex, reduction, labelSmoothing })
  }
}
