/**
 * Whether code names something that the core of the engine lacks. A guess from its words: where it is wrong, the run says so
 * itself and begins again.
 */
import { wholeNames } from 'virtual:engine-names'

let names: Set<string> | undefined

/** Comments, and members of what is not ours. */
const elsewhere = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*|\b(?:Math|Number|Object|Array|Promise|JSON|console)\s*\.\s*\w+/g

/** Data sets come with the whole: who trains on pictures does not count kilobytes. */
const dataModule = /['"]lexigrad\/data['"]/

export function needsWhole(code: string): boolean {
  if (dataModule.test(code)) return true
  names ??= new Set(wholeNames.split(' '))
  return (code.replace(elsewhere, '').match(/[A-Za-z_]\w*/g) ?? []).some((word) => names!.has(word))
}
