/**
 * Code as lines of coloured tokens. Colours are classes (`token-keyword`, `token-comment`, …), for a page's policy admits no
 * inline style and the two grounds need their own; the same code is highlighted once in a build.
 */
import { createCssVariablesTheme, createHighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'

const theme = createCssVariablesTheme({ name: 'classes', variablePrefix: '', fontStyle: false })
const highlighter = createHighlighterCore({
  themes: [theme],
  langs: [import('shiki/langs/typescript.mjs'), import('shiki/langs/python.mjs')],
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
  const lines = (await highlighter).codeToTokensBase(code, { lang: language, theme: 'classes' })
  const html = lines.map((tokens) => `<span class="line">${tokens.map(tokenHtml).join('')}</span>`).join('\n')
  cache.set(key, html)
  return html
}

function tokenHtml({ content, color }: { content: string; color?: string }): string {
  const kind = /token-[\w-]+/.exec(color ?? '')?.[0]
  const text = content.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character]!)
  return kind ? `<span class="${kind}">${text}</span>` : text
}
