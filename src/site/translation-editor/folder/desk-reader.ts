/** Reads a translation with all that is consulted for it from a store; what has not changed is not read into blocks again. */
import { parse } from 'yaml'
import { parseResults, type Results } from '../../../cells/proof/stored.ts'
import { prepareTerms, type Terms } from '../../../l10n/check/terms.ts'
import type { Desk } from '../../../l10n/editor/desk.ts'
import { rememberedIn, type Remembered } from '../../../l10n/memory.ts'
import { readText, type Text } from '../../../l10n/read-text.ts'
import type { TermBase } from '../../../l10n/terms.ts'
import { workpieceOf, type Workpiece } from '../../../l10n/workpiece.ts'
import { StoreError, type Store } from './store.ts'

export interface ReadDesk extends Desk {
  /** The translation's two files, as they were read. */
  files: { text: File; lock: File }
}

interface File {
  path: string
  source: string | undefined
}

export class DeskReader {
  readonly #store: Store
  readonly #locale: string
  readonly #texts = keepLast<Text>()
  readonly #terms = keepLast<Terms>()
  readonly #results = keepLast<Results>()
  readonly #memory = new Map<string, Remembered[]>()

  constructor(store: Store, locale: string) {
    this.#store = store
    this.#locale = locale
  }

  /** @throws StoreError `noEntry` where there is no English text */
  async read(slug: string): Promise<ReadDesk> {
    const { piece, files } = await this.#piece(slug)
    const [english, own, results] = await Promise.all([
      this.#termsOf('en'),
      this.#termsOf(this.#locale),
      this.#store.read(`content/${slug}/results.json`),
    ])
    const parsed = () =>
      this.#results(slug, results ?? '', (json): Results => (json === '' ? new Map() : parseResults(json)))
    return { piece, files, terms: { english, own }, results: parsed }
  }

  /** The translation memory of all entries at hand. This one is read anew, others once. */
  async memory(slug: string): Promise<Remembered[]> {
    for (const other of await this.#store.slugs()) {
      if (other !== slug && this.#memory.has(other)) continue
      try {
        // Of thousands of texts none is kept but for what it adds to the memory.
        const { piece } = await this.#piece(other, other === slug)
        this.#memory.set(other, rememberedIn(other, piece))
      } catch (error) {
        // A folder without an English text is no entry.
        if (!(error instanceof StoreError && error.reason === 'noEntry')) throw error
        this.#memory.set(other, [])
      }
    }
    return [...this.#memory.values()].flat()
  }

  async #piece(slug: string, keep = true): Promise<{ piece: Workpiece; files: ReadDesk['files'] }> {
    const paths = ['en.mdx', `${this.#locale}.mdx`, `${this.#locale}.lock.json`].map(
      (name) => `content/${slug}/${name}`,
    )
    const [english, translation, lock] = await Promise.all(paths.map((path) => this.#store.read(path)))
    if (english === undefined) throw new StoreError('noEntry')
    const [englishPath, textPath, lockPath] = paths as [string, string, string]
    const read = (path: string, source: string) =>
      keep ? this.#texts(path, source, () => readText(source, path)) : readText(source, path)
    const piece = workpieceOf({
      slug,
      locale: this.#locale,
      english: read(englishPath, english),
      translation: translation === undefined ? undefined : read(textPath, translation),
      lock: lock === undefined ? undefined : { source: lock, file: lockPath },
    })
    return { piece, files: { text: { path: textPath, source: translation }, lock: { path: lockPath, source: lock } } }
  }

  async #termsOf(locale: string): Promise<Terms> {
    const source = (await this.#store.read(`locales/${locale}/terms.yml`)) ?? ''
    return this.#terms(locale, source, () => prepareTerms((parse(source) ?? {}) as TermBase, locale))
  }
}

/** The last answer for each name, as long as its source is the same. */
function keepLast<Value>(): (name: string, source: string, make: (source: string) => Value) => Value {
  const known = new Map<string, { source: string; value: Value }>()
  return (name, source, make) => {
    let found = known.get(name)
    if (found?.source !== source) known.set(name, (found = { source, value: make(source) }))
    return found.value
  }
}
