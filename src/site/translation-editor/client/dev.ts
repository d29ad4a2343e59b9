/** The editor in the dev server. */
import '../../../cells/element/live-cell.ts'
import { TranslationEditor } from './editor.ts'
import { devServer } from './server.ts'

const editor = document.querySelector<TranslationEditor>('translation-editor')
// The page of English has none: it leads to the others.
if (editor instanceof TranslationEditor) {
  const { locale, slug, base } = editor.dataset as Record<string, string>
  void editor.open(devServer(base!, locale!, slug!))
}

// Files change with every save. The page must not be loaded again for that, it reads what is new by itself.
// A page that has just been loaded may still hear of the change before.
let changedAt = performance.now()
const reloadFollows = 10_000
import.meta.hot?.on('translation:changed', () => {
  changedAt = performance.now()
  void editor?.readAgain()
})
import.meta.hot?.on('vite:beforeFullReload', (payload) => {
  if (performance.now() - changedAt < reloadFollows) payload.path = '/another-page.html'
})
