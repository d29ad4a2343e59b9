/** Where a translation's files are, for a page that has no server behind it: a folder of the translator's, or a copy. */

export interface Change {
  /** From the project's folder: `content/gradient/fr.mdx`. */
  path: string
  /** What it rests on: the text that the file had when it was read, or that there was no file. */
  before: string | undefined
  text: string
}

export interface Store {
  /** The text of a file, or undefined where there is none. */
  read: (path: string) => Promise<string | undefined>
  /**
   * Writes files, each whole; nothing where one of them is no longer what the change rests on.
   *
   * @returns whether they were written
   */
  write: (changes: readonly Change[]) => Promise<boolean>
  /** The entries that can be read without asking anybody else. */
  slugs: () => Promise<string[]>
}

/** Why a store does not do what it is asked; each has a sentence in every language. */
export type Failure = 'denied' | 'wrong' | 'noEntry' | 'moved' | 'busy' | 'failed' | 'notLoaded'

export class StoreError extends Error {
  readonly reason: Failure

  constructor(reason: Failure, options?: ErrorOptions) {
    super(`translation files: ${reason}`, options)
    this.name = 'StoreError'
    this.reason = reason
  }
}
