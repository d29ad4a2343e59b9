import { describe, expect, it } from 'vitest'
import { parseFence } from '../../../src/cells/parse/fence.ts'

describe('the line after the backticks', () => {
  it('gives language, id, promises and options', () => {
    const { fence, problems } = parseFence(
      `ts live id=first-gradient expect="w.grad = -24" varies=data probe='w, model' after=setup predict=w.grad limit=30`,
    )
    expect(problems).toEqual([])
    expect(fence).toMatchObject({
      language: 'typescript',
      id: 'first-gradient',
      expect: [{ name: 'w', gradient: true, value: -24 }],
      options: { varies: 'data', probe: ['w', 'model'], after: 'setup', predict: 'w.grad', limit: 30 },
    })
  })

  it('takes what a cell varies with, one or both', () => {
    const optionsOf = (line: string) => parseFence(line).fence?.options
    expect(optionsOf('ts live id=a varies=rounding')).toEqual({ rounds: true })
    expect(optionsOf('ts live id=a varies=data,rounding')).toEqual({ varies: 'data', rounds: true })
  })

  it('is no cell without the word live', () => {
    expect(parseFence('ts title="a b" id=1')).toEqual({ fence: undefined, problems: [] })
    expect(parseFence('')).toEqual({ fence: undefined, problems: [] })
  })

  it.each([
    ['ts live', 3, 'fence-missing-id'],
    ['rust live id=a', 0, 'fence-language'],
    ['ts live id=a expekt=1', 13, 'fence-unknown-option'],
    ['ts live id=First', 11, 'fence-bad-id'],
    ['ts live id=a id=b', 13, 'fence-duplicate-option'],
    ['ts live id=a limit=never', 19, 'fence-option-value'],
    ['ts live id=a varies=weather', 20, 'fence-option-value'],
    ['ts live=yes id=a', 8, 'fence-option-value'],
    ['ts live id=', 8, 'fence-option-value'],
    ['ts live id=a expect="w = 1', 20, 'fence-unclosed-quote'],
    ['ts live id=a expect="w = "', 25, 'fence-expect'],
    ['ts live id=a "', 13, 'fence-syntax'],
    ['ts live id=a predict="w.grad, 3"', 30, 'fence-predict'],
    ['ts live id=a predict="w.grad,"', 29, 'fence-predict'],
  ])('%s has its fault at its place', (info, offset, rule) => {
    expect(parseFence(info).problems).toEqual([expect.objectContaining({ offset, rule })])
  })

  it('suggests the option that was meant', () => {
    expect(parseFence('ts live id=a expekt="w = 1"').problems[0]?.hint).toBe('Did you mean expect?')
    expect(parseFence('ts live id=a colour=red').problems[0]?.hint).toMatch(/^The options are live, id, /)
  })
})
