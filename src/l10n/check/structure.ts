/** The same blocks in the same order as in English, save for what English itself has changed since. */
import { lineName, type Comparison, type Pair } from '../compare.ts'
import type { Block } from '../segment.ts'
import { isSameFrame } from '../sync.ts'
import type { Report } from './message.ts'
import { say, type Said } from './said.ts'

const syncHint = say('structure.sync')

export function checkStructure(comparison: Comparison, report: Report): void {
  const { pairs, extra, translation, lock } = comparison
  if (!translation) return
  // Where the code itself differs, that is said, and not each of its texts besides.
  const drifted = new Set(
    pairs
      .filter(({ english, translation: own }) => own && !isSameFrame(english, own))
      .map(({ english }) => english.page),
  )
  let end = 0
  let run: Pair[] = []
  const flush = (): void => {
    const [first] = run
    if (first) {
      const { english } = first
      const values = { block: describe(english), line: english.line }
      const more = run.length - 1
      const message = more > 0 ? say('structure.missing-more', { ...values, more }) : say('structure.missing', values)
      const isAll = end > 0 && pairs.at(-1) === run.at(-1) && run.length > 5
      report('structure', end, message, isAll ? say('structure.cut', { sync: syncHint }) : syncHint)
    }
    run = []
  }
  for (const pair of pairs) {
    const { english, translation: own, line } = pair
    if (!own) {
      // English has gained it: that is missing, and no fault. Without a lock nobody can know.
      const isInCode = english.kind === 'comment' || english.kind === 'string'
      if (isLost({ line }, lock) && !(isInCode && drifted.has(english.page))) run.push(pair)
      continue
    }
    flush()
    end = own.end
    if (english.shape !== own.shape) {
      const values = { block: describe(english), line: english.line, found: describe(own) }
      report('structure', own.start, say('structure.other', values), syncHint)
    }
  }
  flush()
  for (const [index, block] of extra.entries()) {
    if (index > 0 && extra[index - 1]!.page >= block.page - 1) continue
    const message = say('structure.extra', { block: describe(block) })
    report('structure', block.start, message, say('structure.extra-hint'))
  }
  checkOrder(comparison, report)
}

/** True for a block that a translation has lost, rather than English gained: the lock knows it, or there is no lock. */
export function isLost({ line }: Pick<Pair, 'line'>, lock: Comparison['lock']): boolean {
  return line !== undefined || lock === undefined
}

/** Blocks that changed places, though English kept its order. */
function checkOrder({ pairs, lock }: Comparison, report: Report): void {
  const lines = lock?.blocks ?? []
  let before: Pair | undefined
  for (const pair of pairs) {
    if (!pair.translation) continue
    const isBehind = before?.translation && before.translation.start > pair.translation.start
    const englishMoved = before?.line && pair.line && lines.indexOf(before.line) > lines.indexOf(pair.line)
    if (isBehind && !englishMoved) {
      const values = { block: describe(pair.translation), line: pair.english.line }
      report('structure', pair.translation.start, say('structure.order', values), syncHint)
    }
    before = pair
  }
}

/** `a heading (##)`, `the attribute alt`, `<Figure>`. */
function describe({ kind, shape }: Block): Said | string {
  if (kind === 'heading') return say('block.heading', { signs: '#'.repeat(Number(shape.at(-1))) })
  if (kind === 'frontMatter') return say('block.frontMatter', { name: shape.slice('frontMatter:'.length) })
  if (kind === 'attribute' || kind === 'component') return /<[^<]*>$/.exec(shape)?.[0] ?? say(`block.${kind}`)
  if (kind === 'code') return say('block.code', { name: lineName({ kind, shape }) ?? '' })
  if (kind === 'listItem') return say(/ol>listItem$/.test(shape) ? 'block.numberedItem' : 'block.listItem')
  const block = say(`block.${kind}`)
  return shape.startsWith('quote>') ? say('block.quoted', { block }) : block
}
