import { describe, expect, test } from 'vitest'
import type { Answers, AskEvent } from '../../../src/cells/run/events.ts'
import { readControl } from '../../../src/cells/element/controls/render-controls.ts'
import { run } from '../run/environment.ts'

async function ask(code: string, answers: Answers = {}) {
  const head = "import { slider, choice, toggle } from 'lexigrad'\n"
  const { events, variables, error } = await run(head + code, { modules: { lexigrad: {} }, answers })
  const asks = events.filter((event): event is AskEvent => event.type === 'ask')
  const values = Object.fromEntries(variables.map(({ name, value, text }) => [name, value ?? text]))
  return { asks, values, error }
}

describe('a control', () => {
  test('is known by its variable, and returns its first value', async () => {
    const { asks, values } = await ask(
      `const lr = slider('learning rate', 0.001, 1, { value: 0.1, log: true })\nconst n: number = slider('n', 0, 10)\nlet on = toggle('momentum', true)`,
    )
    expect(asks).toEqual([
      { type: 'ask', name: 'lr', kind: 'slider', label: 'learning rate', data: { from: 0.001, to: 1, step: 0, value: 0.1, log: true } },
      { type: 'ask', name: 'n', kind: 'slider', label: 'n', data: { from: 0, to: 10, step: 0.1, value: 5 } },
      { type: 'ask', name: 'on', kind: 'toggle', label: 'momentum', data: { value: true } },
    ]) // prettier-ignore
    expect(values).toEqual({ lr: 0.1, n: 5, on: true })
    expect(asks.every((event) => readControl(event))).toBe(true)
  })

  test('returns what the reader set, on a step and within its ends', async () => {
    const code = `const n = slider('n', 0, 1, { step: 0.1 })\nconst k = choice('k', ['a', 'b'])\nconst on = toggle('on')`
    expect((await ask(code, { n: 0.31, k: 'b', on: true })).values).toEqual({ n: 0.3, k: "'b'", on: true })
    expect((await ask(code, { n: 7, k: 'c', on: 3 })).values).toEqual({ n: 1, k: "'a'", on: false })
  })

  test('without a variable is known by its place among the others', async () => {
    expect((await ask(`console.log(slider('a', 0, 1))`)).asks[0]).toMatchObject({ name: 'slider-1' })
  })

  test.each([
    [`slider('a', 1, 0)`, 'plot-option', { option: 'to', expected: '> 1' }],
    [`slider('a', 0, 1, { log: true })`, 'plot-option', { option: 'from' }],
    [`slider('a', 0, 1, { value: 2 })`, 'plot-option', { option: 'value', expected: '∈ [0, 1]' }],
    [`choice('a', [])`, 'plot-option', { option: 'values' }],
    [`for (let i = 0; i < 2; i++) { const a = slider('a', 0, 1) }`, 'control-twice', { name: 'a' }],
  ])('%s is an error on its line', async (code, expected, params) => {
    expect((await ask(code)).error).toMatchObject({ code: expected, params, line: 2 })
  })
})
