/**
 * Brings a translation up to the English text's structure: code, formulas, components, order and number of blocks come from
 * English; every translated text stays. A part of the file in which there is nothing to bring over is not touched at all.
 */
import type { Nodes } from 'mdast'
import { codeSkeleton } from './code-parts.ts'
import type { Comparison, Pair } from './compare.ts'
import { lineOf } from './confirm.ts'
import { hashOf } from './hash.ts'
import type { Lock, LockLine, ObsoleteLine } from './lock.ts'
import type { Text } from './read-text.ts'
import { proseKeys, toTranslateMark, type Block } from './segment.ts'
import { splice, spliceOf, type Splice } from './splice.ts'

export interface Synced {
  /** The translation's file; the same characters where there was nothing to do. */
  source: string
  lock: Lock
  /** Blocks brought over in English, to be translated. */
  added: Block[]
  /** Blocks whose translation was found among those removed before. */
  restored: Block[]
  /** Translated blocks that English has no longer; the lock keeps them. */
  removed: Block[]
  /** Frames that were not what they are in English. */
  mended: Block[]
}

/** A part of the file that stands by itself: a paragraph, a whole list, a table, a cell. */
interface Unit {
  node: Nodes
  /** Where the white space and the comments before it begin. */
  from: number
  start: number
  end: number
  blocks: Block[]
}

/** @param date  day that obsolete translations are put aside under */
export function syncTranslation(comparison: Comparison, date: string): Synced {
  const { english, translation, pairs, obsolete, extra, lock } = comparison
  if (!translation?.tree || !english.tree) throw new TypeError('syncTranslation: both texts must parse.')
  const remembered = rememberIn(lock?.obsolete ?? [])
  const pairOf = new Map(pairs.map((pair) => [pair.english, pair]))
  const ownUnits = unitsOf(translation)
  const unitOf = new Map(ownUnits.flatMap((unit) => unit.blocks.map((block) => [block, unit] as const)))
  const used = new Set<Unit>()
  const mended: Block[] = []
  let source = ''
  for (const unit of unitsOf(english)) {
    const partners = unit.blocks.map((block) => pairOf.get(block)?.translation)
    const own = unit.blocks.length > 0 ? unitOf.get(partners.find(Boolean)!) : findPlain(unit)
    const isFirstUse = own !== undefined && !used.has(own)
    if (isFirstUse && isKept(unit, own, partners)) source += translation.source.slice(own.from, own.end)
    else {
      source += isFirstUse ? translation.source.slice(own.from, own.start) : gapBefore(unit)
      source += rebuild(unit)
    }
    if (own) used.add(own)
  }
  source += translation.source.slice(ownUnits.at(-1)?.end ?? 0)

  const added = pairs.filter(
    (pair) => !pair.english.frame && pair.state === 'missing' && !pair.translation && !remembered.has(pair.english),
  )
  return {
    source,
    lock: { blocks: pairs.flatMap(lineFor), obsolete: putAside() },
    added: added.map(({ english }) => english),
    restored: pairs.filter((pair) => !pair.translation && remembered.has(pair.english)).map(({ english }) => english),
    removed: [...obsolete.map(({ translation }) => translation), ...extra].filter(({ frame }) => !frame),
    mended,
  }

  /** A part without blocks, such as a rule between sections or the address of a link, is known by its characters. */
  function findPlain(unit: Unit): Unit | undefined {
    const raw = english.source.slice(unit.start, unit.end)
    return ownUnits.find(
      (own) => !used.has(own) && own.blocks.length === 0 && translation!.source.slice(own.start, own.end) === raw,
    )
  }

  function isKept(unit: Unit, own: Unit, partners: (Block | undefined)[]): boolean {
    if (own.blocks.length !== unit.blocks.length || own.blocks.some((block, i) => block !== partners[i])) return false
    if (own.blocks.some((block, i) => block.shape !== unit.blocks[i]!.shape)) return false
    if (unit.node.type === 'yaml')
      return otherKeys(unit.node.value) === otherKeys((own.node as { value: string }).value)
    const drifted = unit.blocks.filter((block, i) => !isSameFrame(block, own.blocks[i]!))
    mended.push(...drifted)
    return drifted.length === 0
  }

  function gapBefore({ from }: Unit): string {
    if (from === 0) return ''
    return translation!.source.includes('\r\n') ? '\r\n\r\n' : '\n\n'
  }

  function rebuild(unit: Unit): string {
    const splices = unit.blocks.flatMap((block): Splice[] => {
      if (block.frame) return []
      const text = pairOf.get(block)?.translation
      if (text) {
        const [change] = spliceOf(block, text.text, english.source)
        const mark = text.mark ? `${toTranslateMark} ` : ''
        return change ? [{ ...change, text: mark + change.text }] : mark ? [insertion(block)] : []
      }
      const known = remembered.get(block)
      if (known) return spliceOf(block, known.translation, english.source)
      return block.encoding.in === 'markdown' ? [insertion(block)] : []
    })
    const moved = splices.map((one) => ({ ...one, start: one.start - unit.start, end: one.end - unit.start }))
    const built = splice(english.source.slice(unit.start, unit.end), moved).replaceAll('\r\n', '\n')
    return translation!.source.includes('\r\n') ? built.replaceAll('\n', '\r\n') : built
  }

  function insertion(block: Block): Splice {
    return { start: block.start, end: block.start, text: `${toTranslateMark} ` }
  }

  function lineFor({ english: block, translation: own, line }: Pair): LockLine[] {
    if (line && (own || block.frame)) return [line]
    if (own) return []
    const isKnown = block.frame || remembered.has(block)
    if (block.frame) return [{ ...lineOf(block, 'done'), done: hashOf(block.text), date }]
    return [lineOf(block, isKnown ? 'draft' : 'new')]
  }

  function putAside(): ObsoleteLine[] {
    const back = new Set([...remembered.values()])
    const kept = (lock?.obsolete ?? []).filter((line) => !back.has(line))
    const gone = obsolete
      .filter(({ translation: block, line }) => !block.frame && !block.mark && line.state !== 'new')
      .map(({ translation: block, line }) => ({ kind: block.kind, text: line.text, translation: block.text, date }))
    const own = extra
      .filter(({ frame }) => !frame)
      .map(({ kind, text }) => ({ kind, text: '', translation: text, date }))
    return [...kept, ...gone, ...own]
  }

  /** English blocks without translation whose words were translated once before. */
  function rememberIn(lines: readonly ObsoleteLine[]): Map<Block, ObsoleteLine> {
    const found = new Map<Block, ObsoleteLine>()
    for (const { english: block, translation: own } of pairs) {
      if (own || block.frame) continue
      const line = lines.find(
        (line) => line.kind === block.kind && line.text !== '' && hashOf(line.text) === hashOf(block.text),
      )
      if (line) found.set(block, line)
    }
    return found
  }
}

/** True where a frame is what it is in English; of code, whatever is translated in it. */
export function isSameFrame(english: Block, own: Block): boolean {
  if (!english.frame) return true
  if (english.kind !== 'code') return english.text === own.text
  const [a, b] = [english.node, own.node] as { value: string; lang?: string | null }[]
  const language = a!.lang ?? ''
  if (english.text !== own.text || a!.value === b!.value) return english.text === own.text
  return codeSkeleton(a!.value, language) === codeSkeleton(b!.value, language)
}

/** The front matter without its prose. */
function otherKeys(yaml: string): string {
  const key = new RegExp(`^(?:${proseKeys.join('|')}):.*(?:\\n[ \\t]+.*)*$|^\\s*#.*$`, 'gm')
  return yaml.replaceAll('\r\n', '\n').replace(key, '').replace(/\s+/g, ' ').trim()
}

function unitsOf({ tree, blocks }: Text): Unit[] {
  const units: Unit[] = []
  let from = 0
  // The parser lists some nodes, such as definitions, elsewhere than they stand.
  const nodes = (tree?.children ?? []).toSorted((a, b) => a.position!.start.offset! - b.position!.start.offset!)
  for (const node of nodes) {
    const [start, end] = [node.position!.start.offset!, node.position!.end.offset!]
    // A comment belongs to what follows it.
    if ((node as { type: string }).type === 'mdxFlowExpression' || start < from) continue
    units.push({ node, from, start, end, blocks: blocks.filter((block) => block.start >= start && block.start < end) })
    from = end
  }
  return units
}
