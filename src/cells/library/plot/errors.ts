/** Errors of what a cell shows, with the codes by which a page says them in its own language. */
import { ArgumentError, ShapeError } from '../../../engine/errors.ts'
import { formatValue } from '../../run/format.ts'

/** A value in signs that every reader can read, and short. */
export function shownValue(value: unknown): string {
  const text = formatValue(value).replace(/\s+/g, ' ')
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`
}

export function notNumbers(operation: string, argument: string, found: unknown): ArgumentError {
  const shown = shownValue(found)
  return new ArgumentError(
    `${operation}: ${argument} needs numbers, got ${shown}. A tensor, an array or a typed array will do.`,
    { code: 'plot-numbers', params: { operation, argument, found: shown } },
  )
}

/** @param expected  shapes in brackets, which every reader can read: `[n] [n, 2]` */
export function badShape(
  operation: string,
  argument: string,
  shape: readonly number[],
  expected: readonly string[],
): ShapeError {
  const shown = `[${shape.join(', ')}]`
  return new ShapeError(
    `${operation}: ${argument} has shape ${shown}, but one of these is needed: ${expected.join(' ')}.`,
    { code: 'plot-shape', params: { operation, argument, shape: shown, expected: expected.join(' ') } },
  )
}

export function lengthsDiffer(operation: string, a: string, first: number, b: string, second: number): ShapeError {
  return new ShapeError(`${operation}: ${a} has length ${first} and ${b} length ${second}; they must be equal.`, {
    code: 'plot-lengths',
    params: { operation, a, first, b, second },
  })
}

/** @param expected  in signs: `> 0`, `'log' | 'linear'` */
export function badOption(operation: string, option: string, value: unknown, expected: string): ArgumentError {
  const shown = shownValue(value)
  return new ArgumentError(`${operation}: ${option} is ${shown}, but this is needed: ${expected}.`, {
    code: 'plot-option',
    params: { operation, option, value: shown, expected },
  })
}

export function tooMany(operation: string, argument: string, count: number, limit: number): ArgumentError {
  return new ArgumentError(
    `${operation}: ${argument} has ${count} parts, and at most ${limit} can be shown. Choose some of them.`,
    { code: 'plot-too-many', params: { operation, argument, count, limit } },
  )
}

/** @throws ArgumentError for a name that is none of those known */
export function checkNames(operation: string, options: object, known: readonly string[]): void {
  for (const option of Object.keys(options)) {
    if (known.includes(option)) continue
    throw new ArgumentError(`${operation}: has no option ${option}. It takes ${known.join(', ')}.`, {
      code: 'unknown-option',
      params: { operation, option, known: known.join(', ') },
    })
  }
}
