import { describe, expect, test } from 'vitest'
import { createProgress } from '../../../src/cells/library/progress.ts'
import type { ProgressEvent } from '../../../src/cells/run/events.ts'
import { run } from './environment.ts'

/** A clock that the loop's turns move on. */
function start() {
  const events: ProgressEvent[] = []
  const clock = { time: 0 }
  const progress = createProgress({ emit: (event) => events.push(event as ProgressEvent), now: () => clock.time })
  return { events, clock, progress }
}

describe('progress', () => {
  test('counts, and tells how far it has come: at its beginning, at its end, and between no oftener than a screen shows', () => {
    const { events, clock, progress } = start()
    const seen: number[] = []
    for (const step of progress(10, 'training')) {
      seen.push(step)
      clock.time += 10
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(events.map(({ done, elapsed }) => [done, elapsed])).toEqual([
      [0, 0],
      [3, 30],
      [6, 60],
      [9, 90],
      [10, 100],
    ])
    expect(events[0]).toEqual({ type: 'progress', depth: 0, done: 0, total: 10, label: 'training', elapsed: 0 })
  })

  test.each([
    ['an array', [1, 2, 3], 3],
    ['a set', new Set([1, 2]), 2],
    [
      'a generator, which does not say how many there are',
      (function* () {
        yield 1
      })(),
      undefined,
    ],
  ])('goes through %s', (_, items: Iterable<number>, total) => {
    const { events, progress } = start()
    const copy = Array.isArray(items) || items instanceof Set ? [...items] : [1]
    expect([...progress(items)]).toEqual(copy)
    expect(events.at(-1)!.total).toBe(total)
    expect(events.at(-1)!.done).toBe(copy.length)
  })

  test('within a loop of progress has a depth of its own, also after a break', () => {
    const { events, clock, progress } = start()
    for (const _ of progress(2)) {
      for (const inner of progress(5)) {
        clock.time += 40
        if (inner === 1) break
      }
    }
    progress(1)[Symbol.iterator]().next()
    expect(events.filter(({ depth }) => depth === 1).map(({ done }) => done)).toEqual([0, 1, 0, 1])
    expect(events.at(-1)!.depth).toBe(0)
  })

  test('of a thousand short inner loops tells little', () => {
    const { events, clock, progress } = start()
    for (const _ of progress(1000)) {
      for (const _ of progress(5)) void 0
      clock.time += 1
    }
    expect(events.length).toBeLessThan(100)
  })

  test.each([[-1], [0.5], [NaN], [null], [{}]])('refuses %s and says what it takes', (items) => {
    const { progress } = start()
    expect(() => progress(items as number)).toThrow(/^progress: .*(whole number|loop over)/)
  })

  test('is imported from lexigrad, beside the engine', async () => {
    const { events, printed } = await run(
      `import { progress, tensor } from 'lexigrad'\nfor (const i of progress([5, 6])) console.log(i)`,
    )
    expect(printed).toEqual(['5', '6'])
    expect(events.some(({ type }) => type === 'progress')).toBe(true)
  })
})
