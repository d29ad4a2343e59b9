/** Images in other sizes. */
import { apply } from '../autograd/apply.ts'
import type { Operation } from '../autograd/node.ts'
import { ArgumentError, ShapeError, runtimeError, shown, type TorchError } from '../errors.ts'
import { resample, resampleBack, type Taps } from '../kernels/resample.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { numelOf, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { adaptiveAvgPool1d, adaptiveAvgPool2d, adaptiveAvgPool3d } from './adaptive-pool.ts'
import * as taps from './interpolation-taps.ts'
import { input } from './operand.ts'
import { settings, type Settings } from './settings.ts'
import { requireFloating, roundingOf } from './types.ts'

interface Resampling {
  readonly as: string
  readonly from: Shape
  /** One for each of the last dimensions. */
  readonly taps: readonly Taps[]
}

/** One dimension after another: the weights of a place in the plane are products of those along its dimensions. */
function along(x: Tensor, shape: Shape, lines: readonly Taps[], back: boolean): Tensor {
  const lead = shape.length - lines.length
  const sizes = [...shape]
  let numbers = values(x)
  lines.forEach((line, d) => {
    const outer = numelOf(sizes.slice(0, lead + d))
    const inner = numelOf(sizes.slice(lead + d + 1))
    numbers = (back ? resampleBack : resample)(numbers, outer, inner, line)
    sizes[lead + d] = back ? line.from : line.to
  })
  const out = newNumbers(x.dtype, numbers.length)
  out.set(numbers)
  return fromNumbers(out, sizes, x.dtype)
}

const Upsample: Operation<Resampling> = {
  name: ({ as }) => as,
  forward: ([x], { from, taps: lines }) => along(x!, from, lines, false),
  gradient: [(g, _, resampling) => apply(UpsampleBack, [g], resampling)],
}

const UpsampleBack: Operation<Resampling> = {
  name: ({ as }) => as.replace('Backward', 'BackwardBackward'),
  forward: ([g], { taps: lines }) => along(g!, g!.shape, lines, true),
  gradient: [(g, _, resampling) => apply(Upsample, [g], resampling)],
}

/** A way to interpolate, with the number of spatial dimensions it is for; null for any. */
const modes: Record<
  string,
  { rank: number | null; node: string; line: (line: taps.Line) => Taps; antialias?: (line: taps.Line) => Taps }
> = {
  nearest: { rank: null, node: 'UpsampleNearest', line: taps.nearest },
  'nearest-exact': { rank: null, node: 'UpsampleNearestExact', line: taps.nearestExact },
  linear: { rank: 1, node: 'UpsampleLinear', line: taps.linear },
  bilinear: { rank: 2, node: 'UpsampleBilinear', line: taps.linear, antialias: taps.linearAntialias },
  bicubic: { rank: 2, node: 'UpsampleBicubic', line: taps.cubic, antialias: taps.cubicAntialias },
  trilinear: { rank: 3, node: 'UpsampleTrilinear', line: taps.linear },
}

export type InterpolateMode = 'nearest' | 'nearest-exact' | 'linear' | 'bilinear' | 'bicubic' | 'trilinear' | 'area'

export interface InterpolateOptions {
  /** The new spatial sizes: a number for all, or one for each. Either this or `scaleFactor`. */
  size?: number | readonly number[] | null
  /** What the sizes are multiplied by. */
  scaleFactor?: number | readonly number[] | null
  /** Default: 'nearest'. */
  mode?: InterpolateMode
  /** Whether the outermost elements keep their places, not the edges of the image. Default: false. */
  alignCorners?: boolean | null
  /** Use the ratio of the sizes in whole elements instead of the factor given. Default: false. */
  recomputeScaleFactor?: boolean | null
  /** Widen the window when the result is smaller. Default: false. */
  antialias?: boolean
}

const fail = (message: string, torch: TorchError): ArgumentError =>
  new ArgumentError(`interpolate: ${message}`, { code: 'interpolate', torch })

const value = (message: string): TorchError => ({ type: 'ValueError', message })

/**
 * An image, signal or volume in another size.
 *
 * @param x      [n, channels, …], with one to three spatial dimensions
 * @param given  size, scaleFactor, mode, alignCorners, recomputeScaleFactor, antialias, in a row or by name
 * @returns  [n, channels, …size], or ⌊size · scaleFactor⌋
 * @throws ArgumentError `interpolate`; ShapeError `input-rank`, `output-too-small`; DtypeError `dtype-not-supported`
 * Gradient: each element of x gets the sum of g over the elements it took part in, with the same weights.
 * Source: Keys 1981 for 'bicubic' (a = −0.75).
 * @example interpolate(tensor([[[1, 3]]]), { size: 4 }).tolist() // [[[1, 1, 3, 3]]]
 */
export function interpolate(x: Tensor, ...given: Settings<InterpolateOptions>): Tensor {
  const names = ['size', 'scaleFactor', 'mode', 'alignCorners', 'recomputeScaleFactor', 'antialias'] as const
  const {
    mode = 'nearest',
    alignCorners,
    antialias = false,
    ...rest
  } = settings<InterpolateOptions>('interpolate', names, given)
  const { shape, ndim } = input('interpolate', x)
  const rank = ndim - 2
  checkMode(x, mode, rank, alignCorners, antialias)
  const { sizes, factors } = target(shape.slice(2), rest)
  if (mode === 'area') return [adaptiveAvgPool1d, adaptiveAvgPool2d, adaptiveAvgPool3d][rank - 1]!(x, sizes)
  if ([...shape.slice(2), ...sizes].some((size) => !(size > 0)) || shape[1] === 0) throw tooSmall(shape.slice(2), sizes)
  const way = modes[mode]!
  if (!(mode.startsWith('nearest') && x.dtype === 'uint8'))
    requireFloating('interpolate', x, `upsample_${mode.replace('-', '_')}${rank}d`)
  const round = roundingOf(x.dtype)
  const align = alignCorners ?? false
  const lines = sizes.map((to, d) => {
    const from = shape[d + 2]!
    const line = {
      from,
      to,
      alignCorners: align,
      round,
      scale: taps.scaleOf(from, to, factors?.[d] ?? null, align, round),
    }
    return antialias ? way.antialias!(line) : way.line(line)
  })
  return apply(Upsample, [x], { as: `${way.node}${rank}D${antialias ? 'Aa' : ''}Backward0`, from: shape, taps: lines })
}

function checkMode(
  x: Tensor,
  mode: string,
  rank: number,
  alignCorners: boolean | null | undefined,
  antialias: boolean,
): void {
  const known = [...Object.keys(modes), 'area']
  if (rank < 1 || rank > 3 || !known.includes(mode)) {
    const torch: TorchError = {
      type: 'NotImplementedError',
      message: `Input Error: Only 3D, 4D and 5D input Tensors supported (got ${rank + 2}D) for the modes: nearest | linear | bilinear | bicubic | trilinear | area | nearest-exact (got ${mode})`,
    }
    if (!known.includes(mode)) throw fail(`mode is one of ${known.join(', ')}, got ${mode}.`, torch)
    throw new ShapeError(
      `interpolate: takes [n, channels, …] with one to three spatial dimensions, got shape ${shown(x.shape)}.`,
      {
        code: 'input-rank',
        params: { operation: 'interpolate', shape: x.shape, expected: '3, 4, 5' },
        torch,
      },
    )
  }
  const expected = modes[mode]?.rank ?? rank
  if (expected !== rank) {
    throw fail(`mode '${mode}' is for ${expected} spatial dimensions, ${shown(x.shape)} has ${rank}.`, {
      type: 'NotImplementedError',
      message: `Got ${rank + 2}D input, but ${mode} mode needs ${expected + 2}D input`,
    })
  }
  if (alignCorners != null && (mode.startsWith('nearest') || mode === 'area')) {
    throw fail(
      `alignCorners has no meaning for mode '${mode}'.`,
      value(
        'align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear',
      ),
    )
  }
  if (antialias && modes[mode]?.antialias === undefined) {
    throw fail(
      `antialias is for the modes bilinear and bicubic, not ${mode}.`,
      value('Anti-alias option is only supported for bilinear and bicubic modes'),
    )
  }
}

/** The new sizes, and the factors to reckon with if they are not to be taken from the sizes. */
function target(
  image: Shape,
  { size, scaleFactor, recomputeScaleFactor }: InterpolateOptions,
): { sizes: number[]; factors: number[] | null } {
  if ((size == null) === (scaleFactor == null)) {
    throw size == null
      ? fail('needs size or scaleFactor.', value('either size or scale_factor should be defined'))
      : fail('takes size or scaleFactor, not both.', value('only one of size or scale_factor should be defined'))
  }
  const each = (given: number | readonly number[], name: string): number[] => {
    const list = typeof given === 'number' ? image.map(() => given) : [...given]
    if (list.length === image.length) return list
    const python = `(${list.join(', ')}${list.length === 1 ? ',' : ''})`
    throw fail(
      `${name} ${shown(list)} has ${list.length} numbers, the image ${shown(image)} ${image.length} dimensions.`,
      value(
        name === 'size'
          ? `Input and output must have the same number of spatial dimensions, but got input with spatial dimensions of ${shown(image)} and output size of ${python}. Please provide input tensor in (N, C, d1, d2, ...,dK) format and output size in (o1, o2, ...,oK) format.`
          : `Input and scale_factor must have the same number of spatial dimensions, but got input with spatial dimensions of ${shown(image)} and scale_factor of shape ${python}. Please provide input tensor in (N, C, d1, d2, ...,dK) format and scale_factor in (s1, s2, ...,sK) format.`,
      ),
    )
  }
  if (size != null) {
    if (recomputeScaleFactor)
      throw fail(
        'recomputeScaleFactor has no meaning with a size.',
        value('recompute_scale_factor is not meaningful with an explicit size.'),
      )
    return { sizes: each(size, 'size'), factors: null }
  }
  const factors = each(scaleFactor!, 'scaleFactor')
  return { sizes: image.map((old, d) => Math.floor(old * factors[d]!)), factors: recomputeScaleFactor ? null : factors }
}

function tooSmall(from: Shape, to: Shape): ShapeError {
  const named = (sizes: Shape): string =>
    `(${sizes.map((size, d) => `${['D', 'H', 'W'].slice(-sizes.length)[d]}: ${size}`).join(', ')})`
  return new ShapeError(
    `interpolate: from ${shown(from)} to ${shown(to)}: both need at least one element in each dimension.`,
    {
      code: 'output-too-small',
      params: { operation: 'interpolate', input: from, output: to },
      torch: runtimeError(
        `Input and output sizes should be greater than 0, but got input ${named(from)} output ${named(to)}`,
      ),
    },
  )
}

export type UpsampleOptions = Pick<InterpolateOptions, 'size' | 'scaleFactor' | 'mode' | 'alignCorners'>

/** The older name of `interpolate`. @example upsample(tensor([[[1]]]), 2).tolist() // [[[1, 1]]] */
export function upsample(x: Tensor, ...given: Settings<UpsampleOptions>): Tensor {
  return interpolate(x, settings<UpsampleOptions>('upsample', ['size', 'scaleFactor', 'mode', 'alignCorners'], given))
}
