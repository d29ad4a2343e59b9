import { beforeEach, describe, expect, test } from 'vitest'
import { createFrameRuns, type FrameWorker } from '../../../src/cells/sandbox/frame-runs.ts'
import { maxBatch, type EndReason, type FrameMessage, type PageMessage } from '../../../src/cells/sandbox/protocol.ts'

interface FakeWorker extends FrameWorker {
  posted: unknown[]
  alive: boolean
  says(data: unknown): void
  ends(reason: EndReason): void
}

let workers: FakeWorker[]
let answers: FrameMessage[]
let timers: { callback: () => void; milliseconds: number; cleared: boolean }[]
let take: (message: PageMessage) => void

beforeEach(() => {
  workers = []
  answers = []
  timers = []
  take = createFrameRuns({
    spawn(_, onBatch, onEnd) {
      const worker: FakeWorker = {
        posted: [],
        alive: true,
        post: (command) => void worker.posted.push(command),
        terminate: () => void (worker.alive = false),
        says: onBatch,
        ends: onEnd,
      }
      workers.push(worker)
      return worker
    },
    answer: (message) => void answers.push(message),
    setTimer(callback, milliseconds) {
      timers.push({ callback, milliseconds, cleared: false })
      return timers.length - 1
    },
    clearTimer: (timer) => void (typeof timer === 'number' && (timers[timer]!.cleared = true)),
  })
  take({ type: 'runtime', language: 'typescript', source: 'runtime' })
})

const start = (run: number, credit = { batches: 10, characters: 100 }) => {
  const prepare = { type: 'prepare', language: 'typescript', cell: 'cell', code: '', assets: {}, credit } as const
  take({ type: 'command', run, command: prepare })
  take({ type: 'command', run, command: { type: 'run', limit: { ask: 1000, grace: 500 } } })
}
const last = () => answers.at(-1)

describe('the frame', () => {
  test('gives each run a worker of its own, and passes its commands on in order', () => {
    start(1)
    start(2)
    expect(workers).toHaveLength(2)
    expect(workers[0]!.posted).toMatchObject([{ type: 'prepare' }, { type: 'run' }])
  })

  test('takes the spare worker for the next run, and keeps no more than one', () => {
    take({ type: 'spare', language: 'typescript', wanted: true })
    take({ type: 'spare', language: 'typescript', wanted: true })
    expect(workers).toHaveLength(1)
    start(1)
    expect(workers).toHaveLength(1)
    start(2)
    expect(workers).toHaveLength(2)
  })

  test('ends the spare worker when none is wanted', () => {
    take({ type: 'spare', language: 'typescript', wanted: true })
    take({ type: 'spare', language: 'typescript', wanted: false })
    expect(workers[0]!.alive).toBe(false)
    start(1)
    expect(workers).toHaveLength(2)
  })

  test('hands a batch on under the number of its run', () => {
    start(7)
    workers[0]!.says('[]')
    expect(answers).toEqual([{ type: 'batch', run: 7, batch: '[]' }])
  })

  test('ends a worker that sends more batches than it has credit for', () => {
    start(1, { batches: 2, characters: 100 })
    for (let i = 0; i < 3; i++) workers[0]!.says('[]')
    expect(last()).toEqual({ type: 'ended', run: 1, reason: 'flood' })
    expect(answers).toHaveLength(3)
    expect(workers[0]!.alive).toBe(false)
  })

  test('ends a worker that sends more characters than it has credit for', () => {
    start(1, { batches: 10, characters: 5 })
    workers[0]!.says('[1, 2]')
    expect(answers).toEqual([{ type: 'ended', run: 1, reason: 'flood' }])
  })

  test('lets a worker go on that the page has given credit', () => {
    start(1, { batches: 1, characters: 100 })
    workers[0]!.says('[]')
    take({ type: 'command', run: 1, command: { type: 'credit', batches: 1, characters: 0 } })
    workers[0]!.says('[]')
    expect(answers.map(({ type }) => type)).toEqual(['batch', 'batch'])
    expect(workers[0]!.posted.at(-1)).toMatchObject({ type: 'credit' })
  })

  test.each([
    ['an object', { type: 'batch' }],
    ['nothing', undefined],
    ['more than a batch may hold', 'x'.repeat(maxBatch + 1)],
  ])('ends a worker that sends %s', (_, data) => {
    start(1, { batches: 10, characters: 1e9 })
    workers[0]!.says(data)
    expect(answers).toEqual([{ type: 'ended', run: 1, reason: 'malformed' }])
    expect(workers[0]!.alive).toBe(false)
  })

  test('tells when a run has had its time, and ends it where nobody gives it more', () => {
    start(1)
    expect(timers[0]).toMatchObject({ milliseconds: 1000, cleared: false })
    timers[0]!.callback()
    expect(answers).toEqual([{ type: 'overdue', run: 1 }])
    expect(workers[0]!.alive).toBe(true)
    expect(timers[1]).toMatchObject({ milliseconds: 500 })
    timers[1]!.callback()
    expect(last()).toEqual({ type: 'ended', run: 1, reason: 'time-limit' })
    expect(workers[0]!.alive).toBe(false)
  })

  test.each([0, 1])('gives a run more time, %i timers after its begin, and asks again at the end of it', (rung) => {
    start(1)
    for (let i = 0; i < rung; i++) timers[i]!.callback()
    take({ type: 'extend', run: 1, limit: { ask: 5000, grace: 700 } })
    expect(timers[rung]!.cleared).toBe(true)
    expect(timers.at(-1)).toMatchObject({ milliseconds: 5000, cleared: false })
    timers.at(-1)!.callback()
    expect(last()).toEqual({ type: 'overdue', run: 1 })
    expect(timers.at(-1)).toMatchObject({ milliseconds: 700 })
  })

  test('ends a run that is stopped, and only that one', () => {
    start(1)
    start(2)
    take({ type: 'stop', run: 1 })
    expect(answers).toEqual([{ type: 'ended', run: 1, reason: 'stopped' }])
    expect(workers.map(({ alive }) => alive)).toEqual([false, true])
    expect(timers.map(({ cleared }) => cleared)).toEqual([true, false])
  })

  test('tells when a worker breaks off', () => {
    start(1)
    workers[0]!.ends('crashed')
    expect(answers).toEqual([{ type: 'ended', run: 1, reason: 'crashed' }])
  })

  test('drops a spare worker that speaks before it is asked, without a word to the page', () => {
    take({ type: 'spare', language: 'typescript', wanted: true })
    workers[0]!.says('[]')
    expect(workers[0]!.alive).toBe(false)
    start(1)
    expect(workers).toHaveLength(2)
    expect(answers).toEqual([])
  })

  test('closes a run in silence, and answers nothing for runs that are not there', () => {
    start(1)
    take({ type: 'close', run: 1 })
    take({ type: 'stop', run: 1 })
    take({ type: 'extend', run: 9, limit: { ask: 1, grace: 1 } })
    expect(answers).toEqual([])
    expect(workers[0]!.alive).toBe(false)
  })

  describe('with a language that has to boot', () => {
    beforeEach(() => {
      take({ type: 'runtime', language: 'python', source: 'python', boot: { modules: {}, files: {} } })
    })
    const startPython = (run: number) => {
      const credit = { batches: 10, characters: 100 }
      const prepare = { type: 'prepare', language: 'python', cell: 'cell', code: '', assets: {}, credit } as const
      take({ type: 'command', run, command: prepare })
      take({ type: 'command', run, command: { type: 'run', limit: { ask: 1000, grace: 500 } } })
    }

    test('tells a worker nothing, and times nothing, before it is ready', () => {
      startPython(1)
      expect(workers[0]!.posted).toEqual([])
      expect(timers).toEqual([])
      workers[0]!.says('ready')
      expect(workers[0]!.posted).toMatchObject([{ type: 'prepare' }, { type: 'run' }])
      expect(timers).toMatchObject([{ milliseconds: 1000 }])
      expect(answers).toEqual([{ type: 'begun', run: 1 }])
    })

    test('ends a worker that says anything else first', () => {
      startPython(1)
      workers[0]!.says('[]')
      expect(last()).toEqual({ type: 'ended', run: 1, reason: 'malformed' })
    })

    test('a worker that is ready says it no second time', () => {
      startPython(1)
      workers[0]!.says('ready')
      workers[0]!.says('ready')
      expect(last()).toEqual({ type: 'batch', run: 1, batch: 'ready' })
    })

    test('stops one while it boots', () => {
      startPython(1)
      take({ type: 'stop', run: 1 })
      expect(workers[0]!.alive).toBe(false)
      expect(last()).toEqual({ type: 'ended', run: 1, reason: 'stopped' })
    })

    test('has a spare of each language, and the next run finds the one that it needs', () => {
      take({ type: 'spare', language: 'typescript', wanted: true })
      take({ type: 'spare', language: 'python', wanted: true })
      expect(workers).toHaveLength(2)
      workers[1]!.says('ready')
      startPython(1)
      expect(workers).toHaveLength(2)
      expect(workers[1]!.posted).toMatchObject([{ type: 'prepare' }, { type: 'run' }])
      expect(answers).toEqual([{ type: 'begun', run: 1 }])
    })
  })
})
