/** Errors on their line: where the last run stopped, and, after a pause in typing, where the code cannot be read. */
import { completionStatus } from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'
import type { Cell } from '../cell.ts'
import { say } from '../notice.ts'
import { errorSentence } from '../render.ts'
import { fill } from '../strings.ts'
import { faultAt, faultField, markFault, type Fault } from './marks.ts'
import { findSyntaxFault } from './syntax.ts'

/** Who types on is not interrupted [ms]. */
const pause = 900

export function markErrors(cell: Cell, view: EditorView): void {
  let timer = 0
  let said = ''
  const mark = (fault: Fault | null) => {
    if (fault || view.state.field(faultField)) view.dispatch({ effects: markFault.of(fault) })
  }
  const tell = (text: string) => {
    if (text === said) return
    said = text
    say(cell, text)
  }

  cell.on('change', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void check(), pause)
  })
  cell.on('begin', () => {
    clearTimeout(timer)
    said = ''
    mark(null)
  })
  cell.on('end', ({ error, code }) => {
    if (error?.line !== undefined && code === cell.source.text) {
      mark(faultAt(view.state.doc, error.line, error.column ?? 1))
    }
  })

  async function check(): Promise<void> {
    if (cell.state === 'running' || cell.element.dataset.language === 'python') return
    // Who is choosing a name has not written it yet: the choice is a change, after which this is asked again.
    if (completionStatus(view.state) === 'active') return
    const fault = findSyntaxFault(view.state)
    mark(fault ? { from: fault.from, to: fault.to, fleeting: true } : null)
    if (!fault) return tell('')
    const { number, from } = view.state.doc.lineAt(fault.from)
    const place = fill(cell.strings.place, { line: `${number}`, column: `${fault.from - from + 1}` })
    const sentence = errorSentence(fault, await cell.texts('errors'))
    tell(sentence ? `${place}. ${sentence}` : place)
  }
}
