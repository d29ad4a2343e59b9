/** Puts texts into a file between offsets; every other character stays as it is. */
import { encode } from './encoding.ts'
import type { Block } from './segment.ts'

export interface Splice {
  start: number
  end: number
  text: string
}

/** @throws RangeError where two splices overlap or one lies outside the text */
export function splice(source: string, splices: readonly Splice[]): string {
  const sorted = [...splices].sort((a, b) => a.start - b.start || a.end - b.end)
  let result = ''
  let at = 0
  for (const { start, end, text } of sorted) {
    if (start < at || end < start || end > source.length) {
      throw new RangeError(
        `splice: [${start}, ${end}] lies before ${at} or beyond the text's ${source.length} characters.`,
      )
    }
    result += source.slice(at, start) + text
    at = end
  }
  return result + source.slice(at)
}

/** The change that gives one block another text; none where the text is the one it has. A mark before it goes. */
export function spliceOf(block: Block, text: string, source: string): Splice[] {
  if (block.frame) throw new TypeError(`Block ${block.id} is a ${block.kind}, which is the same in every language.`)
  if (text === block.text) return []
  const lineEnd = source.includes('\r\n') ? '\r\n' : '\n'
  const encoded = encode(text.replaceAll('\r\n', '\n'), block.encoding).replaceAll('\n', lineEnd)
  return [{ start: block.mark?.start ?? block.start, end: block.end, text: encoded }]
}

/** The file with other texts for some of its blocks. */
export function withTexts(source: string, changes: Iterable<readonly [Block, string]>): string {
  return splice(
    source,
    [...changes].flatMap(([block, text]) => spliceOf(block, text, source)),
  )
}
