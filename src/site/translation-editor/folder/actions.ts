/** What the worker does: the same functions as the dev server's, over a store. */
import { bring, checkText, draftOf, saveBlock, suggest, type Save } from '../../../l10n/editor/actions.ts'
import { viewOf } from '../../../l10n/editor/view.ts'
import { today } from '../../../l10n/lock.ts'
import { copyStore, type Copy } from './copy-store.ts'
import { DeskReader, type ReadDesk } from './desk-reader.ts'
import { findProject, folderStore } from './folder-store.ts'
import type { Actions } from './protocol.ts'
import { readPublished } from './published.ts'
import { renderDraft } from './render-draft.ts'
import { StoreError, type Store } from './store.ts'

interface Opened {
  locale: string
  slug: string
  store: Store
  copy: Copy | undefined
  reader: DeskReader
}

let opened: Opened | undefined

/** How often a save begins again because somebody else has just written. */
const mostTries = 5

export const actions: Actions = {
  open: async ({ locale, slug, texts, source }) => {
    const copy = source.kind === 'copy' ? await copyStore(locale, slug, texts, source.opened) : undefined
    const store = source.kind === 'copy' ? copy! : await storeOf(source.folder, slug, texts)
    const reader = new DeskReader(store, locale)
    await reader.read(slug)
    opened = { locale, slug, store, copy, reader }
  },
  read: async () => viewOf(await readDesk()),
  bring: () =>
    alone(async () => {
      await writeOver((desk) => ({ kind: 'write', files: bring(desk, today()) }))
      return viewOf(await readDesk())
    }),
  check: async (edit) => checkText(await readDesk(), edit),
  save: (edit, word) =>
    alone(async () => {
      const saved = await writeOver((desk) => saveBlock(desk, edit, word, today()))
      if (saved.kind !== 'write') return saved
      const { unconfirmed } = saved
      return { kind: 'saved', view: viewOf(await readDesk()), ...(unconfirmed ? { unconfirmed } : {}) }
    }),
  suggest: async (english, own) => {
    const { reader, slug } = theOpened()
    return suggest(await reader.memory(slug), english, own)
  },
  draft: async (edits) => {
    const { piece, terms } = await readDesk()
    return renderDraft(draftOf(piece, edits), terms.own.base)
  },
  changed: async () => (await theOpened().copy?.changed()) ?? [],
  discard: async () => theOpened().copy?.discard(),
}

async function storeOf(folder: FileSystemDirectoryHandle, slug: string, texts: string): Promise<Store> {
  const project = await findProject(folder, slug)
  const store = folderStore(project)
  if (project.locales) return store
  // Who opens the entries alone has the terms that the site has.
  const read = (path: string) => (path.startsWith('locales/') ? readPublished(texts + path) : store.read(path))
  return { ...store, read }
}

function theOpened(): Opened {
  if (!opened) throw new StoreError('failed')
  return opened
}

function readDesk(): Promise<ReadDesk> {
  const { reader, slug } = theOpened()
  return reader.read(slug)
}

/** Reads, works out what is to be written, and writes it, if meanwhile nobody else has; otherwise once more with theirs. */
async function writeOver(work: (desk: ReadDesk) => Save): Promise<Save> {
  for (let tries = 0; tries < mostTries; tries++) {
    const desk = await readDesk()
    const result = work(desk)
    if (result.kind !== 'write') return result
    const { text, lock } = result.files
    const changes = [
      ...(text === undefined ? [] : [{ path: desk.files.text.path, before: desk.files.text.source, text }]),
      ...(lock === undefined ? [] : [{ path: desk.files.lock.path, before: desk.files.lock.source, text: lock }]),
    ]
    if (await theOpened().store.write(changes)) return result
  }
  throw new StoreError('busy')
}

/** One writer at a time, other tabs on this entry included. */
function alone<Value>(act: () => Promise<Value>): Promise<Value> {
  const { locale, slug } = theOpened()
  const locks = navigator.locks as LockManager | undefined
  if (locks) return locks.request(`lexigrad-translation ${locale}/${slug}`, act) as Promise<Value>
  // A page that is not served securely has no locks, and no folder that others write.
  const result = last.then(act, act)
  last = result
  return result
}

let last: Promise<unknown> = Promise.resolve()
