/** What the translation editor shows of one translation: blocks with their texts, states, terms and messages. */
import type { Problem } from '../../cells/parse/problem.ts'
import { saidOf, type Message } from '../check/message.ts'
import type { Severity } from '../check/rules.ts'
import type { BlockState, Pair } from '../compare.ts'
import type { BlockKind } from '../segment.ts'
import type { Splice } from '../splice.ts'
import { countStates, prosePairs, type Counts } from '../status.ts'
import { longestTerms } from '../terms.ts'
import { diffWords, type WordChange } from '../words.ts'
import type { Workpiece } from '../workpiece.ts'
import { checkDesk, healthOf, type Desk, type Health } from './desk.ts'

export interface EditorMessage {
  rule: string
  severity: Severity
  said: Message['said']
  /** In the file. */
  line: number
  column: number
  /** The repair that a program can make, at offsets of the block's text. */
  fix?: Splice
}

export interface EditorTerm {
  /** As English has it. */
  english: string
  preferred: string[]
  avoid: readonly string[]
  note?: string
}

export interface EditorBlock {
  id: string
  kind: BlockKind
  /** `data-block` of what it is part of on the page. */
  page: number
  english: string
  /** From the English it was translated from to English now; absent where that is the same. */
  change?: WordChange[]
  /** The translation; absent where the file lacks the block. */
  text?: string
  state: BlockState
  terms: EditorTerm[]
  messages: EditorMessage[]
}

export interface EditorView {
  file: string
  health: Health
  /** English has blocks or code that this translation has not. */
  isBehind: boolean
  /** Messages of no block. */
  messages: EditorMessage[]
  blocks: EditorBlock[]
  words: Counts
}

export function viewOf(desk: Desk): EditorView {
  const { piece } = desk
  const health = healthOf(piece)
  const messages = checkDesk(desk)
  const pairs = prosePairs(piece)
  const placed = new Map(pairs.map((pair) => [pair, messagesOf(pair, messages, piece)]))
  const inBlocks = new Set([...placed.values()].flat())
  const general = messages.filter((message) => !inBlocks.has(message) && message.severity !== 'info')
  return {
    file: fileOf(piece),
    health,
    isBehind: health === 'ready' && isBehind(piece),
    messages: [
      ...general.map((message) => messageView(message)),
      ...piece.problems.filter(({ file }) => file === piece.english.file).map(problemView),
    ],
    blocks: pairs.map((pair) => blockView(pair, placed.get(pair)!, desk)),
    words: countStates(piece).words,
  }
}

/** The translation's file, as messages show it. */
export function fileOf({ translation, english, locale }: Workpiece): string {
  return translation?.file ?? english.file.replace(/[^/]+$/, `${locale}.mdx`)
}

/** Messages about one block of a translation, from all. */
export function messagesOf({ english, translation: own }: Pair, all: readonly Message[], piece: Workpiece): Message[] {
  if (!own || !piece.translation?.tree) return []
  return all.filter(
    ({ block, offset, severity }) =>
      severity !== 'info' && (block === english.id || (block === undefined && offset >= own.start && offset < own.end)),
  )
}

/** @param own  the block it is about, and the file it stands in */
export function messageView(message: Message, own?: Pair['translation'], source = ''): EditorMessage {
  const { rule, severity, said, line, column, fix } = message
  // Where the file escapes what the block says, places of the one are not places of the other.
  const isPlain = own !== undefined && source.slice(own.start, own.end) === own.text
  const inside = fix && isPlain && fix.start >= own.start && fix.end <= own.end
  return {
    rule,
    severity,
    said,
    line,
    column,
    ...(inside ? { fix: { start: fix.start - own.start, end: fix.end - own.start, text: fix.text } } : {}),
  }
}

export function problemView(problem: Problem): EditorMessage {
  const { line, column } = problem
  return { rule: 'syntax', severity: 'error', said: saidOf(problem), line, column }
}

function isBehind({ pairs, obsolete, extra, translation }: Workpiece): boolean {
  if (pairs.some(({ translation: own }) => !own) || obsolete.length > 0 || extra.length > 0) return true
  return pairs.some(({ english, translation: own }) => english.frame && own?.text !== english.text) || !translation
}

function blockView(pair: Pair, messages: readonly Message[], { piece, terms }: Desk): EditorBlock {
  const { english, translation: own, state, before } = pair
  const { id, kind, page, text } = english
  return {
    id,
    kind,
    page,
    english: text,
    ...(before !== undefined && before !== text ? { change: diffWords(before, text, 'en') } : {}),
    ...(own ? { text: own.text.replaceAll('\r\n', '\n') } : {}),
    state,
    terms: termsOf(text, terms, piece.locale),
    messages: messages.map((message) => messageView(message, own, piece.translation?.source)),
  }
}

function termsOf(english: string, terms: Desk['terms'], locale: string): EditorTerm[] {
  const { base } = terms.own
  const found = new Map<string, EditorTerm>()
  for (const { slug, start, end } of longestTerms(terms.english.find(english))) {
    const term = base[slug]
    if (!term || found.has(slug)) continue
    const form = english.slice(start, end)
    const name = withinSentence(term.term.replace(/\s*\(.*\)$/, ''), form, locale)
    const preferred = [name, ...(term.also ?? [])]
    const note = term.note === undefined ? {} : { note: term.note }
    found.set(slug, { english: form, preferred, avoid: term.avoid ?? [], ...note })
  }
  return [...found.values()]
}

/** A term's name as it stands in a sentence: the term base begins each with a capital letter. */
function withinSentence(name: string, english: string, locale: string): string {
  const isLower = english.charAt(0) === english.charAt(0).toLowerCase()
  const isWord = /^\p{Lu}[\p{Ll}'’ -]/u.test(name)
  return isLower && isWord ? name.charAt(0).toLocaleLowerCase(locale) + name.slice(1) : name
}
