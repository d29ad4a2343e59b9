/** A result that an entry states, and how it is read off a run of its cell. */
import type { Nested } from '../../../src/cells/parse/expectation.ts'

export interface StatedResult {
  entry: string
  /** The id of the cell; its first `manualSeed(…)` is what seeds replace. */
  cell: string
  /** The claim, for the table. */
  says: string
  /**
   * The number that it is about, from what the cell leaves at its top: numbers by name, and strings by name.
   * @param locale  the language of the data
   */
  value(variables: Readonly<Record<string, Nested>>, texts: Readonly<Record<string, string>>, locale: string): number
  atLeast?: number
  atMost?: number
  /** Measured with the data of every language, written or not; else in English alone. */
  everyLanguage?: true
}
