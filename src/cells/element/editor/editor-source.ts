/** An editor's text as the source of a cell. */
import { Annotation, type TransactionSpec } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { CellSource } from '../source.ts'

/** On a change that brings a text which is not the reader's own. */
export const foreignText = Annotation.define<boolean>()

export function editorSource(
  view: EditorView,
  published: string,
  listen: (listener: (text: string) => void) => void,
): CellSource {
  return {
    get text() {
      return view.state.doc.toString()
    },
    published,
    set: (text) => replaceText(view, text),
    onChange: listen,
    layout: {
      offsetAt(x, y) {
        const offset = view.posAtCoords({ x, y })
        if (offset === null) return undefined
        // A caret stands between two characters; the point is on one of them, or on none.
        return [offset - 1, offset].find((one) => {
          const rect = one >= 0 ? rectOf(view, one, one + 1) : undefined
          return rect && rect.left <= x && x < rect.right && rect.top <= y && y < rect.bottom
        })
      },
      rectOf: (from, to) => rectOf(view, from, to),
      caret: () => (view.hasFocus ? view.state.selection.main.head : undefined),
    },
  }
}

function rectOf(view: EditorView, from: number, to: number): DOMRect | undefined {
  if (to > view.state.doc.length) return undefined
  const [start, end] = [view.coordsAtPos(from, 1), view.coordsAtPos(to, -1)]
  if (!start || !end || end.top > start.top + 1) return undefined
  return new DOMRect(start.left, start.top, end.right - start.left, start.bottom - start.top)
}

/** The smallest change that makes the text another: what is around it stays as it is, the caret too; it can be undone. */
export function replaceText(view: EditorView, text: string, isOwn = true): void {
  const old = view.state.doc.toString()
  if (old === text) return
  let start = 0
  while (start < old.length && start < text.length && old[start] === text[start]) start++
  let end = 0
  const most = Math.min(old.length, text.length) - start
  while (end < most && old[old.length - 1 - end] === text[text.length - 1 - end]) end++
  const spec: TransactionSpec = {
    changes: { from: start, to: old.length - end, insert: text.slice(start, text.length - end) },
    userEvent: 'input.replace',
  }
  view.dispatch(isOwn ? spec : { ...spec, annotations: foreignText.of(true) })
}
