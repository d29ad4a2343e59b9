/** What a command of `npm run translate` is, and how it says that it was called wrongly. */
import type { ParseArgsConfig } from 'node:util'
import { nearest } from '../../cells/parse/nearest.ts'
import { ProblemsError, type Problem } from '../../cells/parse/problem.ts'

export interface Command {
  /** One line, for the list of commands. */
  summary: string
  /** What follows `npm run translate --`, and the rest of the help. */
  help: string
  options?: NonNullable<ParseArgsConfig['options']>
  /** @returns the exit code: 0 all is well, 1 something is wrong with what was read, 2 a wrong call */
  run: (call: Call) => number | Promise<number>
}

export interface Call {
  args: string[]
  values: Record<string, string | boolean | (string | boolean)[] | undefined>
}

/** A wrong call: exit code 2, the message alone. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** `There is no locale "fra". Did you mean fr?` */
export function unknown(what: string, name: string, known: readonly string[]): UsageError {
  const near = nearest(name, known) ?? known.find((other) => other.startsWith(name) || name.startsWith(other))
  const list = known.length > 12 ? `${known.slice(0, 12).join(', ')} … (${known.length})` : known.join(', ')
  return new UsageError(`There is no ${what} "${name}". ${near ? `Did you mean ${near}? ` : ''}There are: ${list}.`)
}

/** Refuses to go on, because writing over what cannot be read would lose it. */
export function refuse(problems: readonly Problem[], sources?: Record<string, string>): never {
  throw new ProblemsError(problems, sources)
}
