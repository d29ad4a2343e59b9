import { expect, test } from 'vitest'
import { requiredPlaceholders } from '../../../src/l10n/exchange/placeholders.ts'

const required = (text: string) => requiredPlaceholders(text, 'paragraph')

test('a formula or a name in code may be named again', () => {
  expect(required('The weight `w` grows, and `w` is $2$, for $2$ is even.')).toEqual(required('`w` is $2$.'))
})

test('a link must stand as often as in English', () => {
  const once = required('A [gradient](/gradient) is a slope.')
  expect(required('A [gradient](/gradient) of a [gradient](/gradient).')).toHaveLength(2 * once.length)
})

test('marks of emphasis and comments for the checks are the translation’s own', () => {
  expect(required('A *slope*. {/* l10n-ignore numbers */}')).toEqual([])
})
