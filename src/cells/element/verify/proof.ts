/** What proves the cells of an entry: written by the build, read by a page on demand. */
import type { Variable } from '../../run/events.ts'
import type { CodeLanguage } from '../../sandbox/protocol.ts'

export interface EntryProof {
  build: { version: string; revision: string; date: string; engine: string }
  cells: CellProof[]
}

export interface CellProof {
  id: string
  language: CodeLanguage
  /** How many languages the build proved it in. */
  proved: number
  /** The published code by language of the site, the source language first; last in a chain stands the cell itself. */
  locales: { locale: string; chain: { id: string; code: string }[] }[]
  /** What the cell of the source language left behind when the build's proof ran it. */
  recorded: Variable[]
  /** The names it promises something of: those are told first. */
  told: string[]
  /** The names that must agree, where the others depend on data of the language. */
  only?: string[]
  /** Its numbers depend on how this browser rounds: they need not be those recorded. */
  rounds?: true
  /** [s] */
  limit?: number
}

/** JSON has no NaN and no infinities: they stand as text, which no number is otherwise. */
export function packProof(proof: EntryProof): string {
  return JSON.stringify(proof, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  )
}

const notFinite = new Set(['NaN', 'Infinity', '-Infinity'])

export function readProof(json: string): EntryProof {
  return JSON.parse(json, (key, value: unknown) =>
    typeof value === 'string' && notFinite.has(value) && key !== 'text' && key !== 'code' ? Number(value) : value,
  ) as EntryProof
}
