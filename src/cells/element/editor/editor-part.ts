/**
 * Editing: a click on the code puts an editor in its place, with the caret where the click was. The editor is the cell's
 * source from then on; what it holds is kept in this browser, and *Reset* brings the published text back.
 */
import type { Cell } from '../cell.ts'
import { ownKey } from '../own-key.ts'
import { say } from '../notice.ts'
import type { Completions } from './completion-data.ts'
import { createEditor } from './create-editor.ts'
import { editorSource, replaceText } from './editor-source.ts'
import { keepChanges } from './keep-changes.ts'
import { Keeper } from './keep.ts'
import { loadLanguage } from './languages.ts'
import { markErrors } from './mark-errors.ts'

export interface CellEditor {
  focus(at?: { x: number; y: number }): void
  /** Shows a text that is not the reader's own: it is not kept until it is changed. */
  show(text: string): void
  keeper: Keeper
}

const editors = new WeakMap<HTMLElement, Promise<CellEditor>>()

export function join(cell: Cell): void {
  cell.act('edit', (_, event) => void openEditor(cell).then(({ focus }) => focus(pointOf(event))))
  cell.act('reset', () => {
    cell.source.set(cell.source.published)
    cell.element.querySelector<HTMLElement>('[data-role="editor"]')?.focus()
  })
}

/** The editor of a cell, opened if it is not yet. It does not take the focus. */
export function openEditor(cell: Cell): Promise<CellEditor> {
  let editor = editors.get(cell.element)
  if (!editor) {
    editor = open(cell)
    editors.set(cell.element, editor)
    editor.catch(() => editors.delete(cell.element))
  }
  return editor
}

async function open(cell: Cell): Promise<CellEditor> {
  const { element } = cell
  const codeLanguage = element.dataset.language === 'python' ? 'python' : 'typescript'
  const [texts, language] = await Promise.all([cell.texts('editor'), loadLanguage(codeLanguage, completionsOf(cell))])
  const shown = element.querySelector<HTMLElement>('pre.code')!
  const plain = cell.source
  const host = document.createElement('div')
  host.className = 'code'
  host.dataset.role = 'editor'
  host.dir = 'ltr'
  host.translate = false
  host.lang = shown.querySelector('code')?.lang ?? ''
  const root = host.attachShadow({ mode: 'open', delegatesFocus: true })
  const hint = hintOf(cell, texts)
  const listeners: ((text: string, isOwn: boolean) => void)[] = []
  const view = createEditor({
    text: plain.text,
    root,
    label: texts['label'] ?? '',
    description: texts['hint'] ?? '',
    completionsLabel: texts['completions'] ?? '',
    language,
    released: () => hint.released(),
    changed: (text, isOwn) => {
      for (const listener of listeners) listener(text, isOwn)
    },
  })
  const source = editorSource(view, plain.published, (listener) => listeners.push(listener))
  cell.source = source
  const keeper = new Keeper(ownKey(element))
  listeners.push(() => hint.update())
  keepChanges(cell, keeper, texts, (listener) => listeners.push(listener))
  markErrors(cell, view)
  host.addEventListener('focusin', () => hint.focused(true))
  host.addEventListener('focusout', () => hint.focused(false))

  const { scrollLeft } = shown
  // One for the other in one step: with both on the page, the browser would scroll to where the reader was.
  shown.replaceWith(host)
  shown.hidden = true
  host.after(shown)
  host.scrollLeft = scrollLeft
  // What stood in the page is the editor's now, its button a second way to what is already there.
  element.querySelector('[data-action="edit"]')?.toggleAttribute('hidden', true)
  hint.update()

  return {
    keeper,
    show: (text) => replaceText(view, text, false),
    focus(at) {
      view.focus()
      const anchor = at && view.posAtCoords(at, false)
      if (anchor !== undefined) view.dispatch({ selection: { anchor } })
    },
  }
}

/** A click says where; Enter, and a button, do not. */
function pointOf(event: Event): { x: number; y: number } | undefined {
  if (!(event instanceof MouseEvent) || (event.target as Element).closest?.('button')) return undefined
  return { x: event.clientX, y: event.clientY }
}

/** Fetched once for all cells of a page, at the first completion. */
let loading: Promise<Completions | undefined> | undefined

function completionsOf({ element }: Cell): () => Promise<Completions | undefined> {
  const url = new URL('../cell-completions.json', new URL(element.dataset.texts ?? '', location.href))
  return () =>
    (loading ??= fetch(url)
      .then((response) => (response.ok ? (response.json() as Promise<Completions>) : undefined))
      .catch(() => {
        loading = undefined
        return undefined
      }))
}

/** The words beside the name of the language: how to leave the editor, or that the text is the reader's own. */
function hintOf(cell: Cell, texts: Readonly<Record<string, string>>) {
  const { element } = cell
  const hint = document.createElement('span')
  hint.dataset.role = 'hint'
  element.querySelector('[data-role="language"]')?.after(hint)
  let [hasFocus, isFree] = [false, false]
  const update = () => {
    const isEdited = cell.source.text !== cell.source.published
    element.toggleAttribute('data-edited', isEdited)
    element.querySelector('[data-action="reset"]')?.toggleAttribute('hidden', !isEdited)
    hint.textContent = hasFocus ? (texts[isFree ? 'released' : 'hint'] ?? '') : isEdited ? (texts['edited'] ?? '') : ''
  }
  return {
    update() {
      isFree = false
      update()
    },
    focused(value: boolean) {
      ;[hasFocus, isFree] = [value, false]
      update()
    },
    released() {
      isFree = true
      update()
      say(cell, texts['released'] ?? '')
    },
  }
}
