/** An editor of one cell: CodeMirror in a shadow root, set up for cells, and the cell's code as its text. */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands'
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import type { EditorLanguage } from './languages.ts'
import { foreignText } from './editor-source.ts'
import { marks } from './marks.ts'
import { style } from './style.ts'
import { tokenClasses } from './tokens.ts'

export interface EditorOptions {
  text: string
  root: ShadowRoot
  /** Name of the editor, for who does not see it, and how to leave it. */
  label: string
  description: string
  completionsLabel: string
  language: EditorLanguage
  /** Escape was pressed, and Tab is released. */
  released(): void
  /** `isOwn` where the reader wrote it. */
  changed(text: string, isOwn: boolean): void
}

export function createEditor(options: EditorOptions): EditorView {
  const { text, root, label, description, completionsLabel, changed } = options
  const state = EditorState.create({
    doc: text,
    extensions: [
      keys(options),
      history(),
      indentUnit.of(' '.repeat(options.language.indent)),
      EditorState.tabSize.of(options.language.indent),
      EditorState.phrases.of({ Completions: completionsLabel }),
      language(options.language),
      marks,
      style,
      EditorView.contentAttributes.of({
        'aria-label': label,
        'aria-description': description,
        autocapitalize: 'off',
        autocorrect: 'off',
        spellcheck: 'false',
        translate: 'no',
      }),
      EditorView.updateListener.of(({ docChanged, transactions, view }) => {
        if (!docChanged) return
        // Who types goes on: Tab indents again.
        view.setTabFocusMode(false)
        changed(view.state.doc.toString(), !transactions.some((one) => one.annotation(foreignText)))
      }),
    ],
  })
  // The list of completions scrolls: by keyboard as well, whichever way a reader comes to it.
  const reach = () => root.querySelectorAll<HTMLElement>('[role="listbox"]').forEach((list) => (list.tabIndex = 0))
  new MutationObserver(reach).observe(root, { childList: true, subtree: true })
  return new EditorView({ state, root, parent: root })
}

function language({ grammar, completions }: EditorLanguage): Extension {
  return [
    grammar,
    syntaxHighlighting(tokenClasses),
    bracketMatching(),
    closeBrackets(),
    indentOnInput(),
    autocompletion({ override: [...completions], icons: false, maxRenderedOptions: 60 }),
  ]
}

function keys({ released }: EditorOptions): Extension {
  // The cell runs at this, wherever in it the key is pressed; no line is broken here.
  const leave = () => true
  return keymap.of([
    { key: 'Mod-Enter', run: leave },
    { key: 'Ctrl-Enter', run: leave },
    ...completionKeymap,
    ...closeBracketsKeymap,
    {
      key: 'Escape',
      run(view) {
        view.setTabFocusMode(true)
        released()
        return true
      },
    },
    { key: 'Tab', run: indentMore, shift: indentLess },
    ...historyKeymap,
    ...defaultKeymap,
  ])
}
