/**
 * The lock file beside each translation, `content/<slug>/<locale>.lock.json`, written by the tool alone: for each block,
 * in the order of the text, which English it was translated from and which translation a person confirmed. The English
 * is kept whole, so that what changed can be shown, remembered and exchanged without the history of the repository.
 */
import type { Problem } from '../cells/parse/problem.ts'
import { findDamage } from './damage.ts'
import { linesOf } from './lines.ts'
import type { BlockKind } from './segment.ts'

export interface LockLine {
  kind: BlockKind
  /** Of an attribute or a key of the front matter, its name; of code, its language and id. */
  name?: string
  /** Hash of the English text it was translated from. */
  source: string
  /** That text; frames other than formulas have none. */
  text: string
  /** Hash of the translation when a person confirmed it; absent before the first time. */
  done?: string
  /** `new`: brought over in English, by the tool; nobody has translated it. */
  state: 'new' | 'draft' | 'done' | 'reviewed'
  reviewer?: string
  /** Day on which it was confirmed or reviewed last, such as `2026-11-27`. */
  date?: string
}

/** A block that English no longer has, with its translation: nothing that a person wrote is lost. */
export interface ObsoleteLine {
  kind: BlockKind
  text: string
  translation: string
  date?: string
}

export interface Lock {
  blocks: LockLine[]
  obsolete: ObsoleteLine[]
}

/** Today, as locks hold it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}

const version = 1
const kinds: readonly string[] = [
  'frontMatter',
  'heading',
  'paragraph',
  'listItem',
  'tableCell',
  'attribute',
  'comment',
  'string',
  'math',
  'code',
  'component',
]
const states: readonly string[] = ['new', 'draft', 'done', 'reviewed']

/** One line a block, so that a change of one block is a change of one line. */
export function formatLock({ blocks, obsolete }: Lock): string {
  const list = (items: readonly object[]) =>
    items.length === 0 ? '[]' : `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`
  return `{"version":${version},"blocks":${list(blocks)},"obsolete":${list(obsolete)}}\n`
}

/** The lock that a file holds, or what is wrong with it: then nothing may be written over it. */
export function parseLock(source: string, file: string): { lock?: Lock; problems: Problem[] } {
  const damage = findDamage(source, file)
  if (damage) return { problems: [damage] }
  let data: unknown
  try {
    data = JSON.parse(source)
  } catch (error) {
    return { problems: [syntaxProblem(source, file, (error as Error).message)] }
  }
  const fault = findFault(data)
  if (!fault) return { lock: { blocks: (data as Lock).blocks, obsolete: (data as Lock).obsolete }, problems: [] }
  const line = fault.index === undefined ? 1 : fault.index + 2
  return { problems: [{ file, line, column: 1, rule: 'lock', message: fault.message, hint: lockHint }] }
}

const lockHint =
  'The tool alone writes this file. Take it from version control; without one, delete it: then each block waits to be confirmed again.'

function syntaxProblem(source: string, file: string, said: string): Problem {
  const given = /position (\d+)/.exec(said)?.[1]
  const { line, column } = linesOf(source).placeOf(given === undefined ? source.length : Number(given))
  const isCut = given === undefined || Number(given) >= source.trimEnd().length
  const message = isCut ? 'the lock ends in the middle: the file was cut' : `the lock is damaged: ${said}`
  return { file, line, column, rule: 'lock', message, hint: lockHint }
}

function findFault(data: unknown): { message: string; index?: number } | undefined {
  const lock = data as Partial<Record<'version' | 'blocks' | 'obsolete', unknown>> | null
  if (typeof lock !== 'object' || lock === null) return { message: 'the lock is no object' }
  if (lock.version !== version) {
    return { message: `the lock is of version ${JSON.stringify(lock.version)}, this tool reads version ${version}` }
  }
  if (!Array.isArray(lock.blocks) || !Array.isArray(lock.obsolete)) {
    return { message: 'the lock lacks its list of blocks or of obsolete ones' }
  }
  for (const [index, line] of (lock.blocks as Record<string, unknown>[]).entries()) {
    const bad = (message: string) => ({ index, message: `block ${index + 1} ${message}` })
    if (typeof line !== 'object' || line === null) return bad('is no object')
    if (!kinds.includes(String(line.kind))) return bad(`is of no kind known: ${JSON.stringify(line.kind)}`)
    if (!states.includes(String(line.state))) return bad(`has no state known: ${JSON.stringify(line.state)}`)
    for (const key of ['source', 'text']) if (typeof line[key] !== 'string') return bad(`lacks "${key}"`)
  }
  return undefined
}
