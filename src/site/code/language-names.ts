import type { CellLanguage } from '../../cells/parse/fence.ts'

/** What the languages of code are called: the same in every language of the site. */
export const languageNames: Readonly<Record<CellLanguage, string>> = { typescript: 'TypeScript', python: 'PyTorch' }
