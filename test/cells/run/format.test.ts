import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createConsole } from '../../../src/cells/run/console.ts'
import { formatArguments, formatValue } from '../../../src/cells/run/format.ts'
import { formatTable } from '../../../src/cells/run/table.ts'
import { optim, zeros } from '../../../src/engine/index.ts'
import { FakeTensor } from './environment.ts'

describe('a value as text', () => {
  it.each([
    [0.1 + 0.2, '0.30000000000000004'],
    [-0, '-0'],
    [-24, '-24'],
    [1e21, '1e+21'],
    [NaN, 'NaN'],
    [12n, '12n'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Symbol('x'), 'Symbol(x)'],
    ['it\'s "so"\n', "'it\\'s \"so\"\\n'"],
    ["it's", '"it\'s"'],
    [[1, [2, 'a']], "[1, [2, 'a']]"],
    [[], '[]'],
    [{}, '{}'],
    [{ a: 1, 'b-c': { d: [] } }, "{ a: 1, 'b-c': { d: [] } }"],
    [[1, , 3], '[1, ∅ ×1, 3]'], // eslint-disable-line no-sparse-arrays
    [new Map<unknown, unknown>([['a', { b: 1 }]]), "Map(1) { 'a' => { b: 1 } }"],
    [new Set([1, 2]), 'Set(2) { 1, 2 }'],
    [new Float32Array([0.5, 1]), 'Float32Array(2) [0.5, 1]'],
    [new RangeError('too far', { cause: 'x' }), "RangeError: too far ← 'x'"],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [/a+/g, '/a+/g'],
    [function named() {}, 'ƒ named()'],
    [class Layer {}, 'class Layer'],
    // A module is called like a function, and is none to a reader.
    [Object.assign(() => 0, { namedParameters: () => [], toString: () => 'Net()' }), 'Net()'],
    [Object.create(null), '{}'],
    [
      new (class Point {
        x = 1
      })(),
      'Point { x: 1 }',
    ],
    [new FakeTensor([1, 2]), 'tensor([1, 2])'],
    [{ w: new FakeTensor([1]) }, '{ w: tensor([1]) }'],
  ])('%#: %o', (value, text) => {
    expect(formatValue(value)).toBe(text)
  })

  it('cuts what is deep, long or runs in a circle, and marks the cut', () => {
    const circle: Record<string, unknown> = { name: 'a' }
    circle.self = circle
    expect(formatValue(circle)).toBe("{ name: 'a', self: ↺ }")
    expect(formatValue({ a: { b: { c: { d: { e: 1 } } } } })).toBe('{ a: { b: { c: { d: {…} } } } }')
    expect(formatValue(Array.from({ length: 250 }, () => 7))).toMatch(/7,\n {2}… \+150\n\]$/)
    expect(formatArguments(['x'.repeat(10_005)])).toMatch(/^x{10000}… \+5$/)
  })

  it('cuts lists in lists where all of them together are long', () => {
    const rows = Array.from({ length: 90 }, () => Array.from({ length: 90 }, () => 7))
    const text = formatValue(rows)
    expect(text.match(/7/g)!.length).toBeLessThan(1000)
    expect(text).toMatch(/\n {2}… \+79\n\]$/)
    expect(formatValue([rows.length])).toBe('[90]')
  })

  it('shows an optimizer as its settings, not what it remembers of each parameter', () => {
    const weights = zeros([1000], { requiresGrad: true })
    weights.sum().backward()
    const optimizer = new optim.Adam([weights], { lr: 0.01 })
    optimizer.step()
    expect(formatValue(optimizer)).toBe(optimizer.toString())
    expect(formatValue([optimizer])).toMatch(/^\[\n {2}Adam \(\n {2}Parameter Group 0\n {6}amsgrad: False\n/)
  })

  it('breaks long lines, numbers in rows and properties one a line', () => {
    expect(formatValue(Array.from({ length: 40 }, (_, i) => i)).split('\n')).toHaveLength(5)
    expect(formatValue({ first: 'a'.repeat(40), second: 'b'.repeat(40) }).split('\n')).toEqual([
      '{',
      `  first: '${'a'.repeat(40)}',`,
      `  second: '${'b'.repeat(40)}'`,
      '}',
    ])
  })

  it('survives an object that resists', () => {
    const proxy = new Proxy({}, { ownKeys: () => { throw new Error('no') } }) // prettier-ignore
    expect(formatValue(proxy)).toBe('{ ✗ no }')
    expect(formatValue({ get x() { throw new Error('no') } })).toBe('{ ✗ no }') // prettier-ignore
  })

  it('of any number reads back as that number', () => {
    fc.assert(
      fc.property(fc.double(), (x) => Object.is(Number(formatValue(x)), x)),
      { seed: 1 },
    )
  })

  it('never throws and is never without end, whatever the value', () => {
    fc.assert(
      fc.property(
        fc.anything({ withMap: true, withSet: true, withTypedArray: true, withNullPrototype: true }),
        (value) => {
          expect(formatValue(value).length).toBeLessThan(1_000_000)
        },
      ),
      { seed: 1, numRuns: 300 },
    )
  })
})

describe('the console', () => {
  function lines(use: (console: ReturnType<typeof createConsole>) => void): [string, string][] {
    const written: [string, string][] = []
    let clock = 0
    use(createConsole((level, text) => written.push([level, text]), () => (clock += 12.5))) // prettier-ignore
    return written
  }

  it('prints strings as they are, and values after them', () => {
    expect(lines((c) => c.log('loss =', 16, ['a']))).toEqual([['log', "loss = 16 ['a']"]])
  })

  it('keeps the level', () => {
    expect(lines((c) => (c.warn('w'), c.error('e'), c.info('i'), c.debug('d')))).toEqual([
      ['warn', 'w'],
      ['error', 'e'],
      ['info', 'i'],
      ['debug', 'd'],
    ])
  })

  it('knows the directives of a first string', () => {
    expect(
      lines((c) => c.log('%s is %d%% of %i, %f %j %o %c!', 'x', 5, 7.9, 0.5, [1], 'q', 'color: red', 'rest')),
    ).toEqual([['log', "x is 5% of 7, 0.5 [1] 'q' ! rest"]])
    expect(lines((c) => c.log('100% %s'))).toEqual([['log', '100% %s']])
  })

  it('asserts, counts, times and groups', () => {
    expect(
      lines((c) => {
        c.assert(true, 'no')
        c.assert(false, 'sum is', 3)
        c.count('step')
        c.count('step')
        c.time('t')
        c.timeEnd('t')
        c.group('outer')
        c.log('a\nb')
        c.groupEnd()
        c.log('c')
      }).map(([, text]) => text),
    ).toEqual(['✗ sum is 3', 'step: 1', 'step: 2', 't: 12.5 ms', 'outer', '  a\n  b', 'c'])
  })

  it('draws a table', () => {
    expect(
      formatTable([
        { step: 1, loss: 15 },
        { step: 22, loss: 3.75 },
      ]),
    ).toBe(
      [
        '┌───┬──────┬──────┐',
        '│   │ step │ loss │',
        '├───┼──────┼──────┤',
        '│ 0 │    1 │   15 │',
        '│ 1 │   22 │ 3.75 │',
        '└───┴──────┴──────┘',
      ].join('\n'),
    )
    expect(lines((c) => c.table(5))).toEqual([['log', '5']])
    expect(formatTable(new FakeTensor([1, 2]))).toContain('│ 1 │ 2 │')
  })
})
