/** Images read at any places: rotated, scaled, bent. */
import { apply } from '../autograd/apply.ts'
import { ArgumentError, DtypeError, ShapeError, runtimeError, shown } from '../errors.ts'
import { isFloating } from '../dtype.ts'
import type { Tensor } from '../tensor.ts'
import { composed } from './composed.ts'
import { ones, zeros } from './create.ts'
import { gather } from './gather.ts'
import { stack } from './join.ts'
import { input } from './operand.ts'
import { linspace } from './ranges.ts'
import { required } from './required.ts'
import { choice, settings, type Settings } from './settings.ts'
import { requireSameType } from './types.ts'
import { where } from './where.ts'

export interface GridSampleOptions {
  /** Default: 'bilinear'. */
  mode?: 'bilinear' | 'nearest' | 'bicubic'
  /** What lies outside the image. Default: 'zeros'. */
  paddingMode?: 'zeros' | 'border' | 'reflection'
  /** Whether −1 and 1 are the centres of the outermost pixels, not the edges of the image. Default: false. */
  alignCorners?: boolean | null
}

/** Pixels along one dimension that take part in each sample: where they are, and how much they count. */
type Tap = readonly [place: Tensor, weight: Tensor | null]

interface Side {
  readonly size: number
  readonly padding: string
  readonly alignCorners: boolean
}

/** From [−1, 1] to pixels. */
const unnormalized = (x: Tensor, { size, alignCorners }: Side): Tensor =>
  alignCorners ? x.add(1).mul((size - 1) / 2) : x.add(1).mul(size).sub(1).div(2)

/** Into the image, where there is something for every place. The gradient ends at the border. */
function placed(x: Tensor, side: Side): Tensor {
  if (side.padding === 'zeros') return x
  const inside = side.padding === 'reflection' ? reflected(x, side) : x
  const last = side.size - 1
  return where(inside.le(0), 0, where(inside.ge(last), last, inside))
}

/** Mirrored at the border as often as needed. */
function reflected(x: Tensor, { size, alignCorners }: Side): Tensor {
  const low = alignCorners ? 0 : -0.5
  const span = alignCorners ? size - 1 : size
  if (span === 0) return x.mul(0)
  const way = x.sub(low).abs()
  const turns = way.detach().div(span).floor()
  const rest = way.sub(turns.mul(span))
  return where(turns.remainder(2).eq(0), rest, rest.neg().add(span)).add(low)
}

function tapsOf(x: Tensor, mode: string, side: Side): Tap[] {
  const at = unnormalized(x, side)
  if (mode === 'nearest') return [[placed(at, side).detach().round(), null]]
  if (mode === 'bilinear') {
    const inside = placed(at, side)
    const before = inside.detach().floor()
    const share = inside.sub(before)
    return [
      [before, share.neg().add(1)],
      [before.add(1), share],
    ]
  }
  const before = at.detach().floor()
  const share = at.sub(before)
  return [-1, 0, 1, 2].map((k) => [placed(before.add(k), side), cubic(share.sub(k).abs(), k)] as const)
}

/** Keys' cubic convolution with A = −0.75: one polynomial for the two neighbours, one for those beyond. Source: Keys 1981. */
function cubic(x: Tensor, k: number): Tensor {
  const a = -0.75
  if (k === 0 || k === 1)
    return x
      .mul(a + 2)
      .sub(a + 3)
      .mul(x)
      .mul(x)
      .add(1)
  return x
    .mul(a)
    .sub(5 * a)
    .mul(x)
    .add(8 * a)
    .mul(x)
    .sub(4 * a)
}

/**
 * Reads an image at the places that a grid names.
 *
 * @param x      [n, channels, height, width]
 * @param grid   [n, rows, columns, 2]: for each sample its x and y, from −1 (left, top) to 1 (right, bottom)
 * @param given  mode, paddingMode, alignCorners, in a row or by name
 * @returns  [n, channels, rows, columns]
 * @throws ShapeError `grid-shape`; ArgumentError `not-a-choice`; DtypeError `dtypes-differ`
 * Gradient: of x, g to the pixels that took part, by their weights; of the grid, by how the weights change with the place.
 * Source: Jaderberg, Simonyan, Zisserman, Kavukcuoglu 2015, §3.3.
 * @example gridSample(tensor([[[[1, 3]]]]), tensor([[[[0, 0]]]])).item() // 2
 */
export function gridSample(x: Tensor, grid: Tensor, ...given: Settings<GridSampleOptions>): Tensor {
  const {
    mode = 'bilinear',
    paddingMode = 'zeros',
    alignCorners,
  } = settings<GridSampleOptions>('gridSample', ['mode', 'paddingMode', 'alignCorners'], given)
  choice('gridSample', 'mode', mode, ['bilinear', 'nearest', 'bicubic'], {
    type: 'ValueError',
    message: `nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: '${mode}'`,
  })
  choice('gridSample', 'paddingMode', paddingMode, ['zeros', 'border', 'reflection'], {
    type: 'ValueError',
    message: `nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or 'reflection', but got: '${paddingMode}'`,
  })
  checkGrid(x, grid)
  return apply(GridSample, [x, grid], { mode, paddingMode, alignCorners: alignCorners ?? false })
}

const GridSample = composed<Required<GridSampleOptions>>('GridSampler2DBackward0', 2, ([x, grid], params) =>
  sampled(x!, grid!, params),
)

function sampled(x: Tensor, grid: Tensor, { mode, paddingMode, alignCorners }: Required<GridSampleOptions>): Tensor {
  const [n, channels, height, width] = x.shape as [number, number, number, number]
  const [rows, columns] = grid.shape.slice(1, 3) as [number, number]
  const side = (size: number): Side => ({ size, padding: paddingMode, alignCorners: alignCorners ?? false })
  const pixels = x.reshape(n, channels, height * width)
  const across = tapsOf(grid.select(3, 0), mode, side(width))
  const down = tapsOf(grid.select(3, 1), mode, side(height))
  let sum: Tensor | null = null
  for (const [i, weightDown] of down) {
    for (const [j, weightAcross] of across) {
      const inside = i.ge(0).mul(i.lt(height)).mul(j.ge(0)).mul(j.lt(width))
      const place = where(inside, i.mul(width).add(j), 0)
        .to('int64')
        .reshape(n, 1, rows * columns)
        .expand(n, channels, rows * columns)
      const seen = where(inside.unsqueeze(1), gather(pixels, 2, place).reshape(n, channels, rows, columns), 0)
      const weighted =
        weightDown === null || weightAcross === null ? seen : seen.mul(weightDown.mul(weightAcross).unsqueeze(1))
      sum = sum === null ? weighted : sum.add(weighted)
    }
  }
  return sum!
}

function checkGrid(x: Tensor, grid: Tensor): void {
  const fail = (message: string, torch: string): ShapeError =>
    new ShapeError(`gridSample: ${message}`, {
      code: 'grid-shape',
      params: { input: x.shape, grid: grid.shape },
      torch: runtimeError(`grid_sampler(): ${torch}`),
    })
  const both = `got input with sizes ${shown(input('gridSample', x).shape)} and grid with sizes ${shown(input('gridSample', grid).shape)}`
  if (x.ndim !== 4 || grid.ndim !== 4) {
    throw fail(
      `takes an image [n, channels, height, width] and a grid [n, rows, columns, 2], got ${shown(x.shape)} and ${shown(grid.shape)}.`,
      x.ndim < 4
        ? `expected grid to have size ${x.ndim - 2} in last dimension, but got grid with sizes ${shown(grid.shape)}`
        : `expected 4D or 5D input and grid with same number of dimensions, but ${both}`,
    )
  }
  if (x.shape[0] !== grid.shape[0])
    throw fail(
      `${x.shape[0]} images, ${grid.shape[0]} grids.`,
      `expected grid and input to have same batch size, but ${both}`,
    )
  if (grid.shape[3] !== 2)
    throw fail(
      `the last dimension of the grid is x and y, got ${shown(grid.shape)}.`,
      `expected grid to have size 2 in last dimension, but got grid with sizes ${shown(grid.shape)}`,
    )
  requireSameType(
    'gridSample',
    x,
    grid,
    `grid_sampler(): expected input and grid to have same dtype, but input has ${x.dtype === 'float64' ? 'double' : 'float'} and grid has ${grid.dtype === 'float64' ? 'double' : 'float'}`,
  )
}

export interface AffineGridOptions {
  /** The shape of the result of `gridSample`: [n, channels, height, width]. */
  size?: readonly number[]
  /** As `gridSample`'s. Default: false. */
  alignCorners?: boolean | null
}

/** `size` places from −1 to 1: the outermost pixels' centres, or the image's edges. */
function places(size: number, alignCorners: boolean, theta: Tensor): Tensor {
  if (size <= 1) return zeros([size], { dtype: theta.dtype })
  const ends = linspace(-1, 1, size, { dtype: theta.dtype })
  return alignCorners ? ends : ends.mul((size - 1) / size)
}

/**
 * The grid that `gridSample` needs to rotate, scale, shear and shift an image: `(x, y) = θ · (x′, y′, 1)`.
 *
 * @param theta  [n, 2, 3]; [n, 3, 4] for volumes
 * @param given  size, alignCorners, in a row or by name
 * @returns  [n, height, width, 2]; [n, depth, height, width, 3] for volumes
 * @throws ShapeError `affine-grid`; DtypeError `dtype-not-supported`
 * Gradient: `dθ = Σ g · (x′, y′, 1)ᵀ` over all places.
 * Source: Jaderberg, Simonyan, Zisserman, Kavukcuoglu 2015, §3.2.
 * @example affineGrid(tensor([[[1, 0, 0], [0, 1, 0]]]), [1, 1, 1, 2]).tolist() // [[[[-0.5, 0], [0.5, 0]]]]
 */
export function affineGrid(theta: Tensor, ...given: Settings<AffineGridOptions>): Tensor {
  const { alignCorners, size: asked } = settings<AffineGridOptions>('affineGrid', ['size', 'alignCorners'], given)
  const size = required('affineGrid', 'size', asked)
  checkAffine(theta, size)
  return apply(AffineGrid, [theta], { size, align: alignCorners ?? false })
}

const AffineGrid = composed<{ size: readonly number[]; align: boolean }>(
  'AffineGridGeneratorBackward0',
  1,
  ([theta], { size, align }) => gridOf(theta!, size, align),
)

function gridOf(theta: Tensor, size: readonly number[], align: boolean): Tensor {
  const image = size.slice(2)
  const rank = image.length
  // x runs along the last dimension.
  const axes = image.map((count, d) =>
    places(count, align, theta)
      .reshape(image.map((_, e) => (e === d ? count : 1)))
      .expand(image),
  )
  const base = stack([...axes.toReversed(), ones(image, { dtype: theta.dtype })], { dim: -1 })
  const n = size[0]!
  const count = image.reduce((a, b) => a * b, 1)
  return base
    .reshape(1, count, rank + 1)
    .expand(n, count, rank + 1)
    .bmm(theta.transpose(1, 2))
    .view([n, ...image, rank])
}

function checkAffine(theta: Tensor, size: readonly number[]): void {
  if (!isFloating(input('affineGrid', theta).dtype)) {
    throw new DtypeError(`affineGrid: theta holds floating-point numbers, got ${theta.dtype}.`, {
      code: 'dtype-not-supported',
      params: { operation: 'affineGrid', dtype: theta.dtype },
      torch: {
        type: 'ValueError',
        message: `Expected theta to have floating point type, but got torch.${theta.dtype}`,
      },
    })
  }
  if (size.length !== 4 && size.length !== 5) {
    throw new ArgumentError(
      `affineGrid: size is [n, channels, height, width] or [n, channels, depth, height, width], got ${shown(size)}.`,
      {
        code: 'affine-grid',
        params: { size, theta: theta.shape },
        torch: {
          type: 'NotImplementedError',
          message: `affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, respectively. Got size ${shown(size)}.`,
        },
      },
    )
  }
  const rank = size.length - 2
  const fits = theta.ndim === 3 && theta.shape[0] === size[0] && theta.shape[1] === rank && theta.shape[2] === rank + 1
  if (!fits || Math.min(...size) <= 0) {
    throw new ShapeError(
      `affineGrid: for size ${shown(size)}, all above 0, theta is [${size[0]}, ${rank}, ${rank + 1}]; got ${shown(theta.shape)}.`,
      {
        code: 'affine-grid',
        params: { size, theta: theta.shape },
        torch: {
          type: 'ValueError',
          message: fits
            ? `Expected non-zero, positive output size. Got ${shown(size)}`
            : `Expected a batch of ${rank}D affine matrices of shape Nx${rank}x${rank + 1} for size ${shown(size)}. Got torch.Size(${shown(theta.shape)}).`,
        },
      },
    )
  }
}
