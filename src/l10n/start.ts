/** Begins a translation: the English text with a mark before each block, and a lock in which every block is new. */
import { lineOf } from './confirm.ts'
import { hashOf } from './hash.ts'
import type { Text } from './read-text.ts'
import { toTranslateMark } from './segment.ts'
import { splice, spliceOf } from './splice.ts'
import type { Synced } from './sync.ts'

/** @param known  keys of the front matter that are translated already, by the term base */
export function startTranslation(english: Text, date: string, known: Partial<Record<string, string>>): Synced {
  const splices = english.blocks.flatMap((block) => {
    const given = known[block.id]
    if (block.kind === 'frontMatter') return given === undefined ? [] : spliceOf(block, given, english.source)
    if (block.frame || block.encoding.in !== 'markdown') return []
    return [{ start: block.start, end: block.start, text: `${toTranslateMark} ` }]
  })
  const blocks = english.blocks.map((block) => {
    if (block.frame) return { ...lineOf(block, 'done'), done: hashOf(block.text), date }
    return lineOf(block, known[block.id] === undefined ? 'new' : 'draft')
  })
  const added = english.blocks.filter(({ frame, id }) => !frame && known[id] === undefined)
  const lock = { blocks, obsolete: [] }
  return { source: splice(english.source, splices), lock, added, restored: [], removed: [], mended: [] }
}
