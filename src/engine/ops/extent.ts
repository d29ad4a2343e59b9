/** Sizes of windows: one whole number for every spatial dimension, or one for each. */
import { ArgumentError, runtimeError, type TorchError } from '../errors.ts'
import type { Triple } from '../kernels/sliding.ts'

/** A number for all spatial dimensions, or one for each. */
export type Extent = number | readonly number[]

/** How PyTorch says the same. */
interface Wording {
  /** Of a list of another length. */
  readonly count: string
  /** Of a number that is too small. */
  readonly least: string
}

/**
 * One number for each spatial dimension.
 * @param rank   how many there are
 * @param least  the smallest number allowed
 * @throws ArgumentError `window-argument`
 */
export function extents(
  operation: string,
  name: string,
  value: Extent,
  rank: number,
  least: number,
  torch: Wording,
): number[] {
  const given = typeof value === 'number' ? [value] : [...value]
  const all = given.length === 1 ? new Array<number>(rank).fill(given[0]!) : given
  const refuse = (wording: TorchError): ArgumentError => {
    const shown = typeof value === 'number' ? String(value) : `[${given.join(', ')}]`
    const list = rank === 1 ? '' : `, or ${rank} of them`
    return new ArgumentError(`${operation}: ${name} is a whole number from ${least} up${list}; got ${shown}.`, {
      code: 'window-argument',
      params: { operation, name, value: shown, count: rank, least },
      torch: wording,
    })
  }
  if (all.length !== rank) throw refuse(runtimeError(torch.count))
  if (all.some((v) => !Number.isInteger(v) || v < least)) throw refuse(runtimeError(torch.least))
  return all
}

/** As a volume: fewer dimensions have `fill` in front. */
export function triple(values: readonly number[], fill: number): Triple {
  const [a, b, c] = [fill, fill, fill, ...values].slice(-3) as [number, number, number]
  return [a, b, c]
}
