import { describe, expect, it } from 'vitest'
import { describeError } from '../../../src/cells/run/error.ts'
import { placeInStack } from '../../../src/cells/run/place.ts'

const url = 'lexigrad-cell/first-gradient.ts'

describe('the place of an error', () => {
  it('is read from a stack of V8: the innermost frame in the cell', () => {
    const stack = `ShapeError: matmul: inner sizes differ
    at matmul (blob:null/58b2:1:20)
    at layer (${url}:5:10)
    at async ${url}:8:3
    at default (${url}:12:2)`
    expect(placeInStack(stack, url, 1)).toEqual({ line: 4, column: 10 })
  })

  it('is read from a stack of Firefox, where a name may hold a slash', () => {
    const stack = `matmul@blob:null/f06b:1:20
default/layer@${url}:5:10
setTimeout handler*default/<@${url}:2:39
`
    expect(placeInStack(stack, url, 1)).toEqual({ line: 4, column: 10 })
  })

  it('is not looked for in another cell, nor in the line above the reader’s first', () => {
    expect(placeInStack('at other (lexigrad-cell/other.ts:5:10)', url, 1)).toBeUndefined()
    expect(placeInStack(`at default (${url}:1:40)`, url, 1)).toBeUndefined()
  })

  it('is told by Firefox on the error itself where a module does not parse', () => {
    const error = Object.assign(new SyntaxError('invalid assignment left-hand side'), {
      stack: '',
      lineNumber: 3,
      columnNumber: 2,
    })
    expect(describeError(error, { url, linesBefore: 1 })).toMatchObject({ code: 'syntax-invalid', line: 2, column: 2 })
  })
})

describe('Firefox’s own wording', () => {
  it.each([
    [
      'can\'t access property "item", w.grad is null',
      'js-property-of-nothing',
      { property: 'item', nothing: 'null', name: 'w.grad' },
    ],
    ['o is undefined', 'js-property-of-nothing', { name: 'o', nothing: 'undefined' }],
    ["can't access lexical declaration 'a' before initialization", 'js-before-declaration', { name: 'a' }],
    ["invalid assignment to const 'e'", 'js-assignment-to-constant', {}],
    ['too much recursion', 'js-too-deep', {}],
  ])('%s', (message, code, params) => {
    expect(describeError(new TypeError(message), { url, linesBefore: 1 })).toMatchObject({ code, params })
  })
})
