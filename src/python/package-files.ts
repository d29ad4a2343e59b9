/** The Python files of this folder, as Node reads them: what the interpreter imports as `torch` and `matplotlib`. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Paths below `site-packages`, and texts. */
export type PackageFiles = Readonly<Record<string, string>>

export function readPackageFiles(folder = import.meta.dirname): PackageFiles {
  const paths = globSync('{torch,matplotlib,lexigrad}/**/*.{py,json}', { cwd: folder }).sort()
  return Object.fromEntries(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]))
}
