/**
 * The page's end of the protocol: one sandboxed frame for all cells of a page, made when the first is about to run.
 *
 * What comes out of the frame is checked here, event by event, before anything is shown. See protocol.ts.
 */
import { readBatch } from './batch.ts'
import { thisDevice, workerBudget } from './budget.ts'
import { Connection, NotLoaded, type RuntimeName, type SandboxUrls } from './connection.ts'
import type { PythonFiles } from './load-python.ts'
import { needsWhole } from './needs-whole.ts'
import {
  displayLimit,
  initialCredit,
  outputLimit,
  timeLimit,
  type Assets,
  type CellEvent,
  type CodeLanguage,
  type EndReason,
  type FrameMessage,
  type PrepareCommand,
  type TimeLimit,
} from './protocol.ts'
import { Shown } from './shown.ts'

export interface RunRequest extends Omit<PrepareCommand, 'type' | 'assets' | 'credit'> {
  /** Loaded before the run begins. */
  assets?: Promise<Assets>
  /** Where Python is, for code that is written in it. */
  python?: PythonFiles
  /** [ms] */
  limit: number
}

/** How a run ended: by itself, or for one of these reasons. */
export type RunEnd = 'done' | EndReason | 'unavailable' | 'not-loaded'

export interface RunListener {
  /** Events in their order. Nothing comes after `ended`. */
  events(events: readonly CellEvent[]): void
  /** The run has had its time and ends in so many milliseconds, unless it is extended. */
  overdue?(grace: number): void
  /** How much of what its language is made of has come, as a part of all. */
  loading?(part: number): void
  /** The run needs the whole engine and has begun again: what it has told is to be forgotten. */
  again?(): void
  ended(reason: RunEnd): void
}

export interface RunHandle {
  stop(): void
  extend(milliseconds: number): void
}

/** A frame that has not answered so long after a run's limit is taken for dead [ms]. */
const patience = 3000
/** A language that has not booted by then never will [ms]. */
const bootLimit = 60_000

/** What a run begins again on. */
const beyond: Partial<Record<RuntimeName, RuntimeName>> = { core: 'whole', python: 'python-whole' }

interface OpenRun {
  request: RunRequest
  listener: RunListener
  begun: boolean
  runtime: RuntimeName
  /** Whether the frame has been told. */
  sent: boolean
  limit: TimeLimit
  watch: number
  characters: number
  shown: Shown
  spent: { batches: number; characters: number }
  paying: boolean
}

export class SandboxHost {
  readonly #connection: Connection
  /** All that have not ended, in the order in which they were asked for. */
  readonly #runs = new Map<number, OpenRun>()
  #lastRun = 0
  /** Languages of which a worker is kept ready. */
  readonly #warmed = new Set<CodeLanguage>()

  constructor(urls: SandboxUrls) {
    this.#connection = new Connection({
      ...urls,
      onLoading: (part) => this.#tellLoading(part),
      onMessage: (message) => this.#take(message),
      onLost: () => this.#lose(),
    })
    document.addEventListener('visibilitychange', () => this.#keepSpare())
  }

  open(): void {
    this.#connection.open().catch(ignore)
  }

  /**
   * Fetches the runtime that this code of TypeScript needs and starts a worker as well, so that a run finds all of it
   * ready. Of Python, which is large, nothing is fetched before somebody runs it.
   */
  warm(code: string): void {
    this.#warmed.add('typescript')
    this.#connection.ready(needsWhole(code) ? 'whole' : 'core').then(() => this.#keepSpare(), ignore)
  }

  run(request: RunRequest, listener: RunListener): RunHandle {
    const run = ++this.#lastRun
    const spent = { batches: 0, characters: 0 }
    const limit = timeLimit(request.limit)
    const open: OpenRun = {
      request,
      listener,
      begun: false,
      runtime: runtimeFor(request),
      sent: false,
      limit,
      watch: 0,
      characters: 0,
      shown: new Shown(),
      spent,
      paying: false,
    }
    this.#runs.set(run, open)
    this.#beginNext()
    return {
      stop: () => {
        this.#connection.send({ type: 'stop', run })
        // The page need not wait to be told: whatever still comes is not listened to.
        this.#end(run, 'stopped', false)
        const waiting = [...this.#runs.values()].some(({ runtime, sent }) => runtime === 'python' && !sent)
        if (!waiting) this.#connection.stopLoading()
      },
      extend: (milliseconds) => {
        open.limit = timeLimit(milliseconds)
        if (!this.#runs.has(run)) return
        // Another run may have asked for the whole meanwhile; this one may use it then.
        this.#watch(run, open)
        this.#connection.send({ type: 'extend', run, limit: open.limit })
      },
    }
  }

  /** Begins what waits for its turn, as far as the budget goes. */
  #beginNext(): void {
    const budget = workerBudget(thisDevice())
    let going = [...this.#runs.values()].filter(({ begun }) => begun).length
    for (const [run, open] of this.#runs) {
      if (open.begun || going >= budget.runs) continue
      going++
      open.begun = true
      this.#begin(run, open)
    }
  }

  #begin(run: number, open: OpenRun): void {
    const { limit: _, assets: loading, python, ...request } = open.request
    this.#warmed.add(request.language)
    Promise.all([this.#connection.ready(open.runtime, python), loading ?? {}]).then(
      ([port, assets]) => {
        if (!this.#runs.has(run)) return
        open.sent = true
        this.#watch(run, open, request.language === 'python' ? bootLimit : 0)
        const prepare: PrepareCommand = { ...request, type: 'prepare', assets, credit: initialCredit }
        port.postMessage({ type: 'command', run, command: prepare })
        port.postMessage({ type: 'command', run, command: { type: 'run', limit: open.limit } })
      },
      (error: unknown) => this.#end(run, error instanceof NotLoaded ? 'not-loaded' : 'unavailable'),
    )
  }

  #take(message: Exclude<FrameMessage, { type: 'connected' }>): void {
    const { run } = message
    const open = this.#runs.get(run)
    if (!open) return
    if (message.type === 'ended') return this.#end(run, message.reason)
    if (message.type === 'begun') return this.#watch(run, open)
    if (message.type === 'overdue') return open.listener.overdue?.(open.limit.grace)
    const events = readBatch(message.batch)
    if (!events) return this.#end(run, 'malformed')
    if (events.some(({ type }) => type === 'wanting')) return this.#beginAgain(run, open)
    const told = events as CellEvent[]
    const done = told.findIndex(({ type }) => type === 'done')
    const until = done < 0 ? told : told.slice(0, done + 1)
    open.characters += until.reduce((sum, event) => sum + ('text' in event ? event.text.length : 0), 0)
    const shown = until.reduce((most, event) => Math.max(most, open.shown.count(event)), 0)
    // An honest worker has ended such a run before.
    if (open.characters > outputLimit.characters * 2 || shown > displayLimit * 2) return this.#end(run, 'flood')
    open.listener.events(until)
    if (done >= 0) return this.#end(run, 'done')
    this.#pay(run, open, message.batch.length)
  }

  /** On the whole engine, or with Python's library, and as if nothing had been. */
  #beginAgain(run: number, open: OpenRun): void {
    const runtime = beyond[open.runtime]
    if (!runtime) return this.#end(run, 'malformed')
    this.#connection.send({ type: 'close', run })
    clearTimeout(open.watch)
    Object.assign(open, { runtime, characters: 0, shown: new Shown(), spent: { batches: 0, characters: 0 } })
    open.listener.again?.()
    this.#begin(run, open)
  }

  /** Gives back the credit for a batch when it has been painted, or would have been. */
  #pay(run: number, open: OpenRun, characters: number): void {
    open.spent.batches++
    open.spent.characters += characters
    if (open.paying) return
    open.paying = true
    const pay = () => {
      const credit = open.spent
      open.spent = { batches: 0, characters: 0 }
      open.paying = false
      this.#connection.send({ type: 'command', run, command: { type: 'credit', ...credit } })
    }
    if (document.hidden) setTimeout(pay, 100)
    else requestAnimationFrame(pay)
  }

  #tellLoading(part: number): void {
    for (const { runtime, sent, listener } of this.#runs.values()) {
      if (runtime === 'python' && !sent) listener.loading?.(part)
    }
  }

  /** @param more  time that passes before the run's own begins [ms] */
  #watch(run: number, open: OpenRun, more = 0): void {
    clearTimeout(open.watch)
    const { ask, grace } = open.limit
    open.watch = window.setTimeout(
      () => {
        this.#end(run, 'time-limit', false)
        this.#lose()
      },
      more + ask + grace + patience,
    )
  }

  #end(run: number, reason: RunEnd, close = true): void {
    const open = this.#runs.get(run)
    if (!open) return
    clearTimeout(open.watch)
    if (close) this.#connection.send({ type: 'close', run })
    this.#runs.delete(run)
    open.listener.ended(reason)
    this.#beginNext()
    this.#keepSpare()
  }

  /** The frame is dead or deaf: all that it ran is lost, and the next run makes a new one. */
  #lose(): void {
    const lost = [...this.#runs].filter(([, { begun }]) => begun)
    this.#connection.discard()
    for (const [run] of lost) this.#end(run, 'crashed', false)
  }

  /** The next run finds a worker waiting, where there is memory for it and somebody who looks. */
  #keepSpare(): void {
    const wanted = workerBudget(thisDevice()).spare
    for (const language of this.#warmed) this.#connection.send({ type: 'spare', language, wanted })
  }
}

function runtimeFor({ language, code, before = [] }: RunRequest): RuntimeName {
  if (language === 'python') return 'python'
  return [code, ...before.map((cell) => cell.code)].some(needsWhole) ? 'whole' : 'core'
}

/** What fails ahead of time, the run that follows tries again, and tells. */
function ignore(): void {}
