/**
 * Silencing a rule in place, with a reason: a comment before the block, or at its beginning where it stands in a list or a
 * table, as `{/* l10n-ignore term: a name * /}`; in the front matter as `# l10n-ignore term: a name`.
 */
import { nearest } from '../../cells/parse/nearest.ts'
import type { Text } from '../read-text.ts'
import { reporter, type Message } from './message.ts'
import { isRule, rules } from './rules.ts'
import { say } from './said.ts'

interface Silence {
  rules: string[]
  reason: string
  offset: number
  /** The stretch of the file in which it holds. */
  from: number
  to: number
  used: boolean
}

const pattern = /(?:\{\/\*|^#)[ \t]*l10n-ignore\b([^:\n*]*):?[ \t]*(.*?)[ \t]*(?:\*\/\}|$)/gm

/** The messages that remain, with those about comments that silence nothing, or give no reason. */
export function applySilences(messages: readonly Message[], text: Text): Message[] {
  const silences = [...text.source.matchAll(pattern)].map((match) => readSilence(match, text))
  if (silences.length === 0) return [...messages]
  const kept = messages.filter((message) => {
    const silence = silences.find(
      ({ rules, from, to, reason }) =>
        reason !== '' && rules.includes(message.rule) && message.offset >= from && message.offset <= to,
    )
    if (silence) silence.used = true
    return !silence
  })
  const report = reporter(text.file, text.lines, kept)
  for (const { rules: names, reason, offset, used } of silences) {
    const unknown = names.find((name) => !isRule(name))
    if (names.length === 0 || unknown !== undefined) {
      const near = unknown && nearest(unknown, Object.keys(rules))
      const hint = near ? say('near', { text: near }) : say('ignore.unknown-hint')
      report('ignore-reason', offset, say('ignore.unknown', { name: unknown ?? '' }), hint)
    } else if (reason === '') {
      const hint = say('ignore.reason-hint', { rules: names.join(', ') })
      report('ignore-reason', offset, say('ignore.reason'), hint)
    } else if (!used) {
      report('ignore-unused', offset, say('ignore.unused', { rules: names.join(', ') }), say('ignore.unused-hint'))
    }
  }
  return kept
}

function readSilence(match: RegExpExecArray, { source, tree, blocks }: Text): Silence {
  const offset = match.index
  const end = offset + match[0].length
  const names = match[1]!.split(/[\s,]+/).filter(Boolean)
  const inside = tree?.children.find(
    ({ position }) => position!.start.offset! <= offset && position!.end.offset! >= end,
  )
  const alone = (inside as { type?: string } | undefined)?.type === 'mdxFlowExpression'
  const next = tree?.children.find(({ position }) => position!.start.offset! >= end)
  // Alone, it is about all that follows up to the next part of the text; within a block, about that block.
  const [from, to] = alone
    ? [end, next?.position?.end.offset ?? source.length]
    : rangeOf(blocks.find((block) => block.end >= end))
  return { rules: names, reason: match[2]!, offset, from, to, used: false }
}

function rangeOf(block: { start: number; end: number } | undefined): [number, number] {
  return block ? [block.start, block.end] : [0, -1]
}
