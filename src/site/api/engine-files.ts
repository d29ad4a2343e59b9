/** The engine's files as data, each parsed once for as long as its contents stay the same. */
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../i18n/paths.ts'
import { readFile } from './read-file.ts'
import type { SourceFile } from './types.ts'

export const engineFolder = join(projectRoot, 'src', 'engine')

/** What a cell imports besides the engine, seen from the engine's folder. */
const library = '../cells/library'
/** Declares it all. */
export const libraryTypes = `${library}/types.ts`

const parsed = new Map<string, { text: string; file: SourceFile }>()

/** Every file below `folder`, by its path with `/`. */
export function readEngineFiles(folder = engineFolder): Map<string, SourceFile> {
  return readFiles(folder, listFiles(folder))
}

/** The files of a cell's library, by their paths from the engine's folder. */
export function readLibraryFiles(folder = engineFolder): Map<string, SourceFile> {
  return readFiles(folder, listLibrary(folder))
}

function readFiles(folder: string, paths: readonly string[]): Map<string, SourceFile> {
  const files = new Map<string, SourceFile>()
  for (const path of paths) {
    const text = readFileSync(join(folder, path), 'utf8')
    const key = join(folder, path)
    const known = parsed.get(key)
    const file = known?.text === text ? known.file : readFile(path, text)
    parsed.set(key, { text, file })
    files.set(path, file)
  }
  return files
}

/** Changes when a file of the folder does. */
export function engineStamp(folder = engineFolder): string {
  return [...listFiles(folder), ...listLibrary(folder)]
    .map((path) => {
      const { mtimeMs, size } = statSync(join(folder, path))
      return `${path} ${mtimeMs} ${size}`
    })
    .join('\n')
}

function listFiles(folder: string): string[] {
  return globSync('**/*.ts', { cwd: folder })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
}

function listLibrary(folder: string): string[] {
  return listFiles(join(folder, library)).map((path) => `${library}/${path}`)
}
