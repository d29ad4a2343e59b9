/** What the check says: a problem at its place, how much it weighs, and where a program can mend it, how. */
import type { Problem } from '../../cells/parse/problem.ts'
import type { Lines } from '../lines.ts'
import type { Splice } from '../splice.ts'
import { inEnglish } from './english.ts'
import { rules, type Rule, type Severity } from './rules.ts'
import { say, type Said } from './said.ts'

export interface Message extends Problem {
  rule: Rule
  severity: Severity
  /** The message and the hint, to be said in a reader's language; `message` and `hint` are the English of them. */
  said: { message: Said; hint: Said }
  /** Offset in the file of what is meant. */
  offset: number
  /** The block it is about. */
  block?: string
  fix?: Splice
}

export type Report = (rule: Rule, offset: number, message: Said, hint: Said, fix?: Splice) => void

/** Collects messages about one file. */
export function reporter(file: string, lines: Lines, into: Message[]): Report {
  return (rule, offset, message, hint, fix) => {
    const place = lines.placeOf(offset)
    const english = { message: inEnglish(message), hint: inEnglish(hint) }
    const said = { message, hint }
    into.push({ file, ...place, rule, severity: rules[rule], ...english, said, offset, ...(fix ? { fix } : {}) })
  }
}

/** A problem found by another part of the project, as a message. */
export function fromProblem(problem: Problem, rule: Rule, lines: Lines): Message {
  const offset = lines.startOf(problem.line) + problem.column - 1
  return { ...problem, rule, severity: rules[rule], said: saidOf(problem), offset }
}

const knownProblems = [
  'mdx-syntax',
  'mdx-import',
  'mdx-expression',
  'byte-order-mark',
  'merge-conflict',
  'encoding',
  'lock',
]

/** What a problem says. What parsers say in English of their own has one sentence for all of it. */
export function saidOf({ rule, message, hint }: Pick<Problem, 'rule' | 'message' | 'hint'>): Message['said'] {
  const known = knownProblems.includes(rule) ? rule : 'other'
  const kind = known !== 'mdx-syntax' ? '' : /^Close/.test(hint) ? '-tag' : /less-than/.test(hint) ? '-less' : '-braces'
  const isCut = known === 'lock' && /ends in the middle/.test(message)
  return { message: say(`problem.${known}${isCut ? '-cut' : ''}`), hint: say(`problem.${known}${kind}-hint`) }
}
