/** A tensor that a module learns. */
import { noGrad } from '../autograd/mode.ts'
import { Tensor } from '../tensor.ts'

/**
 * A tensor that a module registers when it becomes one of its properties, so that `parameters()` finds it.
 *
 * @param data  its numbers, shared with the parameter
 * @param options.requiresGrad  whether it is learned; default true
 * @example new nn.Parameter(tensor([1])).requiresGrad // true
 */
export class Parameter extends Tensor {
  constructor(data: Tensor, { requiresGrad = true }: { requiresGrad?: boolean } = {}) {
    super(data.storage, data.shape, data.strides, data.offset)
    if (requiresGrad) this.requiresGrad_()
  }

  override toString(): string {
    return `Parameter containing:\n${super.toString()}`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/** Writes numbers over those of a parameter or a buffer, whatever is recorded. */
export function assign(target: Tensor, numbers: Tensor): void {
  noGrad(() => target.copy_(numbers))
}
