/** The translator's own folder, through the File System Access API. */
import { StoreError, type Change, type Store } from './store.ts'

/** Folders of a checkout. `locales` is absent where only `content` was opened. */
export interface ProjectFolders {
  content: FileSystemDirectoryHandle
  locales?: FileSystemDirectoryHandle
}

/**
 * The project's folders, from a checkout or its `content` folder.
 *
 * @throws StoreError `wrong` where it is neither, `noEntry` where it lacks the entry
 */
export async function findProject(folder: FileSystemDirectoryHandle, slug: string): Promise<ProjectFolders> {
  const content = await folderIn(folder, 'content')
  const locales = content && (await folderIn(folder, 'locales'))
  const project = { content: content ?? folder, ...(locales ? { locales } : {}) }
  const entry = await folderIn(project.content, slug)
  if (entry && (await fileIn(entry, 'en.mdx'))) return project
  if (!content && !(await looksLikeContent(folder))) throw new StoreError('wrong')
  throw new StoreError('noEntry')
}

/** A folder of entries: one of its folders has an English text. */
async function looksLikeContent(folder: FileSystemDirectoryHandle): Promise<boolean> {
  let seen = 0
  for await (const handle of folder.values()) {
    if (handle.kind === 'directory' && (await fileIn(handle, 'en.mdx'))) return true
    if (++seen > 50) return false
  }
  return false
}

export function folderStore(project: ProjectFolders): Store {
  const locate = async (path: string) => {
    const [top, ...names] = path.split('/')
    let folder = top === 'content' ? project.content : project.locales
    const name = names.pop()!
    for (const inner of names) folder = folder && (await folderIn(folder, inner))
    return folder && { folder, name }
  }
  const read = async (path: string) => {
    const place = await locate(path)
    const file = place && (await fileIn(place.folder, place.name))
    return file && textOf(file)
  }
  return {
    read,
    write: async (changes) => {
      const changed = changes.filter(({ before, text }) => before !== text)
      const prepared: Prepared[] = []
      try {
        for (const change of changed) {
          const place = await locate(change.path)
          if (!place) throw new StoreError('moved')
          prepared.push(await prepare(place, change))
        }
        // Between this look and the end of the writing lies less time than a person needs to save.
        const now = await Promise.all(changed.map(({ path }) => read(path)))
        // A file that was made for this is there by now, and empty.
        const isSame = ({ before }: Change, index: number) =>
          (now[index] === '' && before === undefined) || now[index] === before
        if (!changed.every(isSame)) {
          await Promise.all(prepared.map(abandon))
          return false
        }
      } catch (error) {
        await Promise.all(prepared.map(abandon))
        throw explained(error)
      }
      // Each file is replaced whole when its writer closes: the text before the lock that speaks of it.
      for (const { writer } of prepared)
        await writer.close().catch((error: unknown) => Promise.reject(explained(error)))
      return true
    },
    slugs: async () => {
      const slugs: string[] = []
      for await (const [name, handle] of project.content.entries()) if (handle.kind === 'directory') slugs.push(name)
      return slugs.sort()
    },
  }
}

interface Prepared {
  writer: FileSystemWritableFileStream
  /** Where the file was made for this and goes again if nothing is written. */
  made: { folder: FileSystemDirectoryHandle; name: string } | undefined
}

/** Writes a text beside its file; the file has it when the writer closes. */
async function prepare(
  place: { folder: FileSystemDirectoryHandle; name: string },
  { before, text }: Change,
): Promise<Prepared> {
  const handle = await place.folder.getFileHandle(place.name, { create: before === undefined })
  const writer = await handle.createWritable()
  await writer.write(text)
  return { writer, made: before === undefined ? place : undefined }
}

async function abandon({ writer, made }: Prepared): Promise<void> {
  await writer.abort().catch(() => undefined)
  if (!made) return
  const left = await fileIn(made.folder, made.name)
  if (left?.size === 0) await made.folder.removeEntry(made.name).catch(() => undefined)
}

/** As UTF-8, with a byte order mark or damage if it has any: the check speaks of those. */
async function textOf(file: File): Promise<string> {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer())
  } catch (error) {
    throw explained(error)
  }
}

async function folderIn(folder: FileSystemDirectoryHandle, name: string) {
  try {
    return await folder.getDirectoryHandle(name)
  } catch (error) {
    return nothingIfAbsent(error)
  }
}

async function fileIn(folder: FileSystemDirectoryHandle, name: string): Promise<File | undefined> {
  try {
    return await (await folder.getFileHandle(name)).getFile()
  } catch (error) {
    return nothingIfAbsent(error)
  }
}

function nothingIfAbsent(error: unknown): undefined {
  // A file where a folder was looked for is no such folder either.
  if (error instanceof DOMException && /^(?:NotFoundError|TypeMismatchError)$/.test(error.name)) return undefined
  throw explained(error)
}

function explained(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const name = error instanceof DOMException ? error.name : ''
  const reason =
    name === 'NotAllowedError' || name === 'SecurityError'
      ? 'denied'
      : name === 'NotFoundError'
        ? 'moved'
        : name === 'NoModificationAllowedError' || name === 'InvalidStateError'
          ? 'busy'
          : 'failed'
  return new StoreError(reason, { cause: error })
}
