/** The numbers that a data set is asked for by. */
import { badOption } from '../plot/errors.ts'

/** @throws ArgumentError for what is no whole number from `least` to `most` */
export function checkWhole(operation: string, option: string, value: unknown, least: number, most: number): void {
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return
  throw badOption(operation, option, value, `${option} ∈ {${least}, …, ${most}}`)
}
