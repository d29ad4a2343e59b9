/** Code, formulas and components: the same in every language, but for comments, printed texts and prose attributes. */
import type { Code } from 'mdast'
import { PrepareFault } from '../../cells/prepare/errors.ts'
import { findCodeDifference } from '../../cells/prepare/code-difference.ts'
import { isKnownLanguage } from '../code-parts.ts'
import type { Comparison } from '../compare.ts'
import { linesOf } from '../lines.ts'
import type { Text } from '../read-text.ts'
import { codeOffsets, type Block } from '../segment.ts'
import { isSameFrame } from '../sync.ts'
import type { Report } from './message.ts'
import { say, type Said } from './said.ts'

const hint = ({ line }: Block) => say('frame.hint', { line })

export function checkFrames({ pairs, translation }: Comparison, report: Report): void {
  if (!translation) return
  for (const { english, translation: own } of pairs) {
    if (!english.frame || !own || isSameFrame(english, own)) continue
    if (english.kind === 'code') checkCode(english, own, translation, report)
    else if (english.kind === 'math') {
      const values = { expected: shown(english.text), found: shown(own.text) }
      report('math', own.start, say('frame.math', values), hint(english))
    } else {
      const message = say('frame.component', { expected: english.text, found: own.text })
      report('component', own.start, message, say('frame.component-hint', { line: english.line }))
    }
  }
}

interface Difference {
  /** In the translation's code. */
  offset: number
  expected: string | Said
  found: string | Said
}

function checkCode(english: Block, own: Block, translation: Text, report: Report): void {
  if (english.text !== own.text) {
    const values = { expected: shown(english.text), found: shown(own.text) }
    return report('code', own.start, say('frame.fence', values), hint(english))
  }
  const offsetOf = codeOffsets(translation, own.node as Code)
  const difference = findDifference(english.node as Code, own.node as Code)
  const { offset = 0, expected = say('frame.same'), found = say('frame.other') } = difference ?? {}
  const at = offsetOf && difference ? offsetOf(offset) : own.start
  const message = say('frame.code', { expected: shown(expected), found: shown(found) })
  report('code', at, message, say('frame.code-hint', { line: english.line }))
}

function findDifference(english: Code, own: Code): Difference | undefined {
  const language = english.lang ?? ''
  const [a, b] = [english.value, own.value].map((code) => code.replaceAll('\r\n', '\n')) as [string, string]
  if (isKnownLanguage(language)) {
    try {
      const found = findCodeDifference(a, b, /^py/.test(language) ? 'python' : 'typescript')
      return found && { ...found, offset: linesOf(b).startOf(found.line) + found.column - 1 }
    } catch (fault) {
      if (!(fault instanceof PrepareFault)) throw fault
      // Code that does not parse, though it does in English, is other code at the place where the parser gave up.
      return { offset: fault.offset, expected: say('frame.parses'), found: say(`/errors.${fault.code}`, fault.params) }
    }
  }
  const lines = (code: string) => {
    let start = 0
    return code.split('\n').map((text) => ({ text, start: (start += text.length + 1) - text.length - 1 }))
  }
  return differenceOf(lines(a), lines(b), b.length)
}

function differenceOf(
  a: readonly { text: string }[],
  b: readonly { text: string; start: number }[],
  end: number,
): Difference | undefined {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [expected, found] = [a[i]?.text ?? '', b[i]?.text ?? '']
    if (expected !== found) return { offset: b[i]?.start ?? end, expected, found }
  }
  return undefined
}

function shown(text: string | Said): string | Said {
  if (typeof text === 'object') return text
  const line = text.replace(/\s+/g, ' ').trim()
  return line === '' ? say('frame.end') : `\`${line.length > 60 ? `${line.slice(0, 57)}…` : line}\``
}
