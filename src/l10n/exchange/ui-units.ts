/** The strings of the interface as units, and back into their file. */
import type { Problem } from '../../cells/parse/problem.ts'
import { requiredPlaceholders } from './placeholders.ts'
import { splitPlace, type Incoming, type Unit } from './unit.ts'

/** The name that stands for the interface where an entry's slug would. */
export const uiSlug = 'ui'

type Strings = { [key: string]: string | Strings }

/** English strings beside those of a locale; plural forms that English has not are left to the file itself. */
export function uiUnits(english: string, own: string | undefined): Unit[] {
  const given = flat(own === undefined ? {} : (JSON.parse(own) as Strings))
  return [...flat(JSON.parse(english) as Strings)].map(([key, source]) => {
    const target = given.get(key) ?? ''
    return { place: `${uiSlug}/${key}`, kind: 'string', source, target, state: target === '' ? 'missing' : 'current' }
  })
}

/** @returns the file with the strings that came back, and what is wrong with them */
export function withUiUnits(
  own: string,
  units: readonly Incoming[],
  file: string,
): { source: string; changed: string[]; problems: Problem[] } {
  const strings = JSON.parse(own) as Strings
  const given = flat(strings)
  const changed: string[] = []
  const problems: Problem[] = []
  for (const { place, source, target, line, column } of units) {
    const { id: key } = splitPlace(place)
    if (target === '' || given.get(key) === target) continue
    const missing = requiredPlaceholders(source, 'string').find(
      (one) => !requiredPlaceholders(target, 'string').includes(one),
    )
    if (missing && !/_(?:zero|one|two)$/.test(key)) {
      const hint = 'Each must stand in the translation, as in English. Nothing was written.'
      problems.push({
        file,
        line,
        column,
        rule: 'exchange-placeholder',
        message: `${place}: ${missing} is missing`,
        hint,
      })
      continue
    }
    put(strings, key.split('.'), target)
    changed.push(key)
  }
  return { source: changed.length === 0 ? own : `${JSON.stringify(strings, undefined, 2)}\n`, changed, problems }
}

function flat(strings: Strings, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(strings)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) found.set(inner, text)
  }
  return found
}

function put(strings: Strings, [key = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) strings[key] = value
  else put((strings[key] ??= {}) as Strings, rest, value)
}
