import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packBatch, readBatch } from '../../../src/cells/sandbox/batch.ts'
import type { CellEvent } from '../../../src/cells/sandbox/protocol.ts'

const nested = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.double(), fc.boolean(), fc.array(tie('value'), { maxLength: 3 })),
})).value

const event: fc.Arbitrary<CellEvent> = fc.oneof(
  fc.record({
    type: fc.constant('output'),
    level: fc.constantFrom('log', 'warn', 'error'),
    text: fc.string({ unit: 'binary' }),
  }),
  fc.record({ type: fc.constant('done'), ok: fc.boolean(), ms: fc.double() }),
  fc.record({
    type: fc.constant('variables'),
    variables: fc.array(
      fc.record(
        {
          name: fc.string(),
          kind: fc.constant('tensor'),
          text: fc.string(),
          value: nested,
          grad: fc.oneof(nested, fc.constant(null)),
        },
        { requiredKeys: ['name', 'kind', 'text'] },
      ),
    ),
  }),
) as fc.Arbitrary<CellEvent>

describe('a batch', () => {
  test('reads back as what was packed: NaN, infinities and −0 included', () => {
    const same = fc.property(fc.array(event), (events) => {
      expect(readBatch(packBatch(events))).toEqual(events)
    })
    fc.assert(same, { seed: 1 })
  })

  test('keeps its numbers when a cell has put its own functions in the place of JSON’s', () => {
    const { stringify } = JSON
    JSON.stringify = () => 'forged'
    try {
      expect(packBatch([{ type: 'done', ok: true, ms: -0 }])).toBe('[{"type":"done","ok":true,"ms":{"$":"-0"}}]')
    } finally {
      JSON.stringify = stringify
    }
  })

  test.each([
    ['no JSON', 'no'],
    ['no array', '{"type":"done","ok":true,"ms":1}'],
    ['no event', '[1]'],
    ['an unknown type', '[{"type":"takeover"}]'],
    ['a type from the prototype', '[{"type":"constructor"}]'],
    ['a field too many', '[{"type":"done","ok":true,"ms":1,"html":""}]'],
    ['a field too few', '[{"type":"done","ok":true}]'],
    ['a field of another type', '[{"type":"done","ok":"true","ms":1}]'],
    ['an own __proto__', '[{"type":"done","ok":true,"ms":1,"__proto__":{}}]'],
    ['an unknown level', '[{"type":"output","level":"html","text":""}]'],
    ['a line that cannot be', '[{"type":"error","error":{"code":"","params":{},"name":"","original":"","line":0}}]'],
    ['text among numbers', '[{"type":"variables","variables":[{"name":"","kind":"tensor","text":"","value":["1"]}]}]'],
    ['one good event and one bad', '[{"type":"done","ok":true,"ms":1},{}]'],
    ['a hundred brackets and more', '['.repeat(101) + ']'.repeat(101)],
  ])('with %s is none', (_, batch) => {
    expect(readBatch(batch)).toBeUndefined()
  })

  test('may hold brackets in its texts, as many as there are', () => {
    const events: CellEvent[] = [{ type: 'output', level: 'log', text: '[{"'.repeat(500) + '\\' }]
    expect(readBatch(packBatch(events))).toEqual(events)
  })
})
