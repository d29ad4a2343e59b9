/** The same blocks in the same order as in English, save for what English itself has changed since. */
import { lineName, type Comparison, type Pair } from '../compare.ts'
import type { Block } from '../segment.ts'
import { isSameFrame } from '../sync.ts'
import type { Report } from './message.ts'

const syncHint = 'npm run translate -- sync brings the structure of English over, and loses no text.'

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
      const more = run.length > 1 ? ` and ${run.length - 1} more` : ''
      const message = `expected ${describe(english)}${more} here, as in English at line ${english.line}; found nothing`
      const isAll = end > 0 && pairs.at(-1) === run.at(-1) && run.length > 5
      const cut = isAll ? 'Was the file cut? Take the rest from version control. ' : ''
      report('structure', end, message, cut + syncHint)
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
      const message = `expected ${describe(english)} here, as in English at line ${english.line}; found ${describe(own)}`
      report('structure', own.start, message, syncHint)
    }
  }
  flush()
  for (const [index, block] of extra.entries()) {
    if (index > 0 && extra[index - 1]!.page >= block.page - 1) continue
    const message = `found ${describe(block)} that English does not have`
    report(
      'structure',
      block.start,
      message,
      'Delete it, or join it to the block before it; sync puts it into the lock.',
    )
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
      const message = `${describe(pair.translation)} stands before what it follows in English (line ${pair.english.line})`
      report('structure', pair.translation.start, message, syncHint)
    }
    before = pair
  }
}

const names: Record<Block['kind'], string> = {
  frontMatter: 'a key of the front matter',
  heading: 'a heading',
  paragraph: 'a paragraph',
  listItem: 'an item of a list',
  tableCell: 'a cell of a table',
  attribute: 'an attribute',
  comment: 'a comment',
  string: 'a printed text',
  math: 'a formula',
  code: 'code',
  component: 'a component',
}

/** `a heading (##)`, `the attribute alt`, `<Figure>`. */
export function describe({ kind, shape }: Block): string {
  if (kind === 'heading') return `a heading (${'#'.repeat(Number(shape.at(-1)))})`
  if (kind === 'frontMatter') return `${shape.slice('frontMatter:'.length)} in the front matter`
  if (kind === 'attribute' || kind === 'component') return /<[^<]*>$/.exec(shape)?.[0] ?? names[kind]
  if (kind === 'code') return `the code ${lineName({ kind, shape }) ?? ''}`.trim()
  if (kind === 'listItem') return /ol>listItem$/.test(shape) ? 'an item of a numbered list' : 'an item of a list'
  const inside = shape.startsWith('quote>') ? ' in a quotation' : ''
  return names[kind] + inside
}
