/** The types of cells, worked out together and kept on disk: a rebuild asks TypeScript only about what has changed. */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { tokenize } from '../../cells/prepare/tokens.ts'
import { projectRoot } from '../../i18n/paths.ts'
import { loadApi } from '../api/load-api.ts'
import { engineStamp } from '../api/engine-files.ts'
import { describeTypes, type CellTypes } from './describe.ts'
import { typedCodes, type Chain } from './program.ts'

const folder = join(projectRoot, '.cache', 'types')
const memory = new Map<string, CellTypes>()

/** The types of the last code of each chain. Codes that differ in comments alone are one. */
export function typesOf(chains: readonly Chain[]): CellTypes[] {
  const stamp = declarationsHash()
  const keys = chains.map((chain) => hash([stamp, ...chain.map(essence)]))
  const open = chains.map((chain, index) => ({ chain, key: keys[index]! })).filter(({ key }) => !recall(key))
  const distinct = [...new Map(open.map((one) => [one.key, one])).values()]
  if (distinct.length > 0) {
    const api = loadApi()
    typedCodes(distinct.map(({ chain }) => chain)).forEach((code, index) => {
      const { chain, key } = distinct[index]!
      keep(key, describeTypes(code, chain.at(-1)!, api))
    })
  }
  return keys.map((key) => memory.get(key)!)
}

function recall(key: string): boolean {
  const file = join(folder, `${key}.json`)
  if (!memory.has(key) && existsSync(file)) memory.set(key, JSON.parse(readFileSync(file, 'utf8')) as CellTypes)
  return memory.has(key)
}

function keep(key: string, types: CellTypes): void {
  memory.set(key, types)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${key}.json`), JSON.stringify(types))
}

/** The tokens; a text that does not parse stands for itself. */
function essence(code: string): string {
  try {
    return tokenize(code)
      .map(({ text }) => text)
      .join(' ')
  } catch {
    return code
  }
}

let known: { stamp: string; hash: string } | undefined

/** Changes with the engine's declarations, with TypeScript, and with what this folder makes of them. */
function declarationsHash(): string {
  const stamp = engineStamp()
  if (known?.stamp === stamp) return known.hash
  const files = globSync(['src/engine/**/*.ts', 'src/cells/library/{,data/}*.ts', 'src/site/{api,types}/*.ts'], {
    cwd: projectRoot,
  })
  const texts = files.sort().map((file) => readFileSync(join(projectRoot, file), 'utf8'))
  known = { stamp, hash: hash([ts.version, ...texts]) }
  return known.hash
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)
}
