/** A result that an entry states, and how it is read off a run of its cell. */
import type { Nested } from '../../../src/cells/parse/expectation.ts'

export interface StatedResult {
  entry: string
  /** The id of the cell; its first `manualSeed(…)` is what seeds replace. */
  cell: string
  /** The claim, for the table. */
  says: string
  /** The number that it is about, from the variables that the cell leaves at its top. */
  value(variables: Readonly<Record<string, Nested>>): number
  atLeast?: number
  atMost?: number
  /** Measured with the data of every language, written or not; else in English alone. */
  everyLanguage?: true
}
