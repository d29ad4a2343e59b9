/**
 * The kinds of tokens that code is set in, by one grammar for the published page and the editor: what a reader clicks does
 * not change its looks.
 */
import { tagHighlighter, tags } from '@lezer/highlight'

/** Classes of tokens: `token-keyword`, `token-comment`, … */
export const tokenClasses = tagHighlighter([
  { tag: tags.derefOperator, class: '' },
  { tag: [tags.keyword, tags.operator, tags.modifier, tags.function(tags.punctuation)], class: 'token-keyword' },
  { tag: tags.comment, class: 'token-comment' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], class: 'token-string' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], class: 'token-constant' },
])
