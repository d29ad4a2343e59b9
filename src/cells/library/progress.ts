/** `progress`: a loop that says how far it has come. */
import type { LibraryContext } from './library.ts'
import type * as Types from './types.ts'

/** Less than a frame of a screen is not worth telling [ms]. */
const interval = 30

export function createProgress({ emit, now }: Pick<LibraryContext, 'emit' | 'now'>): typeof Types.progress {
  let depth = 0
  /** By depth, when a loop was last told of: an inner loop may begin and end a thousand times a second. */
  const told: number[] = []

  return function progress<T>(items: number | Iterable<T>, options: string | Types.ProgressOptions = {}) {
    const { label } = typeof options === 'string' ? { label: options } : options
    const total = lengthOf(items)
    const source = (typeof items === 'number' ? range(items) : items) as Iterable<T>
    return {
      *[Symbol.iterator]() {
        const own = depth++
        const start = now()
        let done = 0
        const tell = (always = false) => {
          const time = now()
          if (!always && time - (told[own] ?? -Infinity) < interval) return
          told[own] = time
          const known = { ...(total !== undefined && { total }), ...(label !== undefined && { label }) }
          emit({ type: 'progress', depth: own, done, ...known, elapsed: time - start })
        }
        tell(own === 0)
        try {
          for (const item of source) {
            yield item
            done++
            tell()
          }
          tell(own === 0)
        } finally {
          depth = own
        }
      },
    }
  } as typeof Types.progress
}

function* range(count: number): Generator<number> {
  for (let step = 0; step < count; step++) yield step
}

/** @throws TypeError for what cannot be looped over */
function lengthOf(items: unknown): number | undefined {
  if (typeof items === 'number') {
    if (Number.isInteger(items) && items >= 0) return items
    throw new TypeError(`progress: a count is a whole number from 0, not ${items}. Write progress(500).`)
  }
  if (typeof (items as Iterable<unknown> | null | undefined)?.[Symbol.iterator] !== 'function') {
    throw new TypeError(`progress: expected a count or something to loop over, got ${typeof items}.`)
  }
  const { length, size } = items as { length?: unknown; size?: unknown }
  return [length, size].find((count) => typeof count === 'number')
}
