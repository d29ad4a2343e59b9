/** The end of a walk: gradients are added to those of the leaves. */
import { addInto } from '../kernels/accumulate.ts'
import { letGo } from '../kernels/ownership.ts'
import { numberTensor, type Tensor } from '../tensor.ts'
import { isGradEnabled } from './mode.ts'

export function accumulateNumber(leaf: Tensor, gradient: number): void {
  const before = leaf.ownGrad
  if (before === null) {
    leaf.ownGrad = numberTensor(gradient, 'float32')
    leaf.gradWasRead = false
  } else if (!leaf.gradWasRead && before.ownStorage === null && !isGradEnabled())
    before.value = Math.fround(before.value! + gradient)
  else accumulate(leaf, numberTensor(gradient, 'float32'))
}

export function accumulate(leaf: Tensor, gradient: Tensor): void {
  if (leaf.ownGrad === null) {
    // A copy: one gradient may have reached several leaves, and each may change its own in place.
    leaf.ownGrad = isTheWalks(gradient) ? gradient : gradient.copied()
    leaf.gradWasRead = false
    letGo(leaf.ownGrad)
  } else if (isGradEnabled()) leaf.ownGrad = leaf.ownGrad.add(gradient)
  else if (leaf.gradWasRead || !addInto(leaf.ownGrad, gradient)) leaf.ownGrad.add_(gradient)
}

/** Whether a gradient is nobody else's and all that its storage holds. */
function isTheWalks(gradient: Tensor): boolean {
  const storage = gradient.ownStorage
  return (
    storage !== null &&
    storage.holders === 1 &&
    gradient.node === null &&
    storage.length === gradient.numel() &&
    gradient.isContiguous()
  )
}
