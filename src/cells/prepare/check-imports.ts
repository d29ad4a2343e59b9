/** The check of a cell's imports: before the run where the modules' names are known, else at its start. */
import { nearest } from '../parse/nearest.ts'
import type { PrepareError } from './errors.ts'
import type { Imports } from './imports.ts'

/**
 * The first import that cannot be met: a module that is not there, or a name that its module does not export.
 *
 * @param exports  by module, the names it exports; `undefined` where they are not known yet
 */
export function checkImports(
  { modules, bindings }: Pick<Imports, 'modules' | 'bindings'>,
  exports: Readonly<Record<string, readonly string[] | undefined>>,
): PrepareError | undefined {
  const known = Object.keys(exports)
  for (const { module, line, column } of modules) {
    if (known.includes(module)) continue
    const original = `There is no module '${module}' here; cells import from ${known.map((name) => `'${name}'`).join(', ')}`
    return {
      code: 'import-unknown-module',
      params: { module, known: known.join(', ') },
      line,
      column,
      original,
    }
  }
  for (const { module, imported, typeOnly, line, column } of bindings) {
    const names = exports[module]
    if (!names || typeOnly || imported === '*' || names.includes(imported)) continue
    const suggestion = nearest(imported, names) ?? ''
    const original = `${module} has no ${imported}` + (suggestion && `; did you mean ${suggestion}?`)
    return {
      code: 'import-unknown-name',
      params: { name: imported, module, suggestion },
      line,
      column,
      original,
    }
  }
  return undefined
}
