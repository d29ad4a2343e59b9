/** A docstring's sentences as HTML: formulas as mathematics, code as code, names of the engine as links. */
import { escapeText } from '../../cells/element/node.ts'
import { formulaHtml, isFormula, wordHtml } from './formula.ts'

/** Where a name of the engine is documented, or undefined for any other word. */
export type FindName = (name: string) => string | undefined

const noNames: FindName = () => undefined

export function proseHtml(text: string, find: FindName = noNames): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.length > 2 && part.startsWith('`') && part.endsWith('`')
        ? quotedHtml(part.slice(1, -1), find)
        : plainHtml(part, find),
    )
    .join('')
}

function quotedHtml(text: string, find: FindName): string {
  if (isFormula(text)) return `<span class="formula">${formulaHtml(text)}</span>`
  const href = find(text.replace(/\(\)$/, ''))
  const code = `<code>${escapeText(text)}</code>`
  return href ? `<a href="${escapeText(href)}">${code}</a>` : code
}

/** Names of errors stand in sentences without backticks. */
function plainHtml(text: string, find: FindName): string {
  return text
    .split(/(\b[A-Z][a-z]+Error\b)/)
    .map((part, i) => {
      const href = i % 2 === 1 ? find(part) : undefined
      if (href) return `<a href="${escapeText(href)}"><code>${part}</code></a>`
      return wordHtml(part.replace(/(?<=\w)'(?=\w)|(?<=s)'(?= )/g, '’')).replace(/\*(\w[^*]*)\*/g, '<em>$1</em>')
    })
    .join('')
}

/** A paragraph of a docstring; four spaces before its lines make it code. */
export function paragraphHtml(text: string, find?: FindName): string {
  if (!text.startsWith('    ')) return `<p>${proseHtml(text, find)}</p>`
  return `<pre><code>${escapeText(text.replace(/^ {4}/gm, ''))}</code></pre>`
}
