/**
 * A reader's own texts, kept in this browser: for each cell the latest of every tab that has changed it, so that two tabs do
 * not destroy each other's. They are bounded in size and let go when nobody has come back to them for a year.
 */
import { ownKeyPrefix } from '../own-key.ts'

/** One text. `published` tells which text it was made from, in which language. */
export interface Draft {
  tab: string
  /** When it was last changed [ms]. */
  at: number
  code: string
  published: string
}

interface Kept {
  version: 1
  /** When somebody last came to it [ms]. */
  seen: number
  /** The newest first. */
  drafts: Draft[]
}

export type KeepResult = 'kept' | 'dropped' | 'too-long' | 'blocked'

export const longestText = 64_000
const draftsOfCell = 3
/** Of all cells together [UTF-16 units]. */
const longestStore = 1_000_000
const day = 86_400_000
const lifetime = 365 * day

const prefix = ownKeyPrefix
const ownTab = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`

export class Keeper {
  readonly #key: string
  readonly #storage: Storage | undefined
  /** The text that this tab shows, as it is kept: its own, or one that it found. */
  #shown: Pick<Draft, 'tab' | 'at'> | undefined

  constructor(key: string, storage: Storage | undefined = localStore()) {
    this.#key = key
    this.#storage = storage
  }

  /** The newest first. */
  drafts(): Draft[] {
    return read(this.#storage, this.#key)?.drafts ?? []
  }

  /** Takes up a text found here: the next change replaces it, if no other tab has changed it meanwhile. */
  takeUp(draft: Draft): void {
    this.#shown = draft
    const kept = read(this.#storage, this.#key)
    if (!kept || Date.now() - kept.seen < day) return
    try {
      this.#storage?.setItem(this.#key, JSON.stringify({ ...kept, seen: Date.now() }))
    } catch {
      // That somebody came is not worth an error.
    }
  }

  keep(code: string, published: string): KeepResult {
    if (code.length > longestText) return 'too-long'
    if (!this.#storage) return 'blocked'
    const draft: Draft = { tab: ownTab, at: Date.now(), code, published }
    const drafts = [draft, ...this.#others()].slice(0, draftsOfCell)
    const result = write(this.#storage, this.#key, { version: 1, seen: Date.now(), drafts })
    if (result !== 'blocked') this.#shown = draft
    return result
  }

  /** The published text is shown again: nothing of this tab's needs to be kept. */
  forget(): void {
    const drafts = this.#others()
    this.#shown = undefined
    try {
      if (drafts.length === 0) this.#storage?.removeItem(this.#key)
      else if (this.#storage) write(this.#storage, this.#key, { version: 1, seen: Date.now(), drafts })
    } catch {
      // What cannot be written cannot be left over.
    }
  }

  /** Texts that are not the one shown here. */
  others(): Draft[] {
    return this.#others()
  }

  /** Calls back when another tab has kept a text of this cell. */
  onOther(listener: () => void): void {
    addEventListener('storage', ({ key, newValue }) => {
      if (key === this.#key && newValue !== null) listener()
    })
  }

  #others(): Draft[] {
    const shown = this.#shown
    return this.drafts().filter(({ tab, at }) => tab !== ownTab && !(tab === shown?.tab && at === shown.at))
  }
}

function localStore(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

function read(storage: Storage | undefined, key: string): Kept | undefined {
  try {
    const kept = JSON.parse(storage?.getItem(key) ?? 'null') as Kept | null
    if (kept?.version !== 1 || !Array.isArray(kept.drafts)) return undefined
    return { ...kept, drafts: kept.drafts.filter(({ code }) => typeof code === 'string') }
  } catch {
    return undefined
  }
}

/** Writes, and makes room: what is a year old goes without a word, what goes to make room is told of. */
function write(storage: Storage, key: string, kept: Kept): KeepResult {
  const text = JSON.stringify(kept)
  let dropped = false
  try {
    for (const other of staleKeys(storage, key)) storage.removeItem(other)
    for (;;) {
      const [oldest] = otherKeys(storage, key)
      const size = otherKeys(storage, key).reduce((sum, { size }) => sum + size, text.length)
      if (size <= longestStore && tryToSet(storage, key, text)) return dropped ? 'dropped' : 'kept'
      if (!oldest) return 'blocked'
      storage.removeItem(oldest.key)
      dropped = true
    }
  } catch {
    return 'blocked'
  }
}

function tryToSet(storage: Storage, key: string, text: string): boolean {
  try {
    storage.setItem(key, text)
    return true
  } catch {
    return false
  }
}

/** Of the other cells, the one that nobody has come to for longest first. */
function otherKeys(storage: Storage, key: string): { key: string; seen: number; size: number }[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  return keys
    .filter((other) => other.startsWith(prefix) && other !== key)
    .map((other) => ({
      key: other,
      seen: read(storage, other)?.seen ?? 0,
      size: storage.getItem(other)?.length ?? 0,
    }))
    .sort((a, b) => a.seen - b.seen)
}

function staleKeys(storage: Storage, key: string): string[] {
  return otherKeys(storage, key)
    .filter(({ seen }) => Date.now() - seen > lifetime)
    .map(({ key: other }) => other)
}

/** A short sign of a text: the same text has the same. FNV-1a, 32 bits. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0).toString(36)
}
