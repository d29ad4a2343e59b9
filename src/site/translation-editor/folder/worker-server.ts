/** The editor's server on a built site: a worker that reads and writes the files, and the published page to show them in. */
import type { Server } from '../client/server.ts'
import { ServerError } from '../client/server.ts'
import { publishedPage, type PublishedPage } from './preview.ts'
import type { Actions, Answer, Opening, Request } from './protocol.ts'

export interface WorkerServer extends Server {
  changed: Actions['changed']
  discard: Actions['discard']
}

/** @throws ServerError where the files cannot be read, or the worker is not to be had */
export async function openServer(opening: Opening, page: string): Promise<WorkerServer> {
  const call = callsTo(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'translation' }))
  await call('open', opening)
  let published: Promise<PublishedPage> | undefined
  return {
    read: () => call('read'),
    bring: () => call('bring'),
    check: (edit) => call('check', edit),
    save: (edit, word) => call('save', edit, word),
    suggest: (english, own) => call('suggest', english, own),
    changed: () => call('changed'),
    discard: () => call('discard'),
    preview: async (edits) => {
      published ??= publishedPage(page, opening.locale)
      const [{ show }, draft] = await Promise.all([published, call('draft', edits)])
      return draft ? { page: await show(draft) } : {}
    },
  }
}

type Call = <Name extends keyof Actions>(action: Name, ...args: Parameters<Actions[Name]>) => ReturnType<Actions[Name]>

function callsTo(worker: Worker): Call {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let count = 0
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const { resolve, reject } = waiting.get(data.id)!
    waiting.delete(data.id)
    if ('failure' in data) reject(new ServerError(data.failure, data.message))
    else resolve(data.value as never)
  })
  const fail = () => {
    for (const { reject } of waiting.values()) reject(new ServerError('notLoaded', 'The worker did not load.'))
    waiting.clear()
  }
  worker.addEventListener('error', fail)
  worker.addEventListener('messageerror', fail)
  return (action, ...args) =>
    new Promise((resolve, reject) => {
      const id = ++count
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, action, args } satisfies Request)
    }) as never
}
