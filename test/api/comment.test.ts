import { expect, test } from 'vitest'
import { leadingShape, parseComment } from '../../src/site/api/comment.ts'

const whole = `/**
 * Softmax along one dimension: \`softmax(x)ᵢ = exp xᵢ / Σⱼ exp xⱼ\`.
 *
 * The largest logit is subtracted first,
 * so that nothing overflows.
 *
 *     softmax(x)
 *       .sum()
 *
 * @param x            [..., n, ...] logits,
 *   any real values
 * @param options.dim  the dimension; \`Source: none\` is no source
 * @returns    [..., n, ...], each in [0, 1]
 * @throws ShapeError \`dim\`; DtypeError for integers
 * Gradient: \`dx = y · (g − Σ g · y)\`. Source: Bridle 1990, §2.
 * PyTorch: a dim must be given.
 * @example
 * const x = tensor([0, 0])
 * if (x.ndim === 1) {
 *   softmax(x, { dim: 0 })
 * }
 * @example softmax(tensor([0]), { dim: 0 }).item() // 1
 */`

test('a docstring comes apart into what it says', () => {
  expect(parseComment(whole, 10)).toEqual({
    summary: [
      'Softmax along one dimension: `softmax(x)ᵢ = exp xᵢ / Σⱼ exp xⱼ`.',
      'The largest logit is subtracted first, so that nothing overflows.',
      '    softmax(x)\n      .sum()',
    ],
    params: [
      { name: 'x', shape: '[..., n, ...]', text: 'logits, any real values' },
      { name: 'options.dim', shape: '', text: 'the dimension; `Source: none` is no source' },
    ],
    returns: '[..., n, ...], each in [0, 1]',
    throws: ['ShapeError `dim`', 'DtypeError for integers'],
    gradient: '`dx = y · (g − Σ g · y)`.',
    source: 'Bridle 1990, §2.',
    pytorch: 'a dim must be given.',
    examples: [
      { lines: ['const x = tensor([0, 0])', 'if (x.ndim === 1) {', '  softmax(x, { dim: 0 })', '}'], line: 27 },
      { lines: ['softmax(tensor([0]), { dim: 0 }).item() // 1'], line: 31 },
    ],
  })
})

test('a docstring of one line holds as much', () => {
  const doc = parseComment('/** Sine. Gradient: `dx = g · cos x`. @example sin(tensor([0])).item() // 0 */', 7)
  expect([doc.summary, doc.gradient]).toEqual([['Sine.'], '`dx = g · cos x`.'])
  expect(doc.examples).toEqual([{ lines: ['sin(tensor([0])).item() // 0'], line: 7 }])
})

test('what looks like a tag inside an example is part of it', () => {
  const { examples, source } = parseComment("/** One. @example f('Source: @param') // 1 */", 1)
  expect([examples[0]!.lines, source]).toEqual([["f('Source: @param') // 1"], ''])
})

test.each([
  ['[n] or [rows, n], at least 0', '[n] or [rows, n]', 'at least 0'],
  ['[0, 1) at random', '', '[0, 1) at random'],
  ['logits', '', 'logits'],
])('%s begins with the shape "%s"', (text, shape, rest) => {
  expect(leadingShape(text)).toEqual({ shape, rest })
})

test('a word with a colon within a sentence is a word', () => {
  const doc = parseComment('/** Types meet as in PyTorch: the wider wins. PyTorch: has more of them. */', 1)
  expect([doc.summary, doc.pytorch]).toEqual([['Types meet as in PyTorch: the wider wins.'], 'has more of them.'])
})
