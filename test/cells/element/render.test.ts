import { describe, expect, test } from 'vitest'
import { formatNested } from '../../../src/cells/element/format-number.ts'
import { h, toHtml } from '../../../src/cells/element/node.ts'
import { renderError, renderOutput, renderVariables } from '../../../src/cells/element/render.ts'
import { fill, formatTime } from '../../../src/cells/element/strings.ts'
import type { CellError, Variable } from '../../../src/cells/run/events.ts'
import { cellStrings } from '../../../src/site/code/cell-strings.ts'
import { cellTexts } from '../../../src/site/code/cell-texts.ts'

const strings = cellStrings('en')
const sentences = cellTexts('en')['errors']!
const error = (given: Partial<CellError>): CellError => ({
  code: 'error',
  params: {},
  name: 'Error',
  original: 'x',
  ...given,
})
const html = (given: CellError) => renderError(given, strings, sentences).map(toHtml).join('')

describe('a piece of a page', () => {
  test('is escaped, in its text and in its attributes', () => {
    expect(toHtml(h('b', { title: '"<&>"', hidden: true, lang: undefined }, '<i>', h('i', {}, '&')))).toBe(
      '<b title="&quot;&lt;&amp;&gt;&quot;" hidden>&lt;i&gt;<i>&amp;</i></b>',
    )
  })
})

test('what HTML closes by itself has no end', () => {
  expect(toHtml(h('li', {}, h('img', { alt: '' }), 'x'))).toBe('<li><img alt="">x</li>')
})

describe('numbers', () => {
  test.each([
    [[2], 'float32', '2'],
    [[[-24]], 'float32', '-24'],
    [-0, 'float32', '-0'],
    [[Math.fround(0.1), Math.fround(1 / 3)], 'float32', '[0.1, 0.33333334]'],
    [[2.98828125], 'float32', '2.98828125'],
    [[0.00091552734375], 'float32', '0.00091552734375'],
    [[0.1 + 0.2], 'float64', '0.30000000000000004'],
    [[NaN, -Infinity], 'float32', '[NaN, -Infinity]'],
    [[true, false], 'bool', '[true, false]'],
    [[], 'float32', '[]'],
    [[[1, 2], [3, 4]], 'int64', '[[1, 2],\n [3, 4]]'], // prettier-ignore
    [[[[1, 2]], [[3, 4]]], 'int64', '[[[1, 2]],\n [[3, 4]]]'],
  ])('%j of %s are written %s', (value, dtype, text) => {
    expect(formatNested(value, dtype)).toBe(text)
  })

  test('of float32 read back as the same float32', () => {
    const bits = new Uint32Array(1)
    const float = new Float32Array(bits.buffer)
    for (let i = 0, seed = 1; i < 2000; i++) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      bits[0] = seed
      if (Number.isNaN(float[0])) continue
      expect(Object.is(Math.fround(Number(formatNested(float[0]!, 'float32'))), float[0])).toBe(true)
    }
  })
})

describe('output', () => {
  test('is bare text, and other levels say which they are', () => {
    const events = [
      { type: 'output', level: 'log', text: 'a < b' },
      { type: 'output', level: 'warn', text: 'careful' },
    ] as const
    expect(renderOutput(events).map(toHtml).join('')).toBe('a &lt; b\n<span data-level="warn">careful\n</span>')
  })
})

describe('variables', () => {
  const w: Variable = {
    name: 'w',
    kind: 'tensor',
    text: 'tensor([2.])',
    shape: [1],
    dtype: 'float32',
    value: [2],
    grad: [-24],
    gradText: 'tensor([-24.])',
  }

  test('stand in a table with value and gradient, each in its ink', () => {
    const table = toHtml(renderVariables([w], strings)!)
    expect(table).toContain('<th scope="col">Gradient</th>')
    expect(table).toContain(
      '<tr data-variable="w"><th scope="row">w</th><td data-ink="forward" data-kind="tensor" data-shape="1"><span>2</span></td><td data-ink="backward"><span>-24</span></td></tr>',
    )
  })

  test('without any gradient have no column for it', () => {
    expect(toHtml(renderVariables([{ name: 'n', kind: 'number', text: '1', value: 1 }], strings)!)).not.toContain(
      'Gradient',
    )
  })

  test('that wait for their gradient say null', () => {
    expect(toHtml(renderVariables([{ ...w, grad: null }], strings)!)).toContain(
      '<td data-ink="backward"><span>null</span></td>',
    )
  })

  test('with too many numbers to send are shown as the engine prints them', () => {
    const { value: _, grad: __, ...large } = w
    expect(toHtml(renderVariables([{ ...large, cut: 5000 }], strings)!)).toContain('<span>tensor([2.])</span>')
  })

  test('of many numbers are cut after a whole one', () => {
    const value = Array.from({ length: 64 }, (_, index) => index + 0.125)
    const table = toHtml(renderVariables([{ ...w, shape: [64], value, grad: value }], strings)!)
    const shown = [...table.matchAll(/<span>\[([^<]*), …<\/span>/g)].map(([, list]) => list!.split(', ').map(Number))
    expect(shown).toHaveLength(2)
    for (const numbers of shown) {
      expect(numbers.length).toBeGreaterThan(30)
      expect(numbers).toEqual(value.slice(0, numbers.length))
    }
  })

  test('there are none: nothing is shown', () => {
    expect(renderVariables([], strings)).toBeUndefined()
  })
})

describe('an error', () => {
  test('says its place, its sentence with its parameters, and keeps the original at hand', () => {
    const shown = html(
      error({
        code: 'matmul-inner',
        params: { operation: 'matmul', a: [1, 3], b: [1, 2], inner: 3, other: 1 },
        line: 4,
        column: 3,
        original: 'matmul: <no>',
      }),
    )
    expect(shown).toContain('Line 4, column 3')
    expect(shown).toContain('matmul: the inner sizes of [1, 3] and [1, 2] must be equal, but they are 3 and 1.')
    expect(shown).toContain(
      '<details><summary>Original message</summary><p lang="en" dir="ltr" translate="no"><code>Error: matmul: &lt;no&gt;</code></p></details>',
    )
  })

  test('that nobody has explained shows what was originally said', () => {
    const shown = html(error({ code: 'unheard-of', original: 'something' }))
    expect(shown).toContain(sentences['error'])
    expect(shown).toContain('<details open>')
  })

  test('of a known class, but of a code that nobody has explained, says what its class means', () => {
    const shown = html(error({ code: 'unheard-of', name: 'ShapeError', original: 'cat: [2] and [3]' }))
    expect(shown).toContain(sentences['ShapeError'])
    expect(shown).toContain('<details open>')
  })

  test('falls back to a general sentence where no explanations could be loaded', () => {
    expect(
      renderError(error({ code: 'broadcast' }), strings, {})
        .map(toHtml)
        .join(''),
    ).toContain(strings.failed)
  })

  test('suggests a name only where there is one', () => {
    const params = { name: 'tensr', module: 'lexigrad' }
    expect(html(error({ code: 'import-unknown-name', params: { ...params, suggestion: 'tensor' } }))).toContain(
      'Did you mean tensor?',
    )
    expect(html(error({ code: 'import-unknown-name', params: { ...params, suggestion: '' } }))).not.toContain(
      'Did you mean',
    )
  })

  test('with a code that every object has is not taken for a known one', () => {
    expect(html(error({ code: 'constructor' }))).toContain(sentences['error'])
  })

  test('without a message shows no details', () => {
    expect(html(error({ code: 'run-time-limit', params: { seconds: 10 }, original: '' }))).not.toContain('details')
  })
})

describe('strings', () => {
  test('take their values, and keep a place that nothing is given for', () => {
    expect(fill('{{a}} {{ b }} {{toString}}', { a: '{{b}}', b: '2' })).toBe('{{b}} 2 {{toString}}')
  })

  test.each([
    [0.04, 'en', '0 ms'],
    [0.26, 'en', '0.3 ms'],
    [3.4, 'en', '3 ms'],
    [1234, 'fr', '1,2 s'],
  ])('%d ms in %s is %s', (time, locale, text) => {
    expect(formatTime(time, locale).replaceAll(/\s/g, ' ')).toBe(text)
  })
})
