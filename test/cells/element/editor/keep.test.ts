import { afterEach, describe, expect, test, vi } from 'vitest'
import { fingerprint, Keeper, longestText } from '../../../../src/cells/element/editor/keep.ts'

/** Storage as a browser has it, full at so many characters. */
function storage(limit = Infinity): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
    setItem(key, value) {
      const others = [...items].filter(([other]) => other !== key)
      if (others.reduce((sum, [, text]) => sum + text.length, value.length) > limit) throw new Error('QuotaExceeded')
      items.set(key, value)
    },
  }
}

const key = 'lexigrad:code:gradient/first'

/** Another tab is another copy of the module. */
async function otherTab(store: Storage, name = key): Promise<Keeper> {
  vi.resetModules()
  const module = await import('../../../../src/cells/element/editor/keep.ts')
  return new module.Keeper(name, store)
}

afterEach(() => {
  vi.useRealTimers()
})

describe('A text', () => {
  test('is found again, with what it was made from', () => {
    const store = storage()
    expect(new Keeper(key, store).keep('mine', 'en abc')).toBe('kept')
    expect(new Keeper(key, store).drafts()).toMatchObject([{ code: 'mine', published: 'en abc' }])
  })

  test('changed again in the same tab replaces itself, and goes when it is the published one again', () => {
    const store = storage()
    const keeper = new Keeper(key, store)
    keeper.keep('one', '')
    keeper.keep('two', '')
    expect(keeper.drafts().map(({ code }) => code)).toEqual(['two'])
    keeper.forget()
    expect(store.length).toBe(0)
  })

  test('that is too long is not kept, and says so', () => {
    const store = storage()
    expect(new Keeper(key, store).keep('x'.repeat(longestText + 1), '')).toBe('too-long')
    expect(store.length).toBe(0)
  })

  test('is refused where storage is blocked or full, without an error', () => {
    expect(new Keeper(key, storage(10)).keep('mine', '')).toBe('blocked')
    const broken = {
      ...storage(),
      getItem: () => {
        throw new Error('SecurityError')
      },
    } as Storage
    expect(new Keeper(key, broken).drafts()).toEqual([])
  })
})

describe('Two tabs', () => {
  test('that change one cell both keep their text', async () => {
    const store = storage()
    const [one, two] = [await otherTab(store), await otherTab(store)]
    one.keep('of one', '')
    two.keep('of two', '')
    one.keep('of one, later', '')
    expect(one.drafts().map(({ code }) => code)).toEqual(['of one, later', 'of two'])
    expect(two.others().map(({ code }) => code)).toEqual(['of one, later'])
    two.forget()
    expect(one.drafts().map(({ code }) => code)).toEqual(['of one, later'])
  })

  test('one of which goes on from the other’s text replaces it only while it is unchanged', async () => {
    const store = storage()
    const first = await otherTab(store)
    first.keep('first', '')
    const second = await otherTab(store)
    second.takeUp(second.drafts()[0]!)
    second.keep('second', '')
    expect(second.drafts().map(({ code }) => code)).toEqual(['second'])

    first.keep('first again', '')
    expect(first.drafts().map(({ code }) => code)).toEqual(['first again', 'second'])
  })
})

describe('The store', () => {
  test('makes room by letting the oldest go, and says so', async () => {
    vi.useFakeTimers()
    const store = storage(130_000)
    const text = 'x'.repeat(60_000)
    for (const [day, cell] of ['a', 'b'].entries()) {
      vi.setSystemTime(day * 86_400_000)
      expect(new Keeper(`lexigrad:code:gradient/${cell}`, store).keep(text, '')).toBe('kept')
    }
    vi.setSystemTime(3 * 86_400_000)
    expect(new Keeper(key, store).keep(text, '')).toBe('dropped')
    expect(store.getItem('lexigrad:code:gradient/a')).toBeNull()
    expect(store.getItem('lexigrad:code:gradient/b')).not.toBeNull()
  })

  test('lets go of what nobody came back to for a year, and touches nothing that is not its own', () => {
    vi.useFakeTimers()
    const store = storage()
    store.setItem('theme', 'dark')
    vi.setSystemTime(0)
    new Keeper('lexigrad:code:gradient/old', store).keep('old', '')
    vi.setSystemTime(366 * 86_400_000)
    expect(new Keeper(key, store).keep('new', '')).toBe('kept')
    expect(store.getItem('lexigrad:code:gradient/old')).toBeNull()
    expect(store.getItem('theme')).toBe('dark')
  })

  test('takes what it cannot read for nothing', () => {
    const store = storage()
    for (const text of ['{', '{"version":2,"drafts":[]}', '{"version":1}', 'null', '[]']) {
      store.setItem(key, text)
      expect(new Keeper(key, store).drafts()).toEqual([])
    }
  })
})

test('a fingerprint tells texts apart', () => {
  expect(fingerprint('a')).toBe(fingerprint('a'))
  expect(new Set(['', 'a', 'b', 'ab', 'ba'].map(fingerprint)).size).toBe(5)
})
