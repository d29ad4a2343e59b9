/**
 * The words of a block, apart from code, formulas and markup. Every character that is no prose is replaced by one that no
 * text holds (U+FFFC), so that a place in the prose is a place in the file.
 */
import type { Nodes } from 'mdast'
import { visit } from '../../cells/parse/mdx.ts'
import type { Block } from '../segment.ts'

export const mask = '\uFFFC'

/** A stretch of prose with the offset at which it begins in the file. */
export interface Prose {
  text: string
  start: number
  /** Undefined for a string of the interface. */
  block: Block | undefined
}

/** @param source  the file in which the block stands */
export function proseOf(block: Block, source: string): Prose {
  let prose = known.get(block)
  if (!prose) known.set(block, (prose = readProse(block, source)))
  return prose
}

const known = new WeakMap<Block, Prose>()

function readProse(block: Block, source: string): Prose {
  const { start, end, node } = block
  const raw = source.slice(start, end)
  if (!node || block.encoding.in !== 'markdown') return { text: raw, start, block }
  let text = ''
  for (const [from, to] of textRanges(node).filter(([from, to]) => from >= start && to <= end)) {
    text = text.padEnd(from - start, mask) + source.slice(from, to)
  }
  return { text: text.padEnd(raw.length, mask), start, block }
}

/** A text of the interface, in which code stands between backticks or braces, and values between two braces. */
export function maskString(text: string): string {
  return text.replace(/`[^`]*`|\{\{[^}]*\}\}|\{[^{}]*\}/g, (found) => mask.repeat(found.length))
}

function textRanges(node: Nodes): [number, number][] {
  const ranges: [number, number][] = []
  visit(node, (inner) => {
    if (inner.type !== 'text') return
    ranges.push([inner.position!.start.offset!, inner.position!.end.offset!])
  })
  return ranges
}
