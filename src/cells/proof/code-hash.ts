/**
 * The code that a recorded result depends on, as a hash. Comments, white space and types change nothing that is computed,
 * so they change no hash; strings do, for they are printed.
 */
import type { Cell } from '../parse/find-cells.ts'
import { PrepareFault } from '../prepare/errors.ts'
import { tokenizePython } from '../prepare/python-tokens.ts'
import { tokenize } from '../prepare/tokens.ts'
import { shortHash } from './short-hash.ts'

/**
 * Hash of what a chain of cells runs, and of the kernels' part in it. A cell that varies with its language's data counts as
 * another in each locale.
 */
export function codeHash(chain: readonly Pick<Cell, 'language' | 'code' | 'options'>[], locale: string): string {
  const parts = chain.map(({ language, code, options }) => [
    language,
    options.varies === 'data' ? locale : '',
    language === 'typescript' ? essence(code) : pythonEssence(code),
    ...(options.rounds ? ['kernels'] : []),
  ])
  return shortHash(JSON.stringify(parts))
}

/** The tokens that run. A text that does not parse stands for itself. */
export function essence(code: string): string {
  try {
    return tokenize(code)
      .filter((token) => !token.isType)
      .map((token) => token.text)
      .join(' ')
  } catch (fault) {
    if (fault instanceof PrepareFault) return code
    throw fault
  }
}

export function pythonEssence(code: string): string {
  return tokenizePython(code)
    .tokens.map(({ kind, text }) => (kind === 'indent' ? `\n${text}` : text))
    .join(' ')
}
