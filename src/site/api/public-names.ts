/** From the one barrel: every name a reader can import or reach through a namespace, and the declaration behind it. */
import type { Declaration, SourceFile } from './types.ts'

export interface Found {
  file: SourceFile
  declaration: Declaration
}

export type Files = ReadonlyMap<string, SourceFile>

export interface PublicName extends Found {
  /** As a reader writes it: `softmax`, `functional.gelu`, `nn.init.zeros_`. */
  path: string
}

/** In the order of the exports; types are left out. */
export function listPublicNames(
  files: Files,
  entrance = 'index.ts',
  prefix = '',
  open: readonly string[] = [],
): PublicName[] {
  const file = files.get(entrance)
  // Two barrels may name each other.
  if (!file || open.includes(`${prefix}${entrance}`)) return []
  const inside = [...open, `${prefix}${entrance}`]
  return file.exports.flatMap((item): PublicName[] => {
    if (item.kind === 'star') return listPublicNames(files, item.file, prefix, inside)
    if (item.kind === 'namespace') return listPublicNames(files, item.file, `${prefix}${item.name}.`, inside)
    const [from, name] = item.kind === 'from' ? [item.file, item.original] : [entrance, item.local]
    const namespace = item.kind === 'local' ? file.imports[item.local] : undefined
    if (namespace?.name === '*') return listPublicNames(files, namespace.file, `${prefix}${item.name}.`, inside)
    const found = resolve(files, from, name)
    if (!found || found.declaration.kind === 'type') return []
    return [{ path: `${prefix}${item.name}`, ...found }]
  })
}

/** What `name` means in a file: declared, imported, or passed on from another. */
export function resolve(files: Files, path: string, name: string, depth = 0): Found | undefined {
  const file = files.get(path)
  if (!file || depth > 20) return undefined
  const declaration = file.declarations[name]
  // A second name for a function is that function, unless it has a docstring of its own.
  if (declaration?.from.same && !declaration.doc)
    return resolve(files, path, declaration.from.same, depth + 1) ?? { file, declaration }
  if (declaration) return { file, declaration }
  const imported = file.imports[name]
  if (imported) return resolve(files, imported.file, imported.name, depth + 1)
  for (const item of file.exports) {
    if (item.kind === 'from' && item.name === name) return resolve(files, item.file, item.original, depth + 1)
    if (item.kind === 'local' && item.name === name && item.local !== name)
      return resolve(files, path, item.local, depth + 1)
    const found = item.kind === 'star' ? resolve(files, item.file, name, depth + 1) : undefined
    if (found) return found
  }
  return undefined
}
