/**
 * One warm thread for all cells of a language of code; a cell that takes too long is ended with it, and the next gets a
 * new one.
 */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CellLanguage } from '../parse/fence.ts'
import type { CellError, OutputEvent, Variable } from '../run/events.ts'
import type { Shown } from './shown.ts'
import { projectRoot } from './paths.ts'

export interface RunRequest {
  /** The cell to run, last, after the cells whose names it uses. */
  chain: { id: string; code: string }[]
  /** The language of their text. */
  locale: string
  /** TypeScript if absent. */
  language?: CellLanguage
  elementLimit: number
  /** Run on the engine's kernels, as a page does; on plain TypeScript if absent. */
  kernels?: boolean
}

export interface RunReply extends Shown {
  output: OutputEvent[]
  variables: Variable[]
  /** Time of the last cell's run [ms]. */
  ms: number
  /** Time of the whole chain, where it is more: what a proof of the last cell costs. [ms] */
  chainMs?: number
  error: CellError | undefined
  /** The id of the cell that failed; one before the last, perhaps. */
  errorIn: string | undefined
}

export class CellRunner {
  readonly #workers = new Map<CellLanguage, Worker>()
  #queue: Promise<unknown> = Promise.resolve()

  /** Runs one request after another. @param limit  time after which the cell is ended [ms] */
  run(request: RunRequest, limit: number): Promise<RunReply> {
    const reply = this.#queue.then(() => this.#run(request, limit))
    this.#queue = reply.catch(() => undefined)
    return reply
  }

  async close(): Promise<void> {
    await Promise.all([...this.#workers.values()].map((worker) => worker.terminate()))
    this.#workers.clear()
  }

  async #run(request: RunRequest, limit: number): Promise<RunReply> {
    const { language = 'typescript' } = request
    const worker = this.#workers.get(language) ?? (await startWorker(language))
    this.#workers.set(language, worker)
    const id = request.chain.at(-1)?.id
    const { promise, resolve } = Promise.withResolvers<RunReply>()
    const end = (reply: RunReply) => {
      this.#workers.delete(language)
      void worker.terminate()
      resolve(reply)
    }
    const onError = (error: Error) => end(failure('error', {}, id, error.message))
    const onExit = () => end(failure('error', {}, id, 'the thread ended'))
    const timer = setTimeout(() => end(failure('time-limit', { seconds: limit / 1000 }, id)), limit)
    worker.once('message', resolve).once('error', onError).once('exit', onExit)
    worker.ref()
    worker.postMessage(request)

    const reply = await promise
    clearTimeout(timer)
    worker.off('message', resolve).off('error', onError).off('exit', onExit)
    // Between cells the thread must not keep the process alive.
    worker.unref()
    return reply
  }
}

const files: Record<CellLanguage, string> = { typescript: 'worker.ts', python: 'python-worker.ts' }

/** Resolves when the engine and the interpreter are loaded, so that a cell's time limit does not pay for them. */
function startWorker(language: CellLanguage): Promise<Worker> {
  const worker = new Worker(join(projectRoot, 'src', 'cells', 'proof', files[language]), { execArgv: [] })
  const { promise, resolve, reject } = Promise.withResolvers<Worker>()
  worker.once('error', reject)
  worker.once('message', () => {
    worker.off('error', reject)
    resolve(worker)
  })
  return promise
}

function failure(code: string, params: CellError['params'], id: string | undefined, original?: string): RunReply {
  const text = original ?? `the cell was still running after ${params['seconds']} s`
  const error = { code, params, name: 'Error', original: text }
  return { output: [], variables: [], ms: 0, error, errorIn: id }
}
