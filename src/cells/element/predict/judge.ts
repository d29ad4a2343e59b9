/** Whether a predicted number is right, and if not, what was probably missed. */
import type { Nested } from '../../parse/expectation.ts'
import type { Variable } from '../../run/events.ts'
import type { ReadNumber } from './read-number.ts'

export type Slip =
  /** The value was given where the gradient was asked for, or the other way round. */
  | { kind: 'value-of' | 'gradient-of' }
  /** It is what another name holds. */
  | { kind: 'other'; name: string }
  /** Twice, or half of what it should be. */
  | { kind: 'twice' | 'half' }
  /** A factor that stands in the cell is missing, or was taken once too often. */
  | { kind: 'factor-missing' | 'factor-extra'; name: string; factor: number }
  | { kind: 'power-of-ten' }

export type Verdict =
  | { kind: 'missing' }
  | { kind: 'right'; actual: number; guess: number; isExact: boolean }
  | { kind: 'wrong'; actual: number; guess: number; isSignWrong: boolean; slip?: Slip }

/** However few digits are given, a number this far off is not right. */
const largestShare = 0.05
/** Slips are meant exactly, up to rounding in float32. */
const same = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= 1e-5 * Math.max(Math.abs(a), Math.abs(b))

/** @param path  `loss`, `w.grad`, `model.bias.grad` */
export function judge(path: string, read: ReadNumber, variables: readonly Variable[]): Verdict {
  const actual = numberOf(path, variables)
  if (actual === undefined) return { kind: 'missing' }
  for (const guess of [read.value, read.otherwise]) {
    if (guess !== undefined && isRight(guess, read.tolerance, actual))
      return { kind: 'right', actual, guess, isExact: same(guess, actual) }
  }
  const guess = read.value
  const slip = findSlip(path, guess, actual, variables)
  const turned = slip ? undefined : findSlip(path, -guess, actual, variables)
  const isSignWrong = guess !== 0 && (same(-guess, actual) || turned !== undefined)
  const found = slip ?? turned
  return { kind: 'wrong', actual, guess, isSignWrong, ...(found && { slip: found }) }
}

function isRight(guess: number, tolerance: number, actual: number): boolean {
  if (Number.isNaN(actual)) return Number.isNaN(guess)
  if (!Number.isFinite(actual)) return guess === actual
  return same(guess, actual) || Math.abs(guess - actual) <= Math.min(tolerance, largestShare * Math.abs(actual))
}

function findSlip(path: string, guess: number, actual: number, variables: readonly Variable[]): Slip | undefined {
  if (guess === 0 || same(guess, actual)) return undefined
  const isGradient = path.endsWith('.grad')
  const name = isGradient ? path.slice(0, -'.grad'.length) : path
  const twin = numberOf(isGradient ? name : `${name}.grad`, variables)
  if (twin !== undefined && same(guess, twin)) return { kind: isGradient ? 'value-of' : 'gradient-of' }

  const numbers = variables.flatMap(({ name: other }) =>
    [other, `${other}.grad`].flatMap((full) => {
      const value = numberOf(full, variables)
      return value === undefined || full === path ? [] : [{ name: full, value }]
    }),
  )
  const other = numbers.find(({ value }) => same(guess, value))
  if (other) return { kind: 'other', name: other.name }
  if (same(guess, 2 * actual)) return { kind: 'twice' }
  if (same(2 * guess, actual)) return { kind: 'half' }
  const isFactor = ({ name: full, value }: { name: string; value: number }) =>
    !full.endsWith('.grad') && Math.abs(value) !== 1 && value !== 0
  const missing = numbers.find((one) => isFactor(one) && same(guess * one.value, actual))
  if (missing) return { kind: 'factor-missing', name: missing.name, factor: missing.value }
  const extra = numbers.find((one) => isFactor(one) && same(guess, actual * one.value))
  if (extra) return { kind: 'factor-extra', name: extra.name, factor: extra.value }
  const tens = Math.log10(guess / actual)
  return guess / actual > 0 && Math.abs(tens - Math.round(tens)) < 1e-5 ? { kind: 'power-of-ten' } : undefined
}

/** A single number, or undefined. */
export function numberOf(path: string, variables: readonly Variable[]): number | undefined {
  const isGradient = path.endsWith('.grad')
  const name = isGradient ? path.slice(0, -'.grad'.length) : path
  const variable = variables.find((candidate) => candidate.name === name)
  return onlyNumber(isGradient ? variable?.grad : variable?.value)
}

function onlyNumber(value: Nested | null | undefined): number | undefined {
  if (typeof value === 'number') return value
  return Array.isArray(value) && value.length === 1 ? onlyNumber(value[0] as Nested) : undefined
}
