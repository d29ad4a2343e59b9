/** The text of the one inline script, and what a content security policy must say of it. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../i18n/paths.ts'

/** As it stands in every page's head: without its comments and indentation. */
export const themeScript = readFileSync(join(projectRoot, 'src/site/theme.js'), 'utf8')
  .replace(/^\/\*[^]*?\*\/\s*;?/, '')
  .replace(/^\s*\/\/.*$/gm, '')
  .replace(/\n\s*/g, '\n')
  .trim()

/** For `security.csp.scriptDirective.hashes`. */
export const themeScriptHash = `sha256-${createHash('sha256').update(themeScript).digest('base64')}` as const
