/** What this page keeps in the browser: the folder that was opened last, and copies that were changed. */

const name = 'lexigrad-translation'
type Part = 'folders' | 'texts'

export interface Database {
  get: <Value>(part: Part, key: string) => Promise<Value | undefined>
  /** All whose key begins so, by the rest of the key. */
  all: <Value>(part: Part, prefix: string) => Promise<Map<string, Value>>
  put: (part: Part, key: string, value: unknown) => Promise<void>
  delete: (part: Part, key: string) => Promise<void>
}

export async function openDatabase(): Promise<Database> {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore('folders')
    request.result.createObjectStore('texts')
  }
  const database = await answer(request)
  const store = (part: Part, mode: IDBTransactionMode) => database.transaction(part, mode).objectStore(part)
  return {
    get: (part, key) => answer(store(part, 'readonly').get(key)),
    all: async <Value>(part: Part, prefix: string) => {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
      const source = store(part, 'readonly')
      const [keys, values] = await Promise.all([answer(source.getAllKeys(range)), answer(source.getAll(range))])
      return new Map(keys.map((key, index) => [String(key).slice(prefix.length), values[index] as Value]))
    },
    put: async (part, key, value) => {
      await answer(store(part, 'readwrite').put(value, key))
    },
    delete: async (part, key) => {
      await answer(store(part, 'readwrite').delete(key))
    },
  }
}

function answer<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The browser keeps nothing here.'))
  })
}
