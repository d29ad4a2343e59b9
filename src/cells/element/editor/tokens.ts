/**
 * The kinds of tokens that code is set in, by one grammar for the published page and the editor: what a reader clicks does
 * not change its looks.
 */
import { tagHighlighter, tags } from '@lezer/highlight'

/** All but the dot before a member's name, which is no more than punctuation to a reader. */
const operators = [
  tags.arithmeticOperator,
  tags.logicOperator,
  tags.bitwiseOperator,
  tags.compareOperator,
  tags.updateOperator,
  tags.definitionOperator,
  tags.typeOperator,
  tags.controlOperator,
]

/** Classes of tokens: `token-keyword`, `token-comment`, … */
export const tokenClasses = tagHighlighter([
  { tag: [tags.keyword, tags.modifier, ...operators, tags.function(tags.punctuation)], class: 'token-keyword' },
  { tag: tags.comment, class: 'token-comment' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], class: 'token-string' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], class: 'token-constant' },
])
