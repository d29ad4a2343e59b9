/**
 * LaTeX to MathML at build time, in the site's two inks. `\fwd{…}`, `\bwd{…}` and `\loss{…}` colour a part of a formula;
 * nothing else does. The page's content security policy forbids `style` attributes, so each one that Temml writes
 * becomes a class (`math/style-classes.ts`).
 */
import temml from 'temml'
import { mendRadicals } from './mend-radicals.ts'
import { styleClasses } from './style-classes.ts'

const macros = {
  '\\fwd': '\\class{forward}{#1}',
  '\\bwd': '\\class{backward}{#1}',
  '\\loss': '\\class{loss}{#1}',
}

const cache = new Map<string, string>()

/**
 * MathML of a formula.
 *
 * @param tex      LaTeX as Temml reads it, and the three inks
 * @param display  `block` for a formula on its own line, `inline` within a sentence
 * @throws Error naming the formula when it does not parse, or asks for a style that has no class
 */
export function renderFormula(tex: string, display: 'block' | 'inline'): string {
  const key = display + tex
  const known = cache.get(key)
  if (known !== undefined) return known
  const options = { displayMode: display === 'block', trust: true, throwOnError: true, macros: { ...macros } }
  let html: string
  try {
    html = mendRadicals(classesForStyles(temml.renderToString(tex, options)), display)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`Formula ${JSON.stringify(tex)} cannot be set: ${reason}`, { cause: error })
  }
  cache.set(key, html)
  return html
}

function classesForStyles(html: string): string {
  return html.replace(/<[a-z]+(?: [^>]*)? style="[^"]*"[^>]*>/g, (tag) => {
    const style = /(?<= )style="([^"]*)"/.exec(tag)![1]!
    const bare = tag.replace(/ style="[^"]*"/, '')
    const added = styleClasses(style)
    if (added.length === 0) return bare
    return / class="/.test(bare)
      ? bare.replace(/ class="([^"]*)"/, (_, own: string) => ` class="${[own, ...added].join(' ')}"`)
      : bare.replace(/^<[a-z]+/, (start) => `${start} class="${added.join(' ')}"`)
  })
}

/** Letters and signs that a phone's column has room for, whatever they are. */
const narrow = 18

/**
 * True for a formula that may be wider than a phone's column, so that its box must take the keyboard's focus. Lines that
 * are aligned with one another are as wide as the widest of each column together.
 */
export function isWide(mathml: string): boolean {
  const lengthOf = (part: string) => [...part.replace(/<[^>]*>/g, '').replace(/&[a-z]+;/g, 'x')].length
  const columns: number[] = []
  for (const row of mathml.split('<mtr')) {
    for (const [index, part] of row.split('<mtd').entries()) {
      columns[index] = Math.max(columns[index] ?? 0, lengthOf(`<${part}`))
    }
  }
  return columns.reduce((sum, length) => sum + length, 0) > narrow
}
