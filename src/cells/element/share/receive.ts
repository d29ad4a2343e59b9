/**
 * Opens what a link brought: the code in its cell, beside a notice that somebody else wrote it. Nothing of it runs by itself, and
 * nothing is kept until the reader changes it. The long fragment leaves the address bar; the page's history keeps it, so
 * that a reload shows the same, and the links to other languages carry it.
 */
import type { Cell } from '../cell.ts'
import { openEditor } from '../editor/editor-part.ts'
import { showNotice } from '../notice.ts'
import { nameOf, sharedPrefix } from '../own-key.ts'
import { showLanguageOf } from '../show-language.ts'
import { differences } from './differences.ts'
import { cellOfFragment, fromFragment, LinkError, type SharedCell } from './link.ts'

/** @returns whether a link brought something for this cell */
export async function receive(cell: Cell): Promise<boolean> {
  const fragment = location.hash.startsWith(sharedPrefix) ? location.hash : remembered()
  const id = fragment && cellOfFragment(fragment)
  if (!fragment || id === undefined) return false
  const cells = [...document.querySelectorAll('live-cell')]
  const own = cells.find((one) => nameOf(one) === id)
  if ((own ?? cells[0]) !== cell.element) return false
  remember(fragment)
  showLanguageOf(cell.element)
  const texts = await cell.texts('share')
  try {
    await show(cell, fragment, await fromFragment(fragment), texts)
    showNotice(cell, 'gone', own ? '' : (texts['gone'] ?? ''))
  } catch (error) {
    if (!(error instanceof LinkError)) throw error
    remember(undefined)
    showNotice(cell, 'shared', texts[error.fault] ?? '')
  }
  cell.element.scrollIntoView({ block: 'start' })
  return true
}

async function show(
  cell: Cell,
  fragment: string,
  shared: SharedCell,
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  const editor = await openEditor(cell)
  Object.assign(cell.answers, shared.answers)
  cell.seed = shared.seed
  const bring = () => {
    editor.show(shared.code)
    remember(fragment)
    tell()
  }
  const leave = () => {
    editor.show(cell.source.published)
    remember(undefined)
    tell()
  }
  const tell = () => {
    const { published, text } = cell.source
    const isSame = shared.code === published
    const since = shared.locale === cell.locale && shared.published !== published ? ` ${texts['since']}` : ''
    const action =
      text === published
        ? { label: texts['showShared'] ?? '', perform: bring }
        : { label: texts['showPublished'] ?? '', perform: leave }
    const said = `${(isSame ? texts['same'] : texts['notice']) ?? ''}${since}`
    const details = isSame && !since ? [] : [differences(shared, cell, texts)]
    showNotice(cell, 'shared', said, isSame ? [] : [action], ...details)
  }
  // From the first change on it is the reader's own text: kept here, and in every language.
  cell.on('change', (text) => {
    if (text !== shared.code && text !== cell.source.published) remember(undefined)
  })
  bring()
}

function remembered(): string | undefined {
  const { shared } = (history.state ?? {}) as { shared?: string }
  return shared
}

function remember(fragment: string | undefined): void {
  const state = { ...(history.state as object | null), shared: fragment }
  history.replaceState(state, '', location.hash.startsWith(sharedPrefix) ? location.pathname + location.search : '')
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]')) {
    if (fragment) link.hash = fragment
    else if (link.hash.startsWith(sharedPrefix)) link.hash = ''
  }
}
