/**
 * A row-major tensor as lanes along one dimension. The numbers of a lane stand `step` apart; what is computed lane by
 * lane is laid out the same way, with another size along that dimension.
 */
import type { Numbers } from '../dtype.ts'
import { numelOf, type Shape } from '../shape.ts'

export interface Lane {
  /** Numbers in the lane. */
  readonly size: number
  /** Between one number and the next. */
  readonly step: number
}

/** The lane of a 0-d tensor is its one number. */
export const laneOf = (shape: Shape, dim: number): Lane => ({
  size: shape[dim] ?? 1,
  step: numelOf(shape.slice(dim + 1)),
})

/**
 * Visits every lane.
 * @param length  the size along dim of what is computed
 * @param visit   with the lane's first place among the numbers, and among those that are computed
 */
export function eachLane(shape: Shape, dim: number, length: number, visit: (from: number, to: number) => void): void {
  const { size, step } = laneOf(shape, dim)
  const outer = numelOf(shape.slice(0, dim))
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < step; i++) visit(o * size * step + i, o * length * step + i)
  }
}

/** The shape with another size along dim; a 0-d tensor keeps none. */
export const withSize = (shape: Shape, dim: number, size: number): Shape =>
  shape.length === 0 ? shape : shape.with(dim, size)

/** The numbers of one lane in a row, for functions that read rows. */
export function rowOfLane(row: Numbers, numbers: Numbers, from: number, step: number): Numbers {
  for (let i = 0; i < row.length; i++) row[i] = numbers[from + i * step]!
  return row
}
