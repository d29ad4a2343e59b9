import { beforeEach, describe, expect, test } from 'vitest'
import { readBatch } from '../../../src/cells/sandbox/batch.ts'
import { Outbox } from '../../../src/cells/sandbox/outbox.ts'
import {
  displayLimit,
  initialCredit,
  outputLimit,
  type CellEvent,
  type WorkerEvent,
} from '../../../src/cells/sandbox/protocol.ts'

let time: number
let sent: WorkerEvent[][]
let deferred: (() => void)[]

beforeEach(() => {
  time = 0
  sent = []
  deferred = []
})

const outbox = (credit = initialCredit) =>
  new Outbox({
    send: (batch) => void sent.push(readBatch(batch)!),
    now: () => time,
    defer: (callback) => void deferred.push(callback),
    credit,
  })
/** Uses up what may be said at once. */
const speakMuch = (box: Outbox) => {
  for (let i = 0; i < 24; i++) box.emit({ type: 'output', level: 'debug', text: '' })
  sent = []
}
const line = (text: string): CellEvent => ({ type: 'output', level: 'log', text })
const done: CellEvent = { type: 'done', ok: true, ms: 1 }

describe('the outbox', () => {
  test('sends what is said rarely at once: a loop that never yields may not speak again for minutes', () => {
    const box = outbox()
    box.emit(line('a'))
    box.emit(line('b'))
    expect(sent).toEqual([[line('a')], [line('b')]])
    time += 60_000
    box.emit(line('c'))
    expect(sent.at(-1)).toEqual([line('c')])
  })

  test('gathers what is said often, its lines joined', () => {
    const box = outbox()
    for (let i = 0; i < 1000; i++) box.emit(line(`${i}`))
    expect(sent.length).toBe(24)
    box.emit(done)
    expect(sent.length).toBe(25)
    expect(sent.at(-1)![0]).toMatchObject({ text: Array.from({ length: 976 }, (_, i) => i + 24).join('\n') })
  })

  test('keeps levels apart, and of progress and of a display with a key only the newest', () => {
    const box = outbox()
    speakMuch(box)
    const progress = (depth: number, turns: number): CellEvent => ({ type: 'progress', depth, done: turns, elapsed: 1 })
    const plot = (text: string, key?: string): CellEvent => ({
      type: 'display',
      kind: 'plot',
      text,
      data: 0,
      ...(key && { key }),
    })
    const warning: CellEvent = { type: 'output', level: 'warn', text: 'b' }
    const told = [
      line('a'),
      warning,
      progress(0, 1),
      plot('1', 'loss'),
      progress(1, 4),
      progress(0, 2),
      plot('2', 'loss'),
    ]
    for (const event of [...told, plot('3'), plot('4'), done]) box.emit(event)
    expect(sent).toEqual([
      [line('a'), warning, progress(0, 2), plot('2', 'loss'), progress(1, 4), plot('3'), plot('4'), done],
    ])
  })

  test('does not change the event it was given', () => {
    const box = outbox()
    speakMuch(box)
    const first = line('a')
    box.emit(first)
    box.emit(line('b'))
    expect(first).toEqual(line('a'))
  })

  test('sends what waits when the cell yields', () => {
    const box = outbox()
    speakMuch(box)
    box.emit(line('a'))
    expect(sent).toEqual([])
    deferred[0]!()
    expect(sent).toEqual([[line('a')]])
  })

  test('a loop of a minute that never yields stays within the credit it began with, and loses nothing', () => {
    const box = outbox()
    for (let i = 0; i < 6000; i++) {
      time += 10
      box.emit(line(`step ${i}`))
    }
    box.emit(done)
    expect(sent.length).toBeGreaterThan(100)
    expect(sent.length).toBeLessThan(initialCredit.batches / 2)
    const text = sent
      .flat()
      .map((event) => (event.type === 'output' ? event.text : ''))
      .join('\n')
    expect(text.trim().split('\n')).toEqual(Array.from({ length: 6000 }, (_, i) => `step ${i}`))
  })

  test('without credit holds everything back, and yet tells the end', () => {
    const box = outbox({ batches: 2, characters: 8_000_000 })
    for (let i = 0; i < 5; i++) {
      time += 1000
      box.emit(line(`${i}`))
    }
    expect(sent).toEqual([[line('0')]])
    box.emit(done)
    expect(sent[1]).toEqual([line('1\n2\n3\n4'), done])
  })

  test('goes on when the page has given credit', () => {
    const box = outbox({ batches: 1, characters: 8_000_000 })
    time += 1000
    box.emit(line('a'))
    expect(sent).toEqual([])
    box.grant({ batches: 1, characters: 100 })
    time += 1000
    box.emit(line('b'))
    expect(sent).toEqual([[line('a\nb')]])
  })

  test.each([
    ['lines', () => 'x', outputLimit.lines],
    ['lines in one text', () => 'x\n'.repeat(99) + 'x', outputLimit.lines / 100],
    ['characters', () => 'x'.repeat(999), outputLimit.characters / 1000],
  ])('ends a run that prints too many %s, and then is silent', (_, text, allowed) => {
    const box = outbox()
    for (let i = 0; i < allowed; i++) box.emit(line(text()))
    expect(sent.flat().some(({ type }) => type === 'error')).toBe(false)
    box.emit(line(text()))
    const events = sent.flat()
    expect(events.at(-2)).toMatchObject({ type: 'error', error: { code: 'run-too-much-output', params: outputLimit } })
    expect(events.at(-1)).toMatchObject({ type: 'done', ok: false })
    const before = sent.length
    box.emit(line('more'))
    box.emit(done)
    expect(sent.length).toBe(before)
  })

  test('ends a run that shows too many plots, of which one that grows is one', () => {
    const box = outbox()
    const plot = (key?: string): CellEvent => ({
      type: 'display',
      kind: 'plot',
      text: '',
      data: 0,
      ...(key && { key }),
    })
    for (let i = 0; i < 1000; i++) box.emit(plot('loss'))
    for (let i = 1; i < displayLimit; i++) box.emit(plot())
    expect(sent.flat().some(({ type }) => type === 'error')).toBe(false)
    box.emit(plot())
    expect(sent.flat().at(-2)).toMatchObject({ type: 'error', error: { code: 'run-too-many-displays' } })
  })
})
