/**
 * The page's end of the protocol: one sandboxed frame for all cells of a page, made when the first is about to run.
 *
 * What comes out of the frame is checked here, event by event, before anything is shown. See protocol.ts.
 */
import { readBatch } from './batch.ts'
import {
  initialCredit,
  outputLimit,
  protocolVersion,
  type Assets,
  type CellEvent,
  type ConnectMessage,
  type EndReason,
  type FrameMessage,
  type PageMessage,
  type PrepareCommand,
} from './protocol.ts'

export interface RunRequest extends Omit<PrepareCommand, 'type' | 'assets' | 'credit'> {
  assets?: Assets
  /** [ms] */
  limit: number
}

/** How a run ended: by itself, or for one of these reasons. */
export type RunEnd = 'done' | EndReason | 'unavailable' | 'not-loaded'

export interface RunListener {
  /** Events in their order. Nothing comes after `ended`. */
  events(events: readonly CellEvent[]): void
  ended(reason: RunEnd): void
}

export interface RunHandle {
  stop(): void
  extend(milliseconds: number): void
}

/** A frame that has not answered so long after a run's limit is taken for dead [ms]. */
const patience = 3000
/** A frame that has not connected by then never will [ms]. */
const connectLimit = 8000

interface OpenRun {
  listener: RunListener
  watch: number
  characters: number
  spent: { batches: number; characters: number }
  paying: boolean
}

export class SandboxHost {
  readonly #frameUrl: string
  readonly #workerUrl: string
  readonly #runs = new Map<number, OpenRun>()
  #frame: HTMLIFrameElement | undefined
  /** The frame's port, and the same once the frame has the runtime too. */
  #opened: Promise<MessagePort> | undefined
  #port: Promise<MessagePort> | undefined
  #lastRun = 0

  constructor(urls: { frameUrl: string; workerUrl: string }) {
    this.#frameUrl = urls.frameUrl
    this.#workerUrl = urls.workerUrl
  }

  /** Opens the frame: a kilobyte, but for some browsers a process, which is what a first run would wait for most. */
  open(): void {
    this.#openFrame().catch(ignore)
  }

  /** Fetches the runtime and starts a worker as well, so that a run finds all of it ready. */
  warm(): void {
    this.#connected().catch(ignore)
  }

  run({ limit, assets = {}, ...request }: RunRequest, listener: RunListener): RunHandle {
    const run = ++this.#lastRun
    const open: OpenRun = { listener, watch: 0, characters: 0, spent: { batches: 0, characters: 0 }, paying: false }
    this.#runs.set(run, open)
    this.#connected().then(
      (port) => {
        if (!this.#runs.has(run)) return
        this.#watch(run, limit)
        const prepare: PrepareCommand = { ...request, type: 'prepare', assets, credit: initialCredit }
        post(port, { type: 'command', run, command: prepare })
        post(port, { type: 'command', run, command: { type: 'run', limit } })
      },
      (error: unknown) => this.#end(run, error instanceof NotLoaded ? 'not-loaded' : 'unavailable'),
    )
    return {
      stop: () => {
        this.#send({ type: 'stop', run })
        // The page need not wait to be told: whatever still comes is not listened to.
        this.#end(run, 'stopped', false)
      },
      extend: (milliseconds) => {
        this.#watch(run, milliseconds)
        this.#send({ type: 'extend', run, milliseconds })
      },
    }
  }

  #connected(): Promise<MessagePort> {
    this.#port ??= this.#connect().catch((error: unknown) => {
      this.#discard()
      throw error
    })
    return this.#port
  }

  #openFrame(): Promise<MessagePort> {
    this.#opened ??= this.#createFrame().catch((error: unknown) => {
      this.#discard()
      throw error
    })
    return this.#opened
  }

  async #connect(): Promise<MessagePort> {
    const [source, port] = await Promise.all([loadText(this.#workerUrl), this.#openFrame()])
    post(port, { type: 'runtime', source })
    post(port, { type: 'spare' })
    return port
  }

  #createFrame(): Promise<MessagePort> {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.allow = ''
    frame.referrerPolicy = 'no-referrer'
    frame.title = ''
    frame.hidden = true
    frame.tabIndex = -1
    frame.ariaHidden = 'true'
    frame.src = this.#frameUrl
    this.#frame = frame
    const { port1, port2 } = new MessageChannel()
    const opened = new Promise<MessagePort>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The sandbox does not answer.')), connectLimit)
      frame.addEventListener(
        'load',
        () => {
          const connect: ConnectMessage = { type: 'connect', version: protocolVersion }
          // An opaque origin has no name to post to; the port, once taken, is private.
          frame.contentWindow?.postMessage(connect, '*', [port2])
        },
        { once: true },
      )
      port1.onmessage = ({ data }: MessageEvent<FrameMessage>) => {
        if (data.type !== 'connected') return this.#take(data)
        clearTimeout(timer)
        if (data.version === protocolVersion) resolve(port1)
        else reject(new Error(`The sandbox speaks version ${data.version}, the page ${protocolVersion}.`))
      }
    })
    document.body.append(frame)
    return opened
  }

  #take(message: Exclude<FrameMessage, { type: 'connected' }>): void {
    const { run } = message
    const open = this.#runs.get(run)
    if (!open) return
    if (message.type === 'ended') return this.#end(run, message.reason)
    const events = readBatch(message.batch)
    if (!events) return this.#end(run, 'malformed')
    const done = events.findIndex(({ type }) => type === 'done')
    const until = done < 0 ? events : events.slice(0, done + 1)
    open.characters += until.reduce((sum, event) => sum + ('text' in event ? event.text.length : 0), 0)
    // An honest worker has ended such a run before.
    if (open.characters > outputLimit.characters * 2) return this.#end(run, 'flood')
    open.listener.events(until)
    if (done >= 0) return this.#end(run, 'done')
    this.#pay(run, open, message.batch.length)
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
      this.#send({ type: 'command', run, command: { type: 'credit', ...credit } })
    }
    if (document.hidden) setTimeout(pay, 100)
    else requestAnimationFrame(pay)
  }

  #send(message: PageMessage): void {
    void this.#port?.then(
      (port) => post(port, message),
      () => undefined,
    )
  }

  #watch(run: number, limit: number): void {
    const open = this.#runs.get(run)
    if (!open) return
    clearTimeout(open.watch)
    open.watch = window.setTimeout(() => {
      this.#end(run, 'time-limit', false)
      for (const other of [...this.#runs.keys()]) this.#end(other, 'crashed', false)
      this.#discard()
    }, limit + patience)
  }

  #end(run: number, reason: RunEnd, close = true): void {
    const open = this.#runs.get(run)
    if (!open) return
    clearTimeout(open.watch)
    if (close) this.#send({ type: 'close', run })
    this.#runs.delete(run)
    open.listener.ended(reason)
    // The next run finds a worker waiting.
    if (this.#runs.size === 0) this.#send({ type: 'spare' })
  }

  /** Removes the frame, and with it all workers; the next run makes a new one. */
  #discard(): void {
    this.#frame?.remove()
    this.#frame = undefined
    this.#opened = undefined
    this.#port = undefined
  }
}

/** What fails ahead of time, the run that follows tries again, and tells. */
function ignore(): void {}

class NotLoaded extends Error {}

async function loadText(url: string): Promise<string> {
  try {
    const response = await fetch(url)
    if (!response.ok) throw new NotLoaded(`${url}: ${response.status}`)
    return await response.text()
  } catch (error) {
    throw error instanceof NotLoaded ? error : new NotLoaded(String(error))
  }
}

function post(port: MessagePort, message: PageMessage): void {
  port.postMessage(message)
}
