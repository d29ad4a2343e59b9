/** Whether what a run left is what another left, or what was recorded. */
import type { Nested } from '../../parse/expectation.ts'
import { findValueDifferences, type ValueDifference } from '../../proof/result-difference.ts'
import type { Variable } from '../../run/events.ts'

/** Another browser, or another build of the kernels, rounds a long computation otherwise. */
const rounding = 1e-4

/** Where a run parts from that of the source language: exactly, for both ran here just now. */
export function differencesBetween(
  source: readonly Variable[],
  run: readonly Variable[],
  only?: readonly string[],
): ValueDifference[] {
  return findValueDifferences(source, run, only)
}

/** Names whose numbers are not those that the build recorded, up to a little rounding. */
export function differencesFromRecord(
  recorded: readonly Variable[],
  run: readonly Variable[],
  only?: readonly string[],
): string[] {
  const isChosen = ({ name }: Variable) => !only || only.some((one) => name === one || name.startsWith(`${one}.`))
  return recorded.filter(isChosen).flatMap(({ name, value, grad }) => {
    const found = run.find((variable) => variable.name === name)
    const parts: string[] = []
    if (value !== undefined && !isNear(value, found?.value)) parts.push(name)
    if (grad !== undefined && !isNear(grad, found?.grad)) parts.push(`${name}.grad`)
    return parts
  })
}

function isNear(a: Nested | null, b: Nested | null | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isNear(item, b[i]))
  if (typeof a !== 'number' || typeof b !== 'number') return Object.is(a, b)
  return Object.is(a, b) || Math.abs(a - b) <= rounding * Math.max(1e-3, Math.abs(a), Math.abs(b))
}
