/**
 * Code as lines of coloured tokens. Colours are classes (`token-keyword`, `token-comment`, …), for a page's policy admits no
 * inline style and the two grounds need their own; the same code is highlighted once in a build. TypeScript is
 * read by the grammar of the editor, so that a cell looks the same before and after a reader clicks it.
 */
import { typescriptLanguage } from '@codemirror/lang-javascript'
import { highlightCode } from '@lezer/highlight'
import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { escapeText } from '../../cells/element/node.ts'
import { tokenClasses } from '../../cells/element/editor/tokens.ts'

const theme = createCssVariablesTheme({ name: 'classes', variablePrefix: '', fontStyle: false })
const highlighter = createHighlighterCore({
  themes: [theme],
  langs: [import('shiki/langs/python.mjs')],
  engine: createJavaScriptRegexEngine(),
})
const cache = new Map<string, string>()

export type HighlightedLanguage = 'typescript' | 'python'

/**
 * HTML of the code: a `<span class="line">` a line, their text with the line breaks between them exactly the code.
 *
 * @example await highlight('let w = 2', 'typescript') // '<span class="line"><span class="token-keyword">let</span> w …'
 */
export async function highlight(code: string, language: HighlightedLanguage): Promise<string> {
  const key = `${language} ${code}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const lines = language === 'python' ? await pythonLines(code) : typescriptLines(code)
  const html = lines.map((line) => `<span class="line">${line}</span>`).join('\n')
  cache.set(key, html)
  return html
}

function typescriptLines(code: string): string[] {
  const lines = ['']
  const put = (text: string, kind: string) => (lines[lines.length - 1] += tokenHtml(text, kind))
  highlightCode(code, typescriptLanguage.parser.parse(code), tokenClasses, put, () => lines.push(''))
  return lines
}

async function pythonLines(code: string): Promise<string[]> {
  const lines = (await highlighter).codeToTokensBase(code, { lang: 'python', theme: 'classes' })
  return lines.map((tokens) =>
    tokens.map(({ content, color }) => tokenHtml(content, /token-[\w-]+/.exec(color ?? '')?.[0])).join(''),
  )
}

function tokenHtml(text: string, kind: string | undefined): string {
  return kind ? `<span class="${kind}">${escapeText(text)}</span>` : escapeText(text)
}
