import { expect, test } from 'vitest'
import { readBatch } from '../../../src/cells/sandbox/batch.ts'
import { initialCredit, type WorkerEvent } from '../../../src/cells/sandbox/protocol.ts'
import { createWorkerRuns, type LanguageRuntime, type WorkerRuns } from '../../../src/cells/sandbox/worker-runs.ts'

function start(runtime?: LanguageRuntime): { runs: WorkerRuns; events: WorkerEvent[]; ended: Promise<void> } {
  const events: WorkerEvent[] = []
  let end!: () => void
  const ended = new Promise<void>((resolve) => (end = resolve))
  const runs = createWorkerRuns({
    languages: runtime ? { typescript: runtime } : {},
    send(batch) {
      events.push(...readBatch(batch)!)
      if (events.at(-1)?.type === 'done') end()
    },
    now: () => 0,
    defer: () => undefined,
  })
  runs.take({ type: 'prepare', language: 'typescript', cell: 'one', code: 'code', assets: {}, credit: initialCredit })
  runs.take({ type: 'run', limit: { ask: 1000, grace: 1000 } })
  return { runs, events, ended }
}

test('a run tells what its language tells', async () => {
  const { events, ended } = start({
    prepare:
      ({ code }) =>
      async (emit) => {
        emit({ type: 'output', level: 'log', text: code })
        emit({ type: 'done', ok: true, ms: 3 })
      },
  })
  await ended
  expect(events).toEqual([
    { type: 'output', level: 'log', text: 'code' },
    { type: 'done', ok: true, ms: 3 },
  ])
})

test('a language that is not here is an error of the run', async () => {
  const { events, ended } = start()
  await ended
  expect(events).toMatchObject([
    { type: 'error', error: { original: 'No cell runs typescript here.' } },
    { type: 'done', ok: false },
  ])
})

test('a language that fails to prepare is an error of the run', async () => {
  const { events, ended } = start({
    prepare() {
      throw new Error('broken')
    },
  })
  await ended
  expect(events).toMatchObject([
    { type: 'error', error: { original: 'broken' } },
    { type: 'done', ok: false },
  ])
})

test('an error that nobody caught is printed', async () => {
  const { runs, events, ended } = start({
    prepare: () => async (emit) => {
      runs.complain(new TypeError('late'))
      emit({ type: 'done', ok: true, ms: 1 })
    },
  })
  await ended
  expect(events[0]).toEqual({ type: 'output', level: 'error', text: '✗ TypeError: late' })
})

test.each([
  ['rehearses while it has nothing to do', false, 1],
  ['does not rehearse once it has a cell', true, 0],
])('a worker %s', (_, busy, rehearsals) => {
  let idle!: () => void
  let count = 0
  const runtime: LanguageRuntime = { prepare: () => async () => undefined, rehearse: async () => void count++ }
  const { take } = createWorkerRuns({
    languages: { typescript: runtime },
    send: () => undefined,
    now: () => 0,
    defer: (callback) => void (idle ??= callback),
  })
  if (busy) take({ type: 'prepare', language: 'typescript', cell: 'one', code: '', assets: {}, credit: initialCredit })
  idle()
  expect(count).toBe(rehearsals)
})
