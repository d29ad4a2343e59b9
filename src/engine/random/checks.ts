/** What distributions ask of their parameters, and how calls give them. */
import { dtypes, isFloating, type DType } from '../dtype.ts'
import { ArgumentError, DtypeError, runtimeError } from '../errors.ts'
import { settings } from '../ops/settings.ts'
import { defaultGenerator, type Generator } from './generator.ts'

export interface RandomOptions {
  /** The stream to draw from; the shared one by default. */
  generator?: Generator | null
}

export const streamOf = ({ generator }: RandomOptions): Generator => generator ?? defaultGenerator

/** Parameters in a row or by name, options last: `x.normal_(0, 2)`, `x.normal_({ std: 2, generator })`. */
export type Parameters<Name extends string> = (number | undefined | (Partial<Record<Name, number>> & RandomOptions))[]

/**
 * The parameters by name, those not given from `defaults`, and the stream to draw from.
 * @throws ArgumentError `unknown-option`
 */
export function parametersOf<Name extends string>(
  operation: string,
  args: Parameters<Name>,
  defaults: Readonly<Record<Name, number>>,
): Record<Name, number> & { generator: Generator } {
  const names = Object.keys(defaults) as Name[]
  const given = settings<Partial<Record<string, number>> & RandomOptions>(
    operation,
    [...names, 'generator'],
    args as [],
  )
  const numbers = names.map((name) => [name, given[name] ?? defaults[name]])
  return { ...(Object.fromEntries(numbers) as Record<Name, number>), generator: streamOf(given) }
}

/** @throws ArgumentError `distribution` unless `holds`; `condition` is a formula, the same in every language */
export function require(holds: boolean, operation: string, condition: string, found: string, torch: string): void {
  if (holds) return
  throw new ArgumentError(`${operation}: needs ${condition}, got ${found}.`, {
    code: 'distribution',
    params: { operation, condition, found },
    torch: runtimeError(torch),
  })
}

/** @throws DtypeError `random-dtype` for integers and booleans */
export function requireFloating(operation: string, dtype: DType, torch: string): void {
  if (isFloating(dtype)) return
  throw new DtypeError(
    `${operation}: draws numbers with fractions, which ${dtype} does not hold. Draw float32; randint draws whole numbers.`,
    {
      code: 'random-dtype',
      params: { operation, dtype },
      torch: runtimeError(`"${torch}" not implemented for '${dtypes[dtype].torch}'`),
    },
  )
}
