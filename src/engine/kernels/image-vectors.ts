/**
 * Convolution and pooling of images in the kernels' memory. Each function gives null where no kernel fits: another type than
 * float32, a layout it does not read, volumes, no room. The caller goes the plain way then.
 */
import { type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { beginCall, kernels, newResident, pointerTo, scratch } from './backend.ts'
import type { Convolving } from './convolution.ts'
import type { Axis, Windows } from './pooling.ts'

const isDense = (x: Tensor): boolean => x.dtype === 'float32' && x.isContiguous()

/**
 * One of the three products of a convolution, of two tensors in the order in which `kernels/convolution.ts` has them.
 * @param bias  for `convolve`
 */
export function convolutionVector(
  name: 'convolve' | 'convolveBack' | 'convolveWeight',
  x: Tensor,
  y: Tensor,
  c: Convolving,
  shape: Shape,
  bias?: Tensor,
): Tensor | null {
  if (kernels === null || c.image[0] !== 1 || c.kernel[0] !== 1 || c.places[0] !== 1 || c.padding[0] !== 0) return null
  if (!isDense(x) || !isDense(y) || (bias !== undefined && (name !== 'convolve' || !isDense(bias)))) return null
  const [channels, filters] = [c.channels / c.groups, c.filters / c.groups]
  kernels.slide(
    ...([c.image[1], c.image[2], c.kernel[1], c.kernel[2], c.places[1], c.places[2]] as const),
    ...([c.stride[1], c.stride[2], c.padding[1], c.padding[2], c.dilation[1], c.dilation[2]] as const),
  )
  beginCall()
  const first = pointerTo(x)
  const second = pointerTo(y)
  const added = bias === undefined ? 0 : pointerTo(bias)
  const room = scratch(kernels.convolutionScratch(channels, filters))
  if (first === 0 || second === 0 || room === 0 || (bias !== undefined && added === 0)) return null
  const out = newResident(shape)
  if (out === null) return null
  const to = out.storage.pointer
  if (name === 'convolve') kernels.convolve(c.batch, c.groups, channels, filters, first, second, added, to, room)
  else kernels[name](c.batch, c.groups, channels, filters, first, second, to, room)
  return out
}

/** How windows stand along one dimension: evenly, with steps of 1 inside them; null for any other way. */
function evenly({ size, starts, ends, step }: Axis): { kernel: number; stride: number; start: number } | null {
  const count = starts.length
  if (step !== 1 || count === 0) return null
  // Edges cut windows off: what a whole one is, the ends tell at the beginning and the starts at the end.
  const stride = count > 1 ? (ends[1] === size ? starts[1]! - starts[0]! : ends[1]! - ends[0]!) : 1
  const kernel = count > 1 ? Math.max(...starts.map((start, i) => ends[i]! - start)) : ends[0]! - starts[0]!
  const start = ends[0]! === size && count === 1 ? starts[0]! : ends[0]! - kernel
  for (let i = 0; i < count; i++) {
    const from = start + i * stride
    if (starts[i] !== Math.max(0, from) || ends[i] !== Math.min(size, from + kernel)) return null
  }
  return start > 0 ? null : { kernel, stride, start }
}

/** The maxima of windows and their places, which are float32 like them. */
export function maximaVector(
  x: Tensor,
  { planes, axes: [deep, high, wide] }: Windows,
  shape: Shape,
): [Tensor, Tensor] | null {
  if (kernels === null || !isDense(x) || deep.size !== 1 || high.size * wide.size > 2 ** 24) return null
  const [y, z] = [evenly(high), evenly(wide)]
  if (y === null || z === null) return null
  beginCall()
  const from = pointerTo(x)
  const out = from === 0 ? null : newResident(shape)
  const places = out === null ? null : newResident(shape)
  if (out === null || places === null) return null
  kernels.largestInWindows(
    ...([planes, high.size, wide.size, y.kernel, z.kernel, high.starts.length, wide.starts.length] as const),
    ...([y.stride, z.stride, y.start, z.start, from, out.storage.pointer, places.storage.pointer] as const),
  )
  return [out, places]
}

/** `addAtPlaces` or `takeAtPlaces`, for places as `maximaVector` gives them. */
export function placesVector(
  name: 'addAtPlaces' | 'takeAtPlaces',
  x: Tensor,
  places: Tensor,
  planes: number,
  shape: Shape,
): Tensor | null {
  if (kernels === null || !isDense(x) || !isDense(places) || planes === 0) return null
  beginCall()
  const from = pointerTo(x)
  const at = pointerTo(places)
  const out = from === 0 || at === 0 ? null : newResident(shape)
  if (out !== null) kernels[name](planes, x.numel() / planes, out.numel() / planes, from, at, out.storage.pointer)
  return out
}
