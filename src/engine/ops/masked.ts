/** Elements chosen by a mask of booleans. */
import { apply } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { DtypeError, ShapeError, runtimeError, shown } from '../errors.ts'
import { placesOfNonzero } from '../kernels/places.ts'
import { values } from '../kernels/values.ts'
import { inPlaceMethods, methods, type AsMethod, type InPlace } from '../methods.ts'
import { broadcastShapes } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { named, type Call } from './arguments.ts'
import { require0d } from './index-along.ts'
import { input } from './operand.ts'
import { choosing, writing } from './places.ts'
import { where } from './where.ts'

interface MaskOptions {
  mask?: Tensor
  value?: number | Tensor
  source?: Tensor
}

const Fill: Operation<{ readonly value: number }> = {
  name: 'MaskedFillBackward0',
  forward: ([x, mask], { value }) => where(mask!, value, x!).to(x!.dtype),
  gradient: [given([1], (g, [mask]) => where(mask!, 0, g)), null],
}

const FillWithTensor: Operation = {
  name: 'MaskedFillBackward1',
  forward: ([x, mask, value]) => where(mask!, value!.to(x!.dtype), x!).to(x!.dtype),
  gradient: [given([1], (g, [mask]) => where(mask!, 0, g)), null, given([1], (g, [mask]) => where(mask!, g, 0))],
}

const Select = choosing('MaskedSelectBackward0')
const Scatter = writing('MaskedScatterBackward0')

function checkMask(operation: string, mask: Tensor): Tensor {
  if (input(operation, mask).dtype === 'bool' || mask.dtype === 'uint8') return mask
  throw new DtypeError(`${operation}: a mask is of booleans, got ${mask.dtype}. A comparison makes one: x.gt(0).`, {
    code: 'mask-dtype',
    params: { operation, dtype: mask.dtype },
    torch: runtimeError(
      `${{ maskedSelect: 'masked_select', maskedFill: 'masked_fill', maskedScatter: 'masked_scatter' }[operation]}: expected BoolTensor or ByteTensor for mask`,
    ),
  })
}

/**
 * x with one number where the mask holds.
 *
 * @param x  [...]
 * @param mask  bool, broadcasts with x
 * @param value  a number, or a 0-d tensor
 * @returns  the broadcast shape, the type of x
 * @throws ShapeError `broadcast`, `rank`; DtypeError `mask-dtype`
 * Gradient: to x g, 0 where the mask holds; to the value the sum of the rest.
 * @example maskedFill(tensor([1, 2]), tensor([true, false]), 0).tolist() // [0, 2]
 */
export function maskedFill(x: Tensor, ...args: Call<[mask: Tensor, value: number | Tensor], MaskOptions>): Tensor {
  const { mask, value } = named<Required<MaskOptions>>('maskedFill', ['mask', 'value'], [], args)
  broadcastShapes('maskedFill', checkMask('maskedFill', mask).shape, input('maskedFill', x).shape)
  if (!(value instanceof Tensor)) return apply(Fill, [x, mask], { value: Number(value) })
  require0d(
    'maskedFill',
    value,
    `masked_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.ndim} dimension(s).`,
  )
  return apply(FillWithTensor, [x, mask, value])
}

/**
 * The elements where the mask holds, as one row.
 *
 * @param x  [...]
 * @param mask  bool, broadcasts with x
 * @returns  [number of true]
 * @throws ShapeError `broadcast`; DtypeError `mask-dtype`
 * Gradient: g where the elements stood, 0 elsewhere.
 * @example maskedSelect(tensor([1, 2, 3]), tensor([true, false, true])).tolist() // [1, 3]
 */
export function maskedSelect(x: Tensor, ...args: Call<[mask: Tensor], MaskOptions>): Tensor {
  const { mask } = named<Required<MaskOptions>>('maskedSelect', ['mask'], [], args)
  const shape = broadcastShapes('maskedSelect', input('maskedSelect', x).shape, checkMask('maskedSelect', mask).shape)
  const at = placesOfNonzero(values(mask.expand(shape)))
  return apply(Select, [x.expand(shape)], { at, shape: [at.length], from: shape })
}

/**
 * x with the elements of a source, one after the other, where the mask holds.
 *
 * @param x  [...]
 * @param mask  bool, broadcasts with x
 * @param source  any shape, with at least as many elements as the mask has true
 * @returns  the broadcast shape
 * @throws ShapeError `broadcast`, `source-shape`; DtypeError `mask-dtype`
 * Gradient: to x g, 0 where the mask holds; to the source the rest.
 * @example maskedScatter(zeros(3), tensor([true, false, true]), tensor([1, 2])).tolist() // [1, 0, 2]
 */
export function maskedScatter(x: Tensor, ...args: Call<[mask: Tensor, source: Tensor], MaskOptions>): Tensor {
  const { mask, source } = named<Required<MaskOptions>>('maskedScatter', ['mask', 'source'], [], args)
  const shape = broadcastShapes(
    'maskedScatter',
    input('maskedScatter', x).shape,
    checkMask('maskedScatter', mask).shape,
  )
  const at = placesOfNonzero(values(mask.expand(shape)))
  if (source.numel() < at.length) {
    throw new ShapeError(
      `maskedScatter: the mask has ${at.length} places, the source of shape ${shown(source.shape)} only ${source.numel()} elements.`,
      {
        code: 'source-shape',
        params: { operation: 'maskedScatter', expected: [at.length], shape: source.shape },
        torch: runtimeError('Number of elements of source < number of ones in mask'),
      },
    )
  }
  return apply(Scatter, [x.expand(shape), source.reshape(-1).narrow(0, 0, at.length)], {
    at,
    shape: [at.length],
    from: shape,
  })
}

declare module '../tensor.ts' {
  interface Tensor {
    maskedFill: AsMethod<typeof maskedFill>
    maskedFill_: InPlace<typeof maskedFill>
    maskedSelect: AsMethod<typeof maskedSelect>
    maskedScatter: AsMethod<typeof maskedScatter>
    maskedScatter_: InPlace<typeof maskedScatter>
  }
}
methods({ maskedFill, maskedSelect, maskedScatter })
inPlaceMethods({ maskedFill, maskedScatter })
