/** A text read into blocks, with what is wrong with it before anything is compared. */
import type { Root } from 'mdast'
import { parseMdx } from '../cells/parse/mdx.ts'
import type { Problem } from '../cells/parse/problem.ts'
import { findDamage } from './damage.ts'
import { linesOf, type Lines } from './lines.ts'
import { segment, type Block } from './segment.ts'

export interface Text {
  /** As messages show it, such as `content/gradient/fr.mdx`. */
  file: string
  source: string
  /** Undefined where the text does not parse; there are no blocks then. */
  tree: Root | undefined
  lines: Lines
  blocks: Block[]
  problems: Problem[]
}

export function readText(source: string, file: string): Text {
  const lines = linesOf(source)
  const damage = findDamage(source, file)
  if (damage) return { file, source, tree: undefined, lines, blocks: [], problems: [damage] }
  const { tree, problems } = parseMdx(source, file)
  return { file, source, tree, lines, blocks: tree ? segment(source, tree, lines) : [], problems }
}
