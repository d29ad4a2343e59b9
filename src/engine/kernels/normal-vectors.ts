/**
 * Normalisation in the kernels' memory, forward and backward. Each function gives null where no kernel fits: another type than
 * float32, weights laid out in another way, no room. The caller goes the plain way then.
 */
import type { Tensor } from '../tensor.ts'
import { beginCall, kernels, newResident, pointerTo } from './backend.ts'
import type { Grouping } from './normalize.ts'

interface Channels {
  readonly count: number
  readonly length: number
}

const isDense = (x: Tensor): boolean => x.dtype === 'float32' && x.isContiguous()

/** 1 for weights along a row, as layer norm's; 0 for one a group, as batch norm's; null for others. */
function directionOf({ outer, groups, inner }: Grouping, { count, length }: Channels): 0 | 1 | null {
  if (outer === 1 && length === 1 && count === inner) return 1
  return count === groups && length === inner ? 0 : null
}

/** The numbers normalised, scaled and shifted; then each group's mean and `1 / √(σ² + ε)`, both [1, groups, 1]. */
export function normalizedVector(
  x: Tensor,
  weight: Tensor | undefined,
  bias: Tensor | undefined,
  groups: Grouping,
  channels: Channels,
  eps: number,
): [Tensor, Tensor, Tensor] | null {
  if (kernels === null || !isDense(x) || x.shape.length === 0) return null
  const along = weight === undefined ? 0 : directionOf(groups, channels)
  if (along === null || (weight !== undefined && !(isDense(weight) && isDense(bias!)))) return null
  beginCall()
  const from = pointerTo(x)
  const [w, b] = weight === undefined ? [0, 0] : [pointerTo(weight), pointerTo(bias!)]
  if (from === 0 || (weight !== undefined && (w === 0 || b === 0))) return null
  const out = newResident(x.shape)
  const means = newResident([1, groups.groups, 1])
  const factors = newResident([1, groups.groups, 1])
  if (out === null || means === null || factors === null) return null
  kernels.normalize(
    groups.outer,
    groups.groups,
    groups.inner,
    from,
    eps,
    w,
    b,
    along,
    out.storage.pointer,
    means.storage.pointer,
    factors.storage.pointer,
  )
  return [out, means, factors]
}

/** The gradients of x, and of weight and bias where they are wanted. */
export function normalizedBackVector(
  g: Tensor,
  [x, means, factors, weight]: readonly [Tensor, Tensor, Tensor, Tensor?],
  groups: Grouping,
  channels: Channels,
  wantsWeights: boolean,
): [Tensor, Tensor | undefined, Tensor | undefined] | null {
  if (kernels === null || !(isDense(g) && isDense(x) && isDense(means) && isDense(factors)) || x.shape.length === 0)
    return null
  const along = weight === undefined ? 0 : directionOf(groups, channels)
  if (along === null || (weight !== undefined && !isDense(weight))) return null
  beginCall()
  const [given, from, m, f] = [pointerTo(g), pointerTo(x), pointerTo(means), pointerTo(factors)]
  const w = weight === undefined ? 0 : pointerTo(weight)
  if (given === 0 || from === 0 || m === 0 || f === 0 || (weight !== undefined && w === 0)) return null
  const toInput = newResident(x.shape)
  if (toInput === null) return null
  kernels.normalizeBack(groups.outer, groups.groups, groups.inner, given, from, m, f, w, along, toInput.storage.pointer)
  if (weight === undefined || !wantsWeights) return [toInput, undefined, undefined]
  const toWeight = newResident(weight.shape)
  const toBias = newResident(weight.shape)
  if (toWeight === null || toBias === null) return null
  const [p, q] = [toWeight.storage.pointer, toBias.storage.pointer]
  if (along === 1) kernels.normalizeWeights(groups.groups, groups.inner, given, from, m, f, p, q)
  else kernels.normalizeGroupWeights(groups.outer, groups.groups, groups.inner, given, from, m, f, p, q)
  return [toInput, toWeight, toBias]
}
