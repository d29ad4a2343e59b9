/**
 * Where code that our quick parser let pass does not parse after all: `let x = 08n`, `f() = 1`. The engines that
 * run it refuse it and do not say where. Types are blanked in place, so the place is the reader's.
 *
 * acorn weighs 30 KB: load this file when such an error has come, not before.
 */
import { parse } from 'acorn'
import type { PreparedCell } from './typescript.ts'

export function locateSyntaxError({
  js,
  linesBefore,
}: PreparedCell): { line: number; column: number; original: string } | undefined {
  try {
    parse(js, { ecmaVersion: 'latest', sourceType: 'module' })
    return undefined
  } catch (error) {
    const { message, loc } = error as SyntaxError & { loc?: { line: number; column: number } }
    if (!loc || loc.line <= linesBefore) return undefined
    const original = message.replace(/ \(\d+:\d+\)$/, '')
    return { line: loc.line - linesBefore, column: loc.column + 1, original }
  }
}
