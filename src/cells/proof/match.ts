/** Whether a run kept what its fence promised. */
import type { Expectation, Nested, Relation } from '../parse/expectation.ts'
import type { Variable } from '../run/events.ts'
import { showNested } from './numbers.ts'

export interface Miss {
  expectation: Expectation
  /** What there was instead, in words. */
  found: string
}

export function findMisses(expectations: readonly Expectation[], variables: readonly Variable[]): Miss[] {
  return expectations.flatMap((expectation) => {
    const found = actualOf(expectation, variables)
    if (typeof found === 'string') return [{ expectation, found }]
    return matches(expectation, found.value) ? [] : [{ expectation, found: `it is ${showNested(found.value)}` }]
  })
}

/** The names among those a reader is asked to predict that are no single number after the run, and why. */
export function findUnpredictable(names: readonly string[], variables: readonly Variable[]): [string, string][] {
  return names.flatMap((path) => {
    const gradient = path.endsWith('.grad')
    const found = actualOf({ name: gradient ? path.slice(0, -'.grad'.length) : path, gradient }, variables)
    if (typeof found === 'string') return [[path, found]]
    return typeof onlyElement(found.value) === 'number' ? [] : [[path, `it is ${showNested(found.value)}`]]
  })
}

function actualOf(
  { name, gradient }: Pick<Expectation, 'name' | 'gradient'>,
  variables: readonly Variable[],
): { value: Nested } | string {
  const variable = variables.find((candidate) => candidate.name === name)
  if (!variable) return `the cell declares no ${name} at its top`
  if (variable.cut !== undefined) return `${name} has ${variable.cut} elements, too many to compare`
  const value = gradient ? variable.grad : variable.value
  if (value === undefined || value === null) {
    return gradient ? `${name} has no gradient` : `${name} is ${variable.text}, not a number`
  }
  return { value }
}

/** A promise of one number fits any shape of one element; other shapes must be the same. */
export function matches({ relation, value, tolerance }: Expectation, actual: Nested): boolean {
  if (Array.isArray(value)) return matchesNested(relation, value, tolerance, actual)
  const only = onlyElement(actual)
  return only !== undefined && matchesNested(relation, value, tolerance, only)
}

function matchesNested(relation: Relation, expected: Nested, tolerance: number, actual: Nested): boolean {
  if (!Array.isArray(expected)) return matchesNumber(relation, expected as number | boolean, tolerance, actual)
  return (
    Array.isArray(actual) &&
    actual.length === expected.length &&
    expected.every((item, i) => matchesNested(relation, item, tolerance, actual[i] as Nested))
  )
}

function onlyElement(value: Nested): Nested | undefined {
  if (!Array.isArray(value)) return value
  return value.length === 1 ? onlyElement(value[0] as Nested) : undefined
}

function matchesNumber(relation: Relation, expected: number | boolean, tolerance: number, actual: Nested): boolean {
  if (typeof expected === 'boolean' || typeof actual === 'boolean') return relation === '=' && expected === actual
  if (typeof actual !== 'number') return false
  switch (relation) {
    case '<':
      return actual < expected
    case '<=':
      return actual <= expected + tolerance
    case '>':
      return actual > expected
    case '>=':
      return actual >= expected - tolerance
    case '=':
      // 0.1 is written for the float32 nearest to it; rounding both asks for no more than float32 can hold.
      if (Object.is(Math.fround(actual), Math.fround(expected)) || actual === expected) return true
      // The bounds of a tolerance belong to it, whatever the last binary digit of their difference.
      return Math.abs(actual - expected) <= tolerance * (1 + 1e-9)
  }
}
