/**
 * The page of the editor on a built site: opens a folder or a copy, and gives it to the editor. Tests put another function
 * in the place of the browser's `showDirectoryPicker`: a folder of the origin's private file system has the same interface.
 */
import '../../../cells/element/live-cell.ts'
import { button, el, fill, type Strings } from '../client/dom.ts'
import { TranslationEditor } from '../client/editor.ts'
import { ServerError } from '../client/server.ts'
import { pathsOf } from './copy-store.ts'
import { openDatabase } from './database.ts'
import type { Changed } from './copy-store.ts'
import type { Source } from './protocol.ts'
import { openServer, type WorkerServer } from './worker-server.ts'

const editor = document.querySelector('translation-editor')
// The page of English has none: it leads to the others.
if (editor instanceof TranslationEditor) start(editor)

function start(editor: TranslationEditor): void {
  const { locale, slug, texts, page, strings: json } = editor.dataset as Record<string, string>
  const strings = (JSON.parse(json!) as Strings).folder
  const place = <Name extends HTMLElement = HTMLElement>(selector: string) => document.querySelector<Name>(selector)!
  const role = (name: string) => place(`[data-role="${name}"]`)
  const action = (name: string) => place<HTMLButtonElement>(`[data-action="${name}"]`)
  const canOpenFolders = 'showDirectoryPicker' in window
  role('with-folder').hidden = !canOpenFolders
  role('no-folder').hidden = canOpenFolders
  role('with-copy').hidden = false

  const say = (text: string) => (role('open-said').textContent = fill(text, { slug: slug! }))
  const open = async (source: Source, name: string) => {
    say(strings.opening)
    const server = await openServer(
      { locale: locale!, slug: slug!, texts: new URL(texts!, location.href).href, source },
      page!,
    )
    say('')
    role('open').hidden = true
    role('opened').hidden = false
    role('bar').hidden = false
    role('opened-name').textContent = name
    await editor.open(server)
    return server
  }
  const openFolder = async (folder: FileSystemDirectoryHandle) => {
    if (!(await isAllowed(folder))) throw new ServerError('denied', 'not granted')
    await open({ kind: 'folder', folder }, fill(strings.openedFolder, { name: folder.name }))
    await remember(folder)
    // What somebody else has written meanwhile comes in when the translator is back.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void editor.readAgain()
    })
  }
  const openCopy = async (files: readonly File[]) => {
    const paths = pathsOf(
      files.map(({ name }) => name),
      locale!,
      slug!,
    )
    const opened = new Map<string, string>()
    for (const [index, file] of files.entries()) {
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer())
      if (paths[index] !== undefined) opened.set(paths[index], text)
    }
    const server = await open({ kind: 'copy', opened }, strings.openedCopy)
    const showChanged = async () => showChanges(role('changes'), await server.changed(), server, strings)
    editor.addEventListener('saved', () => void showChanged())
    await showChanged()
  }
  const attempt = (act: () => Promise<void>) => () => {
    act().catch((error: unknown) => {
      const said: Record<string, string> = strings
      const isCancelled = error instanceof DOMException && error.name === 'AbortError'
      if (!isCancelled) console.error(error)
      const reason = isCancelled ? 'cancelled' : error instanceof ServerError ? error.reason : 'failed'
      say(said[reason] ?? strings.failed)
    })
  }

  action('choose').addEventListener(
    'click',
    attempt(async () => openFolder(await window.showDirectoryPicker!({ id: 'lexigrad', mode: 'readwrite' }))),
  )
  action('copy').addEventListener(
    'click',
    attempt(() => openCopy([])),
  )
  const chosen = place<HTMLInputElement>('[data-action="files"]')
  chosen.addEventListener(
    'change',
    attempt(() => openCopy([...(chosen.files ?? [])])),
  )
  if (canOpenFolders) {
    void remembered().then((folder) => {
      if (!folder) return
      const again = action('again')
      again.textContent = fill(strings.again, { name: folder.name })
      again.hidden = false
      action('choose').classList.remove('te-done')
      again.addEventListener(
        'click',
        attempt(() => openFolder(folder)),
      )
    })
  }
}

function showChanges(
  place: HTMLElement,
  changed: readonly Changed[],
  server: WorkerServer,
  strings: Strings['folder'],
): void {
  const downloads = changed.map(({ path, text }) => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    return button(fill(strings.download, { file: name }), () => download(name, text), { 'data-download': name })
  })
  const discard = button(strings.discard, () => {
    if (confirm(strings.discardSure)) void server.discard().then(() => location.reload())
  })
  const older = changed.some(({ isBehind }) => isBehind) ? [el('p', { class: 'te-notice' }, strings.older)] : []
  place.hidden = changed.length === 0
  place.replaceChildren(
    ...older,
    el('p', {}, strings.changedFiles),
    el('div', { class: 'te-buttons' }, ...downloads, discard),
  )
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }))
  const link = el('a', { href: address, download: name })
  link.click()
  // A browser may read it only after this function has ended.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

async function isAllowed(folder: FileSystemDirectoryHandle): Promise<boolean> {
  const mode = { mode: 'readwrite' } as const
  if ((await folder.queryPermission?.(mode)) === 'granted') return true
  return (await folder.requestPermission?.(mode)) === 'granted'
}

const lastFolder = 'last'

async function remembered(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    return await (await openDatabase()).get<FileSystemDirectoryHandle>('folders', lastFolder)
  } catch {
    // A browser that keeps nothing asks for the folder each time.
    return undefined
  }
}

async function remember(folder: FileSystemDirectoryHandle): Promise<void> {
  try {
    await (await openDatabase()).put('folders', lastFolder, folder)
  } catch {
    // As above.
  }
}
