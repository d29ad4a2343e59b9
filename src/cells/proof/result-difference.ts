/** Where two results part: a translation's from the English one, or a run from what the store holds. */
import type { Nested } from '../parse/expectation.ts'
import type { Variable } from '../run/events.ts'
import { pathOfDifference, sameNested, showNested } from './numbers.ts'
import { findShownDifference } from './shown.ts'
import type { CellResult } from './stored.ts'

export interface ValueDifference {
  /** `w`, `w.grad`, `model.weight`, `w[0][2]`. */
  name: string
  /** The name declared in the cell. */
  variable: string
  expected: string
  found: string
}

/** @param only  the names to compare, where not all are alike; a module's name stands for its parameters */
export function findValueDifferences(
  expected: readonly Variable[],
  found: readonly Variable[],
  only?: readonly string[],
): ValueDifference[] {
  const chosen = (variable: Variable) =>
    !only || only.some((name) => variable.name === name || variable.name.startsWith(`${name}.`))
  const differences: ValueDifference[] = []
  for (const a of expected.filter(chosen)) {
    const b = found.find((variable) => variable.name === a.name)
    const add = (suffix: string, x: Nested | null | undefined, y: Nested | null | undefined) => {
      if (sameNested(x, y)) return
      const path = pathOfDifference(x ?? undefined, y ?? undefined)
      const variable = a.name.split('.')[0] ?? a.name
      differences.push({
        name: a.name + suffix + path,
        variable,
        expected: showNested(x),
        found: showNested(y),
      })
    }
    add('', a.value, b?.value)
    add('.grad', a.grad, b?.grad)
    // Where a tensor is too large to send, its text still shows a part of it.
    if (a.cut !== undefined && a.value === undefined && (a.text !== b?.text || a.gradText !== b?.gradText)) {
      const variable = a.name.split('.')[0] ?? a.name
      differences.push({ name: a.name, variable, expected: a.text, found: b?.text ?? 'nothing' })
    }
  }
  return differences
}

/** What a run printed or left that the store tells otherwise; `undefined` where they agree. */
export function findResultDifference(stored: CellResult, run: Omit<CellResult, 'speed'>): string | undefined {
  for (let i = 0; i < Math.max(stored.output.length, run.output.length); i++) {
    const [a, b] = [stored.output[i], run.output[i]]
    if (a?.text === b?.text && a?.level === b?.level) continue
    return `line ${i + 1} of the output was ${quoted(a?.text)}, now it is ${quoted(b?.text)}`
  }
  const [difference] = findValueDifferences(stored.variables, run.variables)
  if (difference) return `${difference.name} was ${difference.expected}, now it is ${difference.found}`
  const names = (variables: readonly Variable[]) => variables.map(({ name, text, gradText }) => [name, text, gradText])
  if (JSON.stringify(names(stored.variables)) !== JSON.stringify(names(run.variables)))
    return 'its variables print otherwise'
  return findShownDifference(stored, run, true)
}

function quoted(text: string | undefined): string {
  return text === undefined ? 'missing' : JSON.stringify(text)
}
