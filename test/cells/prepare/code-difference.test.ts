import { describe, expect, it } from 'vitest'
import { findCodeDifference, placeOfDeclaration } from '../../../src/cells/prepare/code-difference.ts'

const english = `import { plot, slider, tensor } from 'lexigrad'
// The learning rate
const lr = slider('learning rate', 0.001, 1)
const w = tensor([1, 2], { requiresGrad: true })
const parts = { loss: 1 }
console.log('loss', w, \`step \${parts['loss']} of\`, 'a'.padEnd(8, '.'), tensor([1], { dtype: 'float32' }))
plot(w, { title: 'Loss', labels: ['train', 'test'], x: 'step', kind: 'line' })
`

const translate = (before: string, after: string) => english.replace(before, after)

describe('a translated cell is the English one', () => {
  it.each([
    ['in a comment', '// The learning rate', '/* Le taux\n d’apprentissage */'],
    ['in what is printed', "'loss', w", "'perte', w"],
    ['in a printed template', '`step ', '`étape '],
    ['in what pads a printed string', "'a'.padEnd(8, '.')", "'une'.padEnd(8, ' ')"],
    ['in the label of a slider', "'learning rate'", "'taux d’apprentissage'"],
    ['in the title of a plot', "'Loss'", "'Perte'"],
    ['in each of several labels', "['train', 'test']", "['entraînement', 'essai']"],
    ['in its white space', 'const w = ', 'const   w =\n  '],
  ])('but for a difference %s', (_, before, after) => {
    expect(findCodeDifference(english, translate(before, after))).toBeUndefined()
  })

  it.each([
    ['a number', '[1, 2]', '[1, 3]', { line: 4, column: 22, expected: '2', found: '3' }],
    ['a sign', '[1, 2]', '[-1, 2]', { line: 4, column: 19, expected: '1', found: '-' }],
    ['a name', 'const w', 'const poids', { line: 4, column: 7, expected: 'w', found: 'poids' }],
    [
      'an import',
      "from 'lexigrad'",
      "from 'Lexigrad'",
      { line: 1, column: 38, expected: "'lexigrad'", found: "'Lexigrad'" },
    ],
    ['a key', '{ loss: 1 }', '{ perte: 1 }', { line: 5, column: 17, expected: 'loss', found: 'perte' }],
    ['an index inside what is printed', "parts['loss']", "parts['perte']", { line: 6, column: 38 }],
    ['an option inside what is printed', "'float32'", "'float64'", { line: 6, column: 93, isText: true }],
    ['an option of a plot that is no text', "'line'", "'ligne'", { line: 7, column: 70 }],
    ['a key of a plot', "title: 'Loss'", "titre: 'Loss'", { line: 7, column: 11 }],
    ['an option beside the labels', "x: 'step'", "x: 'étape'", { line: 7, column: 56 }],
    ['a type', 'const lr =', 'const lr: number =', { line: 3, column: 9, expected: '=', found: ':' }],
    [
      'an end too early',
      /plot\(w.*\n/.exec(english)?.[0] ?? '',
      '',
      { line: 6, column: 106, expected: 'plot', found: '' },
    ],
    [
      'a statement too many',
      "kind: 'line' })\n",
      "kind: 'line' })\nw.backward()\n",
      { line: 8, column: 1, expected: '', found: 'w' },
    ],
  ])('and not with %s', (_, before, after, difference) => {
    expect(translate(before, after)).not.toBe(english)
    expect(findCodeDifference(english, translate(before, after))).toMatchObject(difference)
  })

  it('but for the labels that a list is made into', () => {
    const code = (word: string, kind = 'float32') =>
      `plot(boxes(b, { labels: kinds.map((kind) => ['${word}', 'dog'][kind]), x: ks.map(() => '${kind}') }))`
    expect(findCodeDifference(code('cat'), code('chat'))).toBeUndefined()
    expect(findCodeDifference(code('cat'), code('cat', 'float64'))).toMatchObject({ isText: true })
  })

  it('compares a string that only looks printed', () => {
    const code = (word: string) => `const shown = '${word}'\nif (shown === '${word}') console.log(shown)`
    expect(findCodeDifference(code('yes'), code('oui'))).toMatchObject({ line: 1, column: 15, isText: true })
    const keyed = (word: string) => `console.log({ '${word}': 1 })`
    expect(findCodeDifference(keyed('yes'), keyed('oui'))).toMatchObject({ line: 1, column: 15 })
    const compared = (word: string) => `console.log(w === '${word}' ? 1 : 2)`
    expect(findCodeDifference(compared('yes'), compared('oui'))).toMatchObject({ line: 1, column: 19 })
  })
})

describe('the place of a declaration', () => {
  it('is that of the name', () => {
    expect(placeOfDeclaration(english, 'parts')).toEqual({ line: 5, column: 7 })
    expect(placeOfDeclaration(english, 'nothing')).toBeUndefined()
  })
})
