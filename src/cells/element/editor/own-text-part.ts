/** A text that is not the published one, shown as the page opens: brought by a link, or the reader's own from before. */
import type { Cell } from '../cell.ts'
import { ownKey } from '../own-key.ts'
import { showNotice } from '../notice.ts'
import { offerOther, publishedSign } from './keep-changes.ts'
import { Keeper } from './keep.ts'

export async function join(cell: Cell): Promise<void> {
  const bring = async () => {
    const { receive } = await import('../share/receive.ts')
    return receive(cell)
  }
  addEventListener('hashchange', () => void bring())
  if (!(await bring())) await restore(cell)
}

async function restore(cell: Cell): Promise<void> {
  const [draft] = new Keeper(ownKey(cell.element)).drafts()
  if (!draft || draft.code === cell.source.published) return
  const { openEditor } = await import('./editor-part.ts')
  const [editor, texts] = await Promise.all([openEditor(cell), cell.texts('editor')])
  editor.keeper.takeUp(draft)
  editor.show(draft.code)
  offerOther(cell, editor.keeper, texts)
  const [locale] = draft.published.split(' ')
  // In another language the published text is another one, and says nothing.
  if (locale === cell.locale && draft.published !== publishedSign(cell)) {
    showNotice(cell, 'changed', texts['changed'] ?? '')
  }
}
