/** What all losses share: how their elements become one number, and which arguments they refuse. */
import { GradError, ShapeError, runtimeError, shown, type TorchError } from '../errors.ts'
import { broadcastShapes, numelOf, sameShape, type Shape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { warn } from '../warnings.ts'
import { choice, settings, type Settings } from './settings.ts'

export type Reduction = 'none' | 'mean' | 'sum'

export interface LossOptions {
  /** `'mean'`, the default, `'sum'`, or `'none'`: the loss of each element. */
  reduction?: Reduction
  /** PyTorch's older way to say it: false for a sum. */
  sizeAverage?: boolean
  /** PyTorch's older way to say it: false for none. */
  reduce?: boolean
}

/**
 * A loss's options, its reduction checked.
 * @param names  PyTorch's other arguments, in order
 * @throws ArgumentError `unknown-option`, `not-a-choice`
 */
export function lossSettings<T extends object>(
  operation: string,
  names: readonly (keyof T & string)[],
  given: Settings<T & LossOptions>,
): T & { reduction: Reduction } {
  if (given.length === 0) return { reduction: 'mean' } as T & { reduction: Reduction }
  const options = settings<T & LossOptions>(
    operation,
    [...names, 'sizeAverage', 'reduce', 'reduction'] as (keyof (T & LossOptions) & string)[],
    given,
  )
  return { ...options, reduction: reductionOf(operation, options) }
}

function reductionOf(operation: string, { reduction = 'mean', sizeAverage, reduce }: LossOptions): Reduction {
  if (sizeAverage !== undefined || reduce !== undefined)
    return reduce === false ? 'none' : sizeAverage === false ? 'sum' : 'mean'
  return checkedReduction(
    operation,
    reduction,
    ['none', 'mean', 'sum'],
    `${reduction} is not a valid value for reduction`,
  )
}

export const checkedReduction = <T extends string>(
  operation: string,
  reduction: string,
  known: readonly T[],
  message: string,
): T => choice(operation, 'reduction', reduction, known, { type: 'ValueError', message })

/** The elements, their mean, or their sum. */
export const reduceLoss = (loss: Tensor, reduction: Reduction): Tensor =>
  reduction === 'mean' ? loss.mean() : reduction === 'sum' ? loss.sum() : loss

/** Each element's part of the gradient of the reduced loss. */
export const shareOf = (g: Tensor, reduction: Reduction, n: number): Tensor => (reduction === 'mean' ? g.div(n) : g)

/** Warns where a loss would compare each element with many: a common slip. Returns the number of pairs. */
export function pairs(operation: string, x: Tensor, target: Tensor): number {
  if (!sameShape(x.shape, target.shape)) {
    warn({
      code: 'loss-broadcasts',
      params: { operation, input: x.shape, target: target.shape },
      message: `${operation}: the shapes ${shown(x.shape)} and ${shown(target.shape)} differ and will be broadcast, which is rarely meant. reshape makes them equal.`,
      torch: `Using a target size (torch.Size(${shown(target.shape)})) that is different to the input size (torch.Size(${shown(x.shape)})). This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size.`,
    })
  }
  return numelOf(broadcastShapes(operation, x.shape, target.shape))
}

/** @param expected  in words, with the sizes */
export const sizesDiffer = (
  operation: string,
  x: Shape,
  target: Shape,
  expected: string,
  torch: TorchError,
): ShapeError =>
  new ShapeError(`${operation}: input ${shown(x)} and target ${shown(target)} do not fit: ${expected}.`, {
    code: 'loss-sizes',
    params: { operation, input: x, target },
    torch,
  })

/** Weights and the like are constants of a loss. */
export function refuseGradient(
  operation: string,
  argument: string,
  x: Tensor | undefined,
  torch: { function: string; argument: string },
): void {
  if (x === undefined || !x.requiresGrad) return
  throw new GradError(`${operation}: there is no gradient with respect to ${argument}. Pass ${argument}.detach().`, {
    code: 'no-gradient-for',
    params: { operation, argument },
    torch: runtimeError(
      `The function '${torch.function}' is not differentiable with respect to argument '${torch.argument}'. This input cannot have requires_grad True.`,
    ),
  })
}
