import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { listDocs } from '../../src/site/api/list-docs.ts'
import { readEngineFiles } from '../../src/site/api/engine-files.ts'
import { formulaHtml, isFormula } from '../../src/site/api/formula.ts'
import { proseHtml } from '../../src/site/api/prose.ts'
import { latin, mathematics, signs } from '../../src/tools/fonts/characters.ts'

test.each([
  'x',
  'dx = g · y',
  'x² + y²',
  'max(0, x) + 1',
  'x ≠ y',
  '⌊x / y⌋',
  'x̂',
  "h' = tanh(W h)",
  'd output / d leaf',
])('%s is mathematics', (text) => {
  expect(isFormula(text)).toBe(true)
})

test.each([
  'requiresGrad',
  "'mean'",
  'x.sum()',
  '{ dim: 0 }',
  'backward()',
  'f(x, { dim: 0 })',
  'not-a-choice',
  'null',
])('%s is code', (text) => {
  expect(isFormula(text)).toBe(false)
})

test.each([
  ['dx = g · cos x', 'd<i>x</i> = <i>g</i> · cos <i>x</i>'],
  ['xᵢ₊₁²', '<i>x</i><sub><i>i</i>+1</sub><sup>2</sup>'],
  ['e^(−t²)', '<i>e</i><sup>−<i>t</i><sup>2</sup></sup>'],
  ['γ^β', 'γ<sup>β</sup>'],
  ['m̂ < v', '<span class="hatted">𝑚̂</span> &lt; <i>v</i>'],
  ['ĝ', '<span class="hatted">𝑔̂</span>'],
  ['weight · x', 'weight · <i>x</i>'],
])('%s is set as mathematics', (text, html) => {
  expect(formulaHtml(text)).toBe(html)
})

test('code, formulas, names and stress in a sentence are each set in their way', () => {
  const find = (name: string) => (name === 'rand' || name === 'ShapeError' ? `/${name}` : undefined)
  expect(proseHtml('As `rand`, *not* `x²` < `null`: ShapeError', find)).toBe(
    'As <a href="/rand"><code>rand</code></a>, <em>not</em> <span class="formula"><i>x</i><sup>2</sup></span> &lt; <code>null</code>: <a href="/ShapeError"><code>ShapeError</code></a>',
  )
})

test('the faces of the site hold every character of the docstrings', () => {
  const own = new Set([...latin, ...signs, ...mathematics, '\u0302'])
  const docs = [...readEngineFiles().values()].flatMap((file) =>
    listDocs(file).map((owned) => ({ file: file.path, ...owned })),
  )
  expect(docs.length).toBeGreaterThan(400)
  const lacking = docs.flatMap(({ file, line, doc }) => {
    const prose = [
      ...doc.summary,
      doc.returns,
      doc.gradient,
      doc.source,
      doc.pytorch,
      ...doc.throws,
      ...doc.params.map(({ text }) => text),
    ]
    const shown = prose.map((text) => proseHtml(text).replace(/<[^>]*>/g, '')).join('')
    return [...new Set(shown)]
      .filter((letter) => !own.has(letter) && letter !== '\n')
      .map((letter) => `${file}:${line} ${letter}`)
  })
  expect(lacking).toEqual([])
  // The hat is in the face that sets hatted letters.
  expect(readFileSync('src/site/styles/api.css', 'utf8')).toContain('.hatted')
})
