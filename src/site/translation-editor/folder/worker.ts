/** The worker of the translation editor on a built site: parses, compares and checks away from the page. */
import type { Actions, Answer, Request } from './protocol.ts'
import { StoreError, type Failure } from './store.ts'

// Requests may come before the parser is there: whatever is loaded later would miss them.
const actions = import('./actions.ts').then(({ actions }) => actions)
// Each request tells of it by itself.
actions.catch(() => undefined)

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  void answer(data).then((said) => postMessage(said))
})

async function answer({ id, action, args }: Request): Promise<Answer> {
  let known: Actions
  try {
    known = await actions
  } catch (error) {
    return { id, failure: 'notLoaded', message: String(error) }
  }
  try {
    const act = known[action] as (...given: unknown[]) => Promise<unknown>
    return { id, value: await act(...args) }
  } catch (error) {
    const failure: Failure = error instanceof StoreError ? error.reason : 'failed'
    const cause = error instanceof Error && error.cause ? ` (${String(error.cause)})` : ''
    return { id, failure, message: String(error) + cause }
  }
}
