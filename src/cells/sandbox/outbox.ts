/**
 * The worker's side of credit: gathers events into batches, so that a loop of 10⁵ lines sends dozens of messages and not
 * 10⁵, and ends a run that prints without end.
 *
 * A loop that never yields calls nobody back, so what is not sent at once may wait until the loop speaks again. Whoever
 * speaks little is therefore heard at once, and only who speaks much is gathered: a batch may be sent in each interval,
 * and up to `burst` of them that were not needed before.
 *
 * Such a loop gets no new credit either, so the interval grows with the run: 32 ms at first, a hundredth of the time gone
 * later. Ten seconds take some 200 batches of the 1,000 that a run begins with.
 */
import type { CellError, DoneEvent } from '../run/events.ts'
import { packBatch } from './batch.ts'
import { displayLimit, maxBatch, outputLimit, type CellEvent, type Credit } from './protocol.ts'
import { Shown } from './shown.ts'

// Taken now: a cell may put functions of its own in their place later.
const { stringify } = JSON

const firstInterval = 32
const intervalShare = 1 / 100
const burst = 24
/** Beyond this the batch goes at once [characters]. */
const fullBatch = 64_000

export interface OutboxOptions {
  send(batch: string): void
  now(): number
  /** Calls back when the cell next yields, after at most so many milliseconds. */
  defer(callback: () => void, milliseconds: number): void
  credit: Credit
}

export class Outbox {
  readonly #options: OutboxOptions
  readonly #credit: Credit
  readonly #start: number
  #pending: CellEvent[] = []
  #pendingCharacters = 0
  #lastEvent: number
  /** Batches that may be sent now; a fraction grows into one. */
  #allowance = burst
  #deferred = false
  #characters = 0
  #lines = 0
  readonly #shown = new Shown()
  #closed = false

  constructor(options: OutboxOptions) {
    this.#options = options
    this.#credit = { ...options.credit }
    this.#start = this.#lastEvent = options.now()
  }

  emit(event: CellEvent): void {
    if (this.#closed) return
    if (event.type === 'output' && this.#exceeds(event.text)) return this.#endForOutput()
    if (this.#shown.count(event) > displayLimit) return this.#endForDisplays()
    this.#add(event)
    if (event.type === 'done') {
      this.#flush(true)
      this.#closed = true
      return
    }
    if (this.#pendingCharacters > fullBatch || this.#mayFlush()) this.#flush()
    else this.#deferFlush()
  }

  /** Says that this run is to begin again on the whole engine, and nothing from then on. */
  want(): void {
    if (this.#closed) return
    this.#closed = true
    this.#options.send(packBatch([{ type: 'wanting' }]))
  }

  grant({ batches, characters }: Credit): void {
    this.#credit.batches += batches
    this.#credit.characters += characters
  }

  #interval(): number {
    return Math.max(firstInterval, (this.#options.now() - this.#start) * intervalShare)
  }

  #mayFlush(): boolean {
    const now = this.#options.now()
    this.#allowance = Math.min(burst, this.#allowance + (now - this.#lastEvent) / this.#interval())
    this.#lastEvent = now
    return this.#allowance >= 1
  }

  #exceeds(text: string): boolean {
    this.#characters += text.length + 1
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#lines++
    this.#lines++
    return this.#characters > outputLimit.characters || this.#lines > outputLimit.lines
  }

  /** Lines of one level become one event; of progress, and of displays with one key, only the newest counts. */
  #add(event: CellEvent): void {
    const last = this.#pending[this.#pending.length - 1]
    const older = replaces(event) ? this.#pending.findIndex((other) => isReplaced(other, event)) : -1
    if (older >= 0) {
      this.#pendingCharacters += charactersOf(event) - charactersOf(this.#pending[older]!)
      this.#pending[older] = event
    } else if (event.type === 'output' && last?.type === 'output' && last.level === event.level) {
      last.text += `\n${event.text}`
      this.#pendingCharacters += event.text.length + 1
    } else {
      this.#pending[this.#pending.length] = event.type === 'output' ? { ...event } : event
      this.#pendingCharacters += charactersOf(event)
    }
  }

  #deferFlush(): void {
    if (this.#deferred) return
    this.#deferred = true
    this.#options.defer(() => {
      this.#deferred = false
      if (!this.#closed) this.#flush()
    }, this.#interval())
  }

  /** Sends what is gathered, if credit allows; one batch of credit is kept for the end. */
  #flush(last = false): void {
    if (this.#pending.length === 0) return
    this.#allowance = Math.max(0, this.#allowance - 1)
    const batch = packBatch(this.#pending)
    const { batches, characters } = this.#credit
    if (!last && (batches <= 1 || characters - batch.length < maxBatch)) {
      if (this.#pendingCharacters > maxBatch / 2) this.#endForOutput()
      return
    }
    this.#pending = []
    this.#pendingCharacters = 0
    this.#credit.batches--
    this.#credit.characters -= batch.length
    this.#options.send(batch)
  }

  #endForOutput(): void {
    const original = `The cell printed more than ${outputLimit.characters} characters or ${outputLimit.lines} lines.`
    this.#endFor({ code: 'run-too-much-output', params: { ...outputLimit }, name: 'Error', original })
  }

  #endForDisplays(): void {
    const original = `The cell showed more than ${displayLimit} plots, tables and sliders.`
    this.#endFor({ code: 'run-too-many-displays', params: { displays: displayLimit }, name: 'Error', original })
  }

  #endFor(error: CellError): void {
    this.#add({ type: 'error', error })
    const done: DoneEvent = { type: 'done', ok: false, ms: this.#options.now() - this.#start }
    this.#add(done)
    this.#flush(true)
    this.#closed = true
  }
}

/** About as many as it will take in a batch: of pictures it is known only once they are written. */
function charactersOf(event: CellEvent): number {
  if (event.type === 'output') return event.text.length + 50
  return event.type === 'display' ? event.text.length + stringify(event.data).length + 50 : 50
}

function replaces(event: CellEvent): boolean {
  return event.type === 'progress' || (event.type === 'display' && event.key !== undefined)
}

function isReplaced(older: CellEvent, event: CellEvent): boolean {
  if (event.type === 'progress') return older.type === 'progress' && older.depth === event.depth
  return event.type === 'display' && older.type === 'display' && older.key === event.key
}
