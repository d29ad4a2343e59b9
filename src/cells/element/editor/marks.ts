/**
 * Numbers of lines, and marks on them: the same HTML attributes and pseudo-elements as in the published code, so that nothing
 * moves when an editor takes its place. An error marks its line, its number, and the token that it begins at.
 */
import { RangeSetBuilder, StateEffect, StateField, type Extension, type Text } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'
import { faultSpan } from '../underline.ts'

export interface Fault {
  from: number
  to: number
  /** Of a text that is still being written: gone with the next change. */
  fleeting?: boolean
}

/** Marks this place and no other; null for none. */
export const markFault = StateEffect.define<Fault | null>()

const faultMark = Decoration.mark({ class: 'fault' })

/** Where the error is; gone at the latest when its line is changed. */
export const faultField = StateField.define<Fault | null>({
  create: () => null,
  update(fault, { docChanged, changes, startState, effects }) {
    for (const effect of effects) if (effect.is(markFault)) return effect.value
    if (!fault || !docChanged) return fault
    if (fault.fleeting) return null
    const line = startState.doc.lineAt(fault.from)
    if (changes.touchesRange(line.from, line.to)) return null
    return { from: changes.mapPos(fault.from, 1), to: changes.mapPos(fault.to, -1) }
  },
  provide: (field) =>
    EditorView.decorations.from(field, (fault) =>
      fault && fault.to > fault.from ? Decoration.set(faultMark.range(fault.from, fault.to)) : Decoration.none,
    ),
})

/** Line numbers as an attribute that the style sheet writes: a gutter of its own would not line up with the page's. */
const numbers = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet

    constructor(view: EditorView) {
      this.decorations = numberLines(view)
    }

    update({ docChanged, viewportChanged, startState, state, view }: ViewUpdate): void {
      const marked = startState.field(faultField) !== state.field(faultField)
      if (docChanged || viewportChanged || marked) this.decorations = numberLines(view)
    }
  },
  { decorations: ({ decorations }) => decorations },
)

function numberLines({ state, viewport }: EditorView): DecorationSet {
  const { doc } = state
  const fault = state.field(faultField)
  const wrong = fault && doc.lineAt(fault.from).number
  const builder = new RangeSetBuilder<Decoration>()
  const last = doc.lineAt(viewport.to).number
  for (let number = doc.lineAt(viewport.from).number; number <= last; number++) {
    const attributes = { 'data-line': String(number), ...(number === wrong && { 'data-error': '' }) }
    builder.add(doc.line(number).from, doc.line(number).from, Decoration.line({ attributes }))
  }
  return builder.finish()
}

export const marks: Extension = [faultField, numbers]

/** The token at a line and column, both from 1, as V8 and the preparation count them. */
export function faultAt(doc: Text, line: number, column: number): Fault | null {
  const span = faultSpan(doc.toString(), line, column)
  return span ? { from: span[0], to: span[1] } : null
}
