/**
 * Code as lines of coloured tokens. Colours are classes (`token-keyword`, `token-comment`, …), for a page's policy admits no
 * inline style and the two grounds need their own; the same code is highlighted once in a build. Both languages are read by
 * the grammars of the editor, so that a cell looks the same before and after a reader clicks it.
 */
import { typescriptLanguage } from '@codemirror/lang-javascript'
import { pythonLanguage } from '@codemirror/lang-python'
import { highlightCode } from '@lezer/highlight'
import { escapeText } from '../../cells/element/node.ts'
import { tokenClasses } from '../../cells/element/editor/tokens.ts'

const grammars = { typescript: typescriptLanguage, python: pythonLanguage }
const cache = new Map<string, string>()

export type HighlightedLanguage = keyof typeof grammars

/**
 * HTML of the code: a `<span class="line">` a line, their text with the line breaks between them exactly the code.
 *
 * @example highlight('let w = 2', 'typescript') // '<span class="line"><span class="token-keyword">let</span> w …'
 */
export function highlight(code: string, language: HighlightedLanguage): string {
  const key = `${language} ${code}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const lines = ['']
  const put = (text: string, kind: string) => (lines[lines.length - 1] += tokenHtml(text, kind))
  highlightCode(code, grammars[language].parser.parse(code), tokenClasses, put, () => lines.push(''))
  const html = lines.map((line) => `<span class="line">${line}</span>`).join('\n')
  cache.set(key, html)
  return html
}

function tokenHtml(text: string, kind: string): string {
  return kind ? `<span class="${kind}">${escapeText(text)}</span>` : escapeText(text)
}
