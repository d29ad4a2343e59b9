/**
 * The engine's kernels, from AssemblyScript to WebAssembly: one binary with relaxed SIMD and one without. Compiled when
 * first asked for and kept in `.cache/kernels/` under a hash of the sources and the compiler. [~3 s, then ~5 ms]
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export interface KernelBinaries {
  relaxed: Uint8Array<ArrayBuffer>
  plain: Uint8Array<ArrayBuffer>
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
const sources = join(root, 'src/engine/kernels/assembly')
const cache = join(root, '.cache/kernels')

const flags = [
  '-O3',
  '--converge',
  '--noAssert',
  '--runtime',
  'stub',
  '--importMemory',
  '--noExportMemory',
  '--enable',
  'simd',
]

/** Both binaries of the kernels, or of another file beside them. @param entry  its name without `.ts` */
export async function kernelBinaries(entry = 'index'): Promise<KernelBinaries> {
  const files = readSources()
  const key = createHash('sha256').update(JSON.stringify([entry, flags, compilerVersion(), [...files]]))
  const name = `${entry}-${key.digest('hex').slice(0, 16)}`
  // One after the other: the compiler is one program with one state.
  return {
    relaxed: await binary(`${name}-relaxed.wasm`, entry, files, [...flags, '--enable', 'relaxed-simd']),
    plain: await binary(`${name}-plain.wasm`, entry, files, flags),
  }
}

async function binary(
  name: string,
  entry: string,
  files: ReadonlyMap<string, string>,
  options: string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(cache, name)
  if (!existsSync(path)) keep(path, await compile(entry, files, options))
  return new Uint8Array(readFileSync(path))
}

async function compile(entry: string, files: ReadonlyMap<string, string>, options: string[]): Promise<Uint8Array> {
  const { default: asc } = await import('assemblyscript/asc')
  const results: Uint8Array[] = []
  const { error, stderr } = await asc.main([`${entry}.ts`, '--outFile', 'kernels.wasm', ...options], {
    readFile: (name) => files.get(name.replace(/^.*\//, '')) ?? null,
    writeFile: (_, content) => void results.push(content as Uint8Array),
    listFiles: () => null,
  })
  if (error || !results[0]) throw new Error(`The kernels do not compile:\n${stderr.toString()}`)
  return results[0]
}

/** Tests that start side by side may write the same file: each a copy of its own, put in place at once. */
function keep(path: string, content: Uint8Array): void {
  mkdirSync(cache, { recursive: true })
  const own = `${path}.${randomUUID()}`
  writeFileSync(own, content)
  renameSync(own, path)
}

function readSources(): Map<string, string> {
  const names = readdirSync(sources)
    .filter((name) => name.endsWith('.ts'))
    .sort()
  // The compiler adds the extension of an import itself, and takes one file under two names for two.
  // A decorator of a function is no TypeScript: it stands in a comment.
  const textOf = (name: string) =>
    readFileSync(join(sources, name), 'utf8')
      .replace(/(from '\.\/[\w-]+)\.ts'/g, "$1'")
      .replace(/^\/\/ @inline$/gm, '@inline')
  return new Map(names.map((name) => [name, textOf(name)]))
}

function compilerVersion(): string {
  const manifest = join(root, 'node_modules/assemblyscript/package.json')
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { relaxed, plain } = await kernelBinaries()
  console.log(`kernels: ${relaxed.length} bytes with relaxed SIMD, ${plain.length} without`)
}
