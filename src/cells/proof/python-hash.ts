/** The interpreter of Python that a recorded result depends on, as a hash; its engine has its own (hash.ts). */
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { essence, pythonEssence } from './code-hash.ts'
import { projectRoot } from './paths.ts'
import { shortHash } from './short-hash.ts'

let known: { folder: string; hash: string; modified: string; checked: number } | undefined
/** A server for authors runs for hours and must see a change; a build asks ten thousand times. [ms] */
const checkEvery = 1000

/** Hash of its Python files, of what they call, and of the version of the CPython beneath. */
export function pythonHash(folder = join(projectRoot, 'src', 'python')): string {
  const now = Date.now()
  if (known?.folder === folder && now - known.checked < checkEvery) return known.hash
  const files = globSync('**/*.{py,ts,json}', { cwd: folder })
    .filter((file) => file !== 'main.ts')
    .sort()
  const modified = files.map((file) => `${file} ${statSync(join(folder, file)).mtimeMs}`).join('\n')
  if (known?.folder === folder && known.modified === modified) return Object.assign(known, { checked: now }).hash
  const parts = files.map((file) => [file.replaceAll('\\', '/'), essenceOf(join(folder, file))])
  const { dependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  known = { folder, hash: shortHash(JSON.stringify([dependencies['pyodide'], parts])), modified, checked: now }
  return known.hash
}

function essenceOf(file: string): string {
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
  if (file.endsWith('.ts')) return essence(text)
  return file.endsWith('.py') ? pythonEssence(text) : text
}
