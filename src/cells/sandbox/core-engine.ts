/** The core of the engine as a cell sees it: whatever it lacks asks for the whole. */
import { wholeMethods } from 'virtual:engine-names'
import { wanting } from '../../engine/core/wanting.ts'

type Exports = Readonly<Record<string, unknown>>

/** Namespaces that the core has nothing of stand there all the same. */
const bare = { data: {}, linalg: {} }

/** The exports of the core, each namespace in it watched. */
export function coreNamespaces(core: Exports & { nn: Exports; optim: Exports; functional: Exports }): Exports {
  const { nn, optim } = core
  const functional = watched(core.functional)
  return {
    ...core,
    ...Object.fromEntries(Object.entries(bare).map(([name, empty]) => [name, watched(empty)])),
    functional,
    nn: watched({ ...nn, functional, init: watched({}), utils: watched({}) }),
    optim: watched({ ...optim, lrScheduler: watched({}) }),
  }
}

/** Exports that ask for the whole engine where a name is not among them, or all names are asked for. */
export function watched(exports: Exports): Exports {
  const ask = (): never => {
    throw wanting()
  }
  const isHere = (key: string | symbol) => typeof key === 'symbol' || Object.hasOwn(exports, key)
  return new Proxy(exports, {
    get: (_, key) => (isHere(key) ? exports[key as string] : ask()),
    has: (_, key) => (isHere(key) ? key in exports : ask()),
    ownKeys: ask,
    getOwnPropertyDescriptor: ask,
  })
}

/** Each method that the core lacks asks for the whole engine when it is read. */
export function refuseLackingMethods({ prototype }: { prototype: object }): void {
  for (const name of wholeMethods.split(' ')) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      get() {
        throw wanting()
      },
    })
  }
}
