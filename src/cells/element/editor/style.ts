/**
 * The editor's looks: the page's own, through the variables and fonts that reach into a shadow root. CodeMirror puts them into a
 * constructed style sheet of that root, which a policy against inline styles has nothing to say about.
 */
import { EditorView } from '@codemirror/view'

const number = {
  boxSizing: 'border-box',
  display: 'inline-block',
  inlineSize: '2em',
  marginInline: '-2.25em 0.25em',
  paddingInlineEnd: '0.6em',
  fontSize: '0.86em',
  textAlign: 'end',
  color: 'var(--muted)',
}

export const style = EditorView.theme({
  '&': { color: 'inherit', background: 'none' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: 'inherit', lineHeight: 'inherit', overflow: 'visible', letterSpacing: 'inherit' },
  '.cm-content': { padding: '0', caretColor: 'var(--ink)', minHeight: '0', tabSize: 'inherit' },
  '.cm-line': { padding: '0' },
  '.cm-line::before': { ...number, content: 'attr(data-line)' },
  '.cm-line[data-error]': { background: 'color-mix(in oklab, var(--ink) 7%, transparent)' },
  '.cm-line[data-error]::before': { background: 'var(--ink)', color: 'var(--paper)' },
  '.fault': { textDecoration: 'underline wavy 1.5px', textUnderlineOffset: '0.3em' },
  '.token-keyword': { fontWeight: '600' },
  '.token-comment': { color: 'var(--muted)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    background: 'none',
    boxShadow: 'inset 0 -2px 0 var(--ink)',
  },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': { background: 'none' },
  '.cm-selectionMatch': { background: 'none' },
  '.cm-tooltip': {
    zIndex: '10',
    border: '1px solid var(--ink)',
    background: 'var(--paper)',
    color: 'var(--ink)',
    maxInlineSize: 'calc(100vi - 2rem)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mono)',
    fontSize: 'var(--label)',
    lineHeight: '1.5',
    maxBlockSize: '13.5em',
    minInlineSize: '12rem',
    maxInlineSize: 'calc(100vi - 2rem)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.1875rem 0.625rem', color: 'inherit' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--ink)',
    color: 'var(--paper)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': { fontStyle: 'normal', marginInlineStart: '1em', opacity: '0.8' },
  '.cm-tooltip.cm-completionInfo': {
    padding: '0.5rem 0.75rem',
    maxInlineSize: 'min(24rem, calc(100vi - 2rem))',
    font: '400 var(--label) / 1.5 var(--sans)',
  },
  '.cm-completionInfo code': {
    display: 'block',
    font: '400 var(--label) / 1.5 var(--mono)',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  '.cm-completionInfo p': { margin: '0.375rem 0 0', color: 'var(--muted)' },
})
