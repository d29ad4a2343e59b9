/** A translator's folder in a browser, by a stand-in for the folders of the File System Access API. */
import { beforeEach, expect, test } from 'vitest'
import { findProject, folderStore } from '../../src/site/translation-editor/folder/folder-store.ts'

type Tree = { [name: string]: string | Tree }
const encode = (text: string) => new TextEncoder().encode(text).buffer

/** Called when a file's next text is ready and not yet in its place. */
let onWritten: () => void = () => {}

function folderOf(tree: Tree, name = 'project'): FileSystemDirectoryHandle {
  const absent = () => Promise.reject(new DOMException('', 'NotFoundError'))
  const child = (inner: string): unknown => {
    const value = tree[inner]
    return typeof value === 'object' ? folderOf(value, inner) : fileOf(tree, inner)
  }
  return {
    kind: 'directory',
    name,
    getDirectoryHandle: (inner: string) => (typeof tree[inner] === 'object' ? Promise.resolve(child(inner)) : absent()),
    getFileHandle: (inner: string, { create = false } = {}) => {
      if (create) tree[inner] ??= ''
      return typeof tree[inner] === 'string' ? Promise.resolve(child(inner)) : absent()
    },
    removeEntry: (inner: string) => Promise.resolve(void delete tree[inner]),
    async *values() {
      for (const inner of Object.keys(tree)) yield child(inner)
    },
    async *entries() {
      for (const inner of Object.keys(tree)) yield [inner, child(inner)]
    },
  } as unknown as FileSystemDirectoryHandle
}

function fileOf(tree: Tree, name: string) {
  return {
    kind: 'file',
    name,
    getFile: () => {
      const text = tree[name] as string
      return Promise.resolve({ size: text.length, arrayBuffer: () => Promise.resolve(encode(text)) })
    },
    createWritable: () => {
      let next = ''
      return Promise.resolve({
        write: (text: string) => Promise.resolve(void ((next += text), onWritten())),
        close: () => Promise.resolve(void (tree[name] = next)),
        abort: () => Promise.resolve(),
      })
    },
  }
}

const path = 'content/loss/fr.mdx'
const lock = 'content/loss/fr.lock.json'
let tree: { content: { loss: Tree }; locales: Tree }

beforeEach(() => {
  onWritten = () => {}
  tree = { content: { loss: { 'en.mdx': 'loss', 'fr.mdx': 'perte' } }, locales: {} }
})
const storeOf = async (folder: Tree) => folderStore(await findProject(folderOf(folder), 'loss'))

test('a checkout and its folder of entries are both a project; another folder and a missing entry are none', async () => {
  expect(await findProject(folderOf(tree), 'loss')).toHaveProperty('locales')
  expect(await findProject(folderOf(tree.content), 'loss')).not.toHaveProperty('locales')
  await expect(findProject(folderOf(tree), 'gradient')).rejects.toMatchObject({ reason: 'noEntry' })
  await expect(findProject(folderOf(tree.content), 'gradient')).rejects.toMatchObject({ reason: 'noEntry' })
  await expect(findProject(folderOf({ photos: {} }), 'loss')).rejects.toMatchObject({ reason: 'wrong' })
})

test('a text and its lock are written together, and a lock that was not there is made', async () => {
  const store = await storeOf(tree)
  const changes = [
    { path, before: 'perte', text: 'la perte' },
    { path: lock, before: undefined, text: '{}' },
  ]
  expect(await store.write(changes)).toBe(true)
  expect(tree.content.loss).toEqual({ 'en.mdx': 'loss', 'fr.mdx': 'la perte', 'fr.lock.json': '{}' })
})

test('a file that somebody has written meanwhile stays theirs, and nothing is left beside it', async () => {
  const store = await storeOf(tree)
  const write = () =>
    store.write([
      { path, before: 'perte', text: 'la perte' },
      { path: lock, before: undefined, text: '{}' },
    ])
  onWritten = () => (tree.content.loss['fr.mdx'] = 'leur perte')
  expect(await write()).toBe(false)
  expect(tree.content.loss).toEqual({ 'en.mdx': 'loss', 'fr.mdx': 'leur perte' })

  // An emptied file is another text as well.
  onWritten = () => (tree.content.loss['fr.mdx'] = '')
  expect(await write()).toBe(false)
  expect(tree.content.loss['fr.mdx']).toBe('')
})

test('a text with a byte order mark or bytes that are no UTF-8 is handed over with them', async () => {
  tree.content.loss['fr.mdx'] = '\uFEFFperte'
  const store = await storeOf(tree)
  expect(await store.read(path)).toBe('\uFEFFperte')
  expect(await store.read('content/loss/tr.mdx')).toBeUndefined()
})

test('a refusal of the browser has a reason that can be said', async () => {
  const refused = () => Promise.reject(new DOMException('', 'NotAllowedError'))
  const content = { ...folderOf(tree.content), getDirectoryHandle: refused } as unknown as FileSystemDirectoryHandle
  await expect(folderStore({ content }).read(path)).rejects.toMatchObject({ reason: 'denied' })
})
