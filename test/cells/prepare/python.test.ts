import { describe, expect, it } from 'vitest'
import { findCodeDifference } from '../../../src/cells/prepare/code-difference.ts'
import { findFreePythonTexts } from '../../../src/cells/prepare/python-free-texts.ts'
import { tokenizePython } from '../../../src/cells/prepare/python-tokens.ts'

const texts = (code: string) => tokenizePython(code).tokens.map(({ text }) => text)

describe('tokens of Python', () => {
  it('are names, numbers, strings and operators, and an indentation before each logical line', () => {
    expect(texts('if a:\n    b = (1,\n  2.5e-3)  # why\n\nc **= 0x1f\n')).toEqual([
      '',
      'if',
      'a',
      ':',
      '    ',
      'b',
      '=',
      '(',
      '1',
      ',',
      '2.5e-3',
      ')',
      '',
      'c',
      '**=',
      '0x1f',
    ])
  })

  it('of an f-string are its texts, what stands in braces, and the formats', () => {
    expect(texts(`f'a {b["c"]!r:>{w}.2f} {{d}} {e=}'`)).toEqual([
      '',
      "f'",
      'a ',
      '{',
      'b',
      '[',
      '"c"',
      ']',
      '!',
      'r',
      ':',
      '>',
      '{',
      'w',
      '}',
      '.2f',
      '}',
      ' {{d}} ',
      '{',
      'e',
      '=',
      '}',
      "'",
    ])
    expect(texts('f"{f"{x}"}"')).toEqual(['', 'f"', '{', 'f"', '{', 'x', '}', '"', '}', '"'])
  })

  it('of strings keep their quotation marks and prefixes', () => {
    expect(texts(`'''a\n'b' ''' r'\\d' b"x" 'it\\'s'`)).toEqual(['', "'''a\n'b' '''", "r'\\d'", 'b"x"', "'it\\'s'"])
  })

  it.each(["'", 'f"{', 'f"{x:', '"""', '\\', 'x = (', ')', '€ ?', "f'{a!"])('come to an end for %s', (code) => {
    expect(texts(code).join('')).toContain(code.trim().charAt(0))
  })
})

describe('what a translator may write anew', () => {
  const free = (code: string) => {
    const { tokens } = tokenizePython(code)
    const found = findFreePythonTexts(tokens)
    return tokens.filter((_, index) => found.has(index)).map(({ text }) => text)
  }

  it.each([
    ["print('loss =', loss, sep=', ', end='\\n')", ["'loss ='"]],
    ['print(f\'step {step:>3d} loss {d["loss"]:.2f}\')', ['step ', ' loss ']],
    ["print('a' if ok else 'b', ['c', d['e'], g('h')], 'i' == j)", ["'a'", "'b'", "'c'"]],
    ["print(', '.join(f'w {x}' for x in xs))", ["', '", 'w ']],
    ["print({'key': 'value'})", ["'value'"]],
    [
      "plt.plot(xs, 'r--', label='loss'); plt.title('Loss'); plt.legend(['one', 'two'], loc='best')",
      ["'loss'", "'Loss'", "'one'", "'two'"],
    ],
    ["ax.set_title('Loss', loc='left'); ax.set(xlabel='step', aspect='equal')", ["'Loss'", "'step'"]],
    ["name = 'kept'; f('kept'); logger.print('kept'); model.title_of('kept')", []],
  ])('%s', (code, expected) => {
    expect(free(code)).toEqual(expected)
  })
})

describe('a translated Python cell', () => {
  const english = "# Forward\nfor i in range(3):\n    x = f(i)  # go on\nprint(f'x is {x:.1f}', 'end')\n"
  const difference = (from: string, to: string) => findCodeDifference(english, english.replace(from, to), 'python')

  it('may have other comments and other printed texts', () => {
    const french = '# Vers l’avant\n# et retour\nfor i in range(3):\n    x = f(i)\nprint(f\'x vaut {x:.1f}\', "fin")\n'
    expect(findCodeDifference(english, french, 'python')).toMatchObject({ line: 5, expected: "'end'", found: '"fin"' })
    expect(findCodeDifference(english, french.replaceAll('"', "'"), 'python')).toBeUndefined()
  })

  it.each([
    ['range(3)', 'range(4)', { line: 2, column: 16, expected: '3', found: '4' }],
    ['    x', '  x', { line: 3, column: 3, expected: 'indentation of 4', found: 'indentation of 2' }],
    ['.1f', '.2f', { line: 4, expected: '.1f', found: '.2f' }],
    ['{x:', '{y:', { line: 4, expected: 'x', found: 'y' }],
    ['f(i)', "f('i')", { line: 3, expected: 'i', found: "'i'", isText: false }],
  ])('differs with %s as %s', (from, to, expected) => {
    expect(difference(from, to)).toMatchObject(expected)
  })
})
