/** A content folder for one test, with one entry in several languages. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** @param texts  by locale, the MDX of the entry `sample`; a bare text without front matter will do */
export function contentOf(texts: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'sample'))
  for (const [locale, text] of Object.entries(texts)) writeFileSync(join(folder, 'sample', `${locale}.mdx`), text)
  return folder
}

/** A copy of the project's own entry. */
export function copyOf(slug: string): string {
  const folder = temporaryFolder()
  cpSync(join('content', slug), join(folder, slug), { recursive: true })
  return folder
}

export function replaceIn(path: string, before: string, after: string): void {
  const text = readFileSync(path, 'utf8')
  if (!text.includes(before)) throw new Error(`${path} has no ${before}`)
  writeFileSync(path, text.replace(before, after))
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lexigrad-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** MDX of one cell. */
export function cell(code: string, options = 'id=a'): string {
  return `\`\`\`ts live ${options}\n${code}\n\`\`\`\n`
}
