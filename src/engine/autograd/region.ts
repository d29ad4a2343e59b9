/** The part of a tensor that one of its views shows: taken out, put into zeros, or cleared. */
import { fromNumbers, newNumbers, offsets, values } from '../kernels/values.ts'
import { numelOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { apply } from './apply.ts'
import type { Operation } from './node.ts'

export interface Region {
  /** The places of the view's elements among those of the base, both in row-major order. */
  readonly at: Int32Array
  readonly shape: Shape
  readonly baseShape: Shape
}

export function regionOf(base: Tensor, view: Tensor): Region {
  const places = new Map<number, number>()
  offsets(base.shape, base.strides, base.offset).forEach((offset, i) => places.set(offset, i))
  const at = offsets(view.shape, view.strides, view.offset).map((offset) => places.get(offset) ?? 0)
  return { at, shape: view.shape, baseShape: base.shape }
}

const Take: Operation<Region> = {
  name: 'AsStridedBackward0',
  forward([x], { at, shape }) {
    const from = values(x!)
    const out = newNumbers(x!.dtype, at.length)
    for (let i = 0; i < at.length; i++) out[i] = from[at[i]!]!
    return fromNumbers(out, shape, x!.dtype)
  },
  gradient: [(g, _, region) => placeRegion(g, region)],
}

const Place: Operation<Region> = {
  name: 'AsStridedScatterBackward0',
  forward([x], { at, baseShape }) {
    const from = values(x!)
    const out = newNumbers(x!.dtype, numelOf(baseShape))
    for (let i = 0; i < at.length; i++) out[at[i]!]! += from[i]!
    return fromNumbers(out, baseShape, x!.dtype)
  },
  gradient: [(g, _, region) => takeRegion(g, region)],
}

const Clear: Operation<Region> = {
  name: 'AsStridedScatterBackward0',
  forward([x], { at }) {
    const out = values(x!).slice()
    for (const i of at) out[i] = 0
    return fromNumbers(out, x!.shape, x!.dtype)
  },
  gradient: [(g, _, region) => clearRegion(g, region)],
}

export const takeRegion = (x: Tensor, region: Region): Tensor => apply(Take, [x], region)
export const placeRegion = (x: Tensor, region: Region): Tensor => apply(Place, [x], region)
export const clearRegion = (x: Tensor, region: Region): Tensor => apply(Clear, [x], region)
