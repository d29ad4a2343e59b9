/** The texts that passes over whole files are tried on: all content, and a corpus of awkward ones. */
import { globSync, readFileSync } from 'node:fs'
import { readText, type Text } from '../../src/l10n/read-text.ts'

export const files = [...globSync('content/*/*.mdx'), ...globSync('test/golden/l10n/texts/*.mdx')]
  .map((file) => file.replaceAll('\\', '/'))
  .sort()

export function readFile(file: string): Text {
  return readText(readFileSync(file, 'utf8'), file)
}

/** The tree of a text without its words: types, targets, values of code and formulas. */
export function shapeOf({ blocks }: Text): string[] {
  return blocks.map(({ shape, frame, text }) => (frame ? `${shape} ${text}` : shape))
}
