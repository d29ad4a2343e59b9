/** What the editor knows of each language of code, loaded with the first editor of that language. */
import type { CompletionSource } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import type { CodeLanguage } from '../../sandbox/protocol.ts'
import type { Completions } from './completion-data.ts'

export interface EditorLanguage {
  grammar: Extension
  completions: readonly CompletionSource[]
  /** Spaces of one step to the right, as the language's own style has it. */
  indent: number
}

/** @param completions  what can be imported, fetched when it is first asked for */
export async function loadLanguage(
  language: CodeLanguage,
  completions: () => Promise<Completions | undefined>,
): Promise<EditorLanguage> {
  if (language === 'python') {
    const { localCompletionSource, globalCompletion, pythonLanguage } = await import('@codemirror/lang-python')
    return { grammar: pythonLanguage, completions: [localCompletionSource, globalCompletion], indent: 4 }
  }
  const [{ localCompletionSource, typescriptLanguage }, { engineCompletion }] = await Promise.all([
    import('@codemirror/lang-javascript'),
    import('./completion.ts'),
  ])
  return {
    grammar: typescriptLanguage,
    completions: [engineCompletion(completions), localCompletionSource],
    indent: 2,
  }
}
