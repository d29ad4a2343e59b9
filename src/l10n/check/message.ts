/** What the check says: a problem at its place, how much it weighs, and where a program can mend it, how. */
import type { Problem } from '../../cells/parse/problem.ts'
import type { Lines } from '../lines.ts'
import type { Splice } from '../splice.ts'
import { rules, type Rule, type Severity } from './rules.ts'

export interface Message extends Problem {
  rule: Rule
  severity: Severity
  /** Offset in the file of what is meant. */
  offset: number
  /** The block it is about. */
  block?: string
  fix?: Splice
}

export type Report = (rule: Rule, offset: number, message: string, hint: string, fix?: Splice) => void

/** Collects messages about one file. */
export function reporter(file: string, lines: Lines, into: Message[]): Report {
  return (rule, offset, message, hint, fix) => {
    const place = lines.placeOf(offset)
    into.push({ file, ...place, rule, severity: rules[rule], message, hint, offset, ...(fix ? { fix } : {}) })
  }
}

/** A problem found by another part of the project, as a message. */
export function fromProblem(problem: Problem, rule: Rule, lines: Lines): Message {
  const offset = lines.startOf(problem.line) + problem.column - 1
  return { ...problem, rule, severity: rules[rule], offset }
}
