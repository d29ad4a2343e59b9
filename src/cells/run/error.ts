/** Whatever a cell threw, as plain data with its place in the reader's code. */
import type { PreparedCell } from '../prepare/typescript.ts'
import type { CellError } from './events.ts'
import { formatValue } from './format.ts'
import { classifyJavaScriptError } from './javascript-errors.ts'
import { placeInStack } from './place.ts'

export function describeError(
  thrown: unknown,
  { url, linesBefore }: Pick<PreparedCell, 'url' | 'linesBefore'>,
): CellError {
  // Not `instanceof Error`: the engine, or the cell, may live in another realm.
  if (typeof thrown !== 'object' || thrown === null || typeof (thrown as Error).message !== 'string') {
    return { code: 'js-thrown', params: {}, name: 'Error', original: formatValue(thrown) }
  }
  const error = thrown as Error & { code?: unknown; params?: unknown }
  const { name = 'Error', message } = error
  const known =
    typeof error.code === 'string'
      ? { code: error.code, params: plainParams(error.params) }
      : (classifyJavaScriptError(message) ?? {
          code: name === 'SyntaxError' ? 'syntax-invalid' : 'error',
          params: {},
        })
  const place = placeInStack(String(error.stack ?? ''), url, linesBefore) ?? placeOfSyntaxError(error, linesBefore)
  return { ...known, name, original: message, ...place }
}

/** Firefox says where a module does not parse on the error itself; V8 does not say. */
function placeOfSyntaxError(error: Error, linesBefore: number): { line: number; column: number } | undefined {
  const { lineNumber, columnNumber } = error as Error & { lineNumber?: number; columnNumber?: number }
  if (error.name !== 'SyntaxError' || !lineNumber || lineNumber <= linesBefore) return undefined
  return { line: lineNumber - linesBefore, column: columnNumber ?? 1 }
}

/** What can be posted to another thread; the rest as text. */
function plainParams(params: unknown): Record<string, unknown> {
  if (typeof params !== 'object' || params === null) return {}
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, isPlain(value) ? value : formatValue(value)]),
  )
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPlain)
  return value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)
}
