/** Steps of the most used optimisers in the kernels' memory: one pass over a parameter, in place. False where a rule has to do it. */
import { beginCall, kernels, pointerTo } from '../kernels/backend.ts'
import type { Tensor } from '../tensor.ts'
import type { AdamOptions } from './adam.ts'
import type { Update } from './parameter-state.ts'
import type { SGDOptions } from './sgd.ts'

/** Whether a tensor is float32 and the only one in its storage: kernels write whole vectors. */
const isAlone = (x: Tensor): boolean =>
  x.dtype === 'float32' && x.shape.length > 0 && x.storage.length === x.numel() && x.isContiguous()

const isReady = ({ parameter }: Update): boolean =>
  kernels !== null && isAlone(parameter) && isAlone(parameter.ownGrad!) && parameter.numel() > 0

export function sgdVector(update: Update, { lr, momentum, dampening, nesterov }: SGDOptions): boolean {
  if (!isReady(update)) return false
  const { parameter, state, options } = update
  const isFirst = state.momentumBuffer == null
  const velocity = momentum === 0 ? null : update.remembered('momentumBuffer')
  beginCall()
  const w = pointerTo(parameter)
  const g = pointerTo(parameter.ownGrad!)
  const v = velocity === null ? 0 : pointerTo(velocity)
  if (w === 0 || g === 0 || (velocity !== null && v === 0)) {
    if (isFirst) delete state.momentumBuffer
    return false
  }
  kernels!.sgd(
    w,
    g,
    v,
    parameter.numel(),
    lr,
    momentum,
    1 - dampening,
    options.weightDecay ?? 0,
    nesterov ? 1 : 0,
    options.maximize ? 1 : 0,
    isFirst ? 1 : 0,
  )
  return true
}

export function adamVector(update: Update, { lr, betas, eps, amsgrad }: AdamOptions, t: number, keep: number): boolean {
  if (!isReady(update)) return false
  const { parameter, options } = update
  const [beta1, beta2] = betas
  const m = update.remembered('expAvg')
  const v = update.remembered('expAvgSq')
  const largest = amsgrad ? update.remembered('maxExpAvgSq') : null
  beginCall()
  const w = pointerTo(parameter)
  const g = pointerTo(parameter.ownGrad!)
  const mean = pointerTo(m)
  const square = pointerTo(v)
  const top = largest === null ? 0 : pointerTo(largest)
  if (w === 0 || g === 0 || mean === 0 || square === 0 || (largest !== null && top === 0)) return false
  kernels!.adam(
    w,
    g,
    mean,
    square,
    top,
    parameter.numel(),
    lr / (1 - beta1 ** t),
    beta1,
    1 - beta1,
    beta2,
    1 - beta2,
    Math.sqrt(1 - beta2 ** t),
    eps,
    options.weightDecay ?? 0,
    keep,
    options.maximize ? 1 : 0,
  )
  return true
}
