/**
 * Cells as TypeScript sees them: one program for all of them and the engine, so that the engine's types are worked out once
 * and not for every cell. A cell that goes on from another one imports the names that the other one declares.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { prepareTypeScript } from '../../cells/prepare/typescript.ts'
import { projectRoot } from '../../i18n/paths.ts'

/** The codes of cells that run one after the other; the last is the one in question. */
export type Chain = readonly string[]

export interface TypedCode {
  service: ts.LanguageService
  file: string
  /** Characters of ours before the first of the code. */
  before: number
}

const folder = join(projectRoot, '.cache', 'typed-cells').replaceAll('\\', '/')
const library = `${folder}/lexigrad.ts`

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  lib: ['lib.esnext.d.ts'],
  types: [],
  paths: { lexigrad: [library], 'lexigrad/data': [join(projectRoot, 'src/cells/library/data/index.ts')] },
  strict: true,
  skipLibCheck: true,
  noEmit: true,
}

// What a worker has besides the language itself, as far as cells have a use for it.
const surroundings = `
interface Console {
${['log', 'info', 'warn', 'error', 'debug', 'table'].map((name) => `  ${name}(...values: unknown[]): void\n`).join('')}}
declare const console: Console
declare const performance: { now(): number }
declare function setTimeout(callback: () => void, milliseconds?: number): number
declare function clearTimeout(timer: number): void
declare function structuredClone<T>(value: T): T
`

/** Everything a cell can import from `lexigrad`: the engine, and the library of cells where there is one. */
function libraryText(): string {
  const files = ['src/engine/index.ts', 'src/cells/library/types.ts'].map((file) => join(projectRoot, file))
  return files
    .filter((file) => existsSync(file))
    .map((file) => `export * from ${JSON.stringify(file.replaceAll('\\', '/'))}\n`)
    .join('')
}

/** Reads and binds the engine once. [~1 s] */
export function typedCodes(chains: readonly Chain[]): TypedCode[] {
  const files = new Map([
    [library, libraryText()],
    [`${folder}/surroundings.d.ts`, surroundings],
  ])
  const places = chains.map((chain, index) => addChain(files, chain, index))
  const host: ts.LanguageServiceHost = {
    getScriptFileNames: () => [...files.keys()],
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) => {
      const text = files.get(file) ?? ts.sys.readFile(file)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => projectRoot,
    getCompilationSettings: () => options,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (file) => files.has(file) || ts.sys.fileExists(file),
    readFile: (file) => files.get(file) ?? ts.sys.readFile(file),
    directoryExists: (path) => path === folder || ts.sys.directoryExists(path),
    getDirectories: ts.sys.getDirectories,
  }
  const service = ts.createLanguageService(host)
  return places.map((place) => ({ service, ...place }))
}

/** Adds the cells of a chain as files; the last one's file, and where its code begins in it. */
function addChain(files: Map<string, string>, chain: Chain, index: number): { file: string; before: number } {
  const known = new Map<string, string>()
  let place = { file: '', before: 0 }
  chain.forEach((code, step) => {
    const file = `${folder}/cell-${index}-${step}.ts`
    const prepared = prepareTypeScript(code)
    const [own, bound] = prepared.ok ? [prepared.variables, prepared.bindings.map(({ local }) => local)] : [[], []]
    const given = [...known].filter(([name]) => !own.includes(name) && !bound.includes(name))
    const imports = given.map(([name, from]) => `import { ${name} } from '${from}';`).join(' ')
    const exported = own.filter((name) => !new RegExp(`\\bexport\\s+\\w+\\s+${name}\\b`).test(code))
    files.set(file, `${imports}${code}\nexport { ${exported.join(', ')} }\n`)
    for (const name of own) known.set(name, file)
    place = { file, before: imports.length }
  })
  return place
}
