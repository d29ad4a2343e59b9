/**
 * The frame's end of the protocol: owns the workers. Gives each run a worker of its own, holds it to its credit and its
 * time, hands its batches on, and ends it. See protocol.ts for who checks what.
 */
import {
  maxBatch,
  readyMessage,
  type Assets,
  type CodeLanguage,
  type Credit,
  type EndReason,
  type FrameMessage,
  type PageMessage,
  type PrepareCommand,
  type Runtime,
  type TimeLimit,
} from './protocol.ts'

/** A worker, seen from the frame. */
export interface FrameWorker {
  post(command: unknown): void
  terminate(): void
}

export interface FrameEnvironment {
  /** Starts a worker of the runtime. `onBatch` gets whatever it sends by its port. */
  spawn(runtime: Runtime, onBatch: (data: unknown) => void, onEnd: (reason: EndReason) => void): FrameWorker
  answer(message: FrameMessage): void
  setTimer(callback: () => void, milliseconds: number): unknown
  clearTimer(timer: unknown): void
}

interface Seat {
  worker: FrameWorker
  language: CodeLanguage
  run: number | undefined
  credit: Credit
  /** What a worker that boots is not told yet; undefined for one that is ready. */
  waiting: Waiting | undefined
  timer?: unknown
}

interface Waiting {
  commands: unknown[]
  limit?: TimeLimit
}

export function createFrameRuns({
  spawn,
  answer,
  setTimer,
  clearTimer,
}: FrameEnvironment): (message: PageMessage) => void {
  const runtimes = new Map<CodeLanguage, Runtime>()
  const spares = new Map<CodeLanguage, Seat>()
  const seats = new Map<number, Seat>()

  return (message) => {
    switch (message.type) {
      case 'runtime':
        // One that waits would run the next cell on the runtime before.
        if (runtimes.get(message.language)?.source !== message.source) dropSpare(message.language)
        runtimes.set(message.language, message)
        return
      case 'files':
        addFiles(message.language, message.files)
        return
      case 'spare':
        if (message.wanted) keepSpare(message.language)
        else dropSpare(message.language)
        return
      case 'command':
        if (message.command.type === 'prepare') open(message.run, message.command)
        else command(message.run, message.command)
        return
      case 'extend':
        limit(message.run, message.limit)
        return
      case 'stop':
        end(message.run, 'stopped')
        return
      case 'close':
        leave(message.run)
    }
  }

  function takeSeat(runtime: Runtime): Seat {
    const seat: Seat = {
      language: runtime.language,
      run: undefined,
      credit: { batches: 0, characters: 0 },
      waiting: runtime.boot && { commands: [] },
      worker: spawn(
        runtime,
        (data) => relay(seat, data),
        (reason) => lose(seat, reason),
      ),
    }
    return seat
  }

  function open(run: number, prepare: PrepareCommand): void {
    leave(run)
    const runtime = runtimes.get(prepare.language)
    if (!runtime) return answer({ type: 'ended', run, reason: 'crashed' })
    const seat = spares.get(prepare.language) ?? takeSeat(runtime)
    spares.delete(prepare.language)
    seat.run = run
    seat.credit = { ...prepare.credit }
    seats.set(run, seat)
    post(seat, prepare)
    if (!seat.waiting && runtime.boot) answer({ type: 'begun', run })
  }

  function command(run: number, given: Exclude<(PageMessage & { type: 'command' })['command'], PrepareCommand>): void {
    const seat = seats.get(run)
    if (!seat) return
    if (given.type === 'run') limit(run, given.limit)
    else {
      seat.credit.batches += given.batches
      seat.credit.characters += given.characters
    }
    post(seat, given)
  }

  /** Code of a cell, or what belongs to it, reaches no worker that has not booted. */
  function post(seat: Seat, command: unknown): void {
    if (seat.waiting) seat.waiting.commands.push(command)
    else seat.worker.post(command)
  }

  function begin(seat: Seat, { commands, limit: held }: Waiting): void {
    seat.waiting = undefined
    for (const command of commands) seat.worker.post(command)
    if (seat.run === undefined) return
    answer({ type: 'begun', run: seat.run })
    if (held) limit(seat.run, held)
  }

  function limit(run: number, given: TimeLimit): void {
    const seat = seats.get(run)
    if (!seat) return
    const { ask, grace } = given
    if (seat.waiting) return void (seat.waiting.limit = given)
    clearTimer(seat.timer)
    seat.timer = setTimer(() => {
      answer({ type: 'overdue', run })
      seat.timer = setTimer(() => end(run, 'time-limit'), grace)
    }, ask)
  }

  function addFiles(language: CodeLanguage, files: Assets): void {
    const runtime = runtimes.get(language)
    if (!runtime?.boot) return
    runtimes.set(language, { ...runtime, boot: { ...runtime.boot, files: { ...runtime.boot.files, ...files } } })
    if (!spares.has(language)) return
    dropSpare(language)
    keepSpare(language)
  }

  function keepSpare(language: CodeLanguage): void {
    const runtime = runtimes.get(language)
    if (runtime && !spares.has(language)) spares.set(language, takeSeat(runtime))
  }

  function dropSpare(language: CodeLanguage): void {
    spares.get(language)?.worker.terminate()
    spares.delete(language)
  }

  /** A worker without a run has nothing to say but that it is ready. */
  function relay(seat: Seat, data: unknown): void {
    if (seat.waiting) return data === readyMessage ? begin(seat, seat.waiting) : lose(seat, 'malformed')
    const { run, credit } = seat
    if (run === undefined || typeof data !== 'string' || data.length > maxBatch) return lose(seat, 'malformed')
    credit.batches--
    credit.characters -= data.length
    if (credit.batches < 0 || credit.characters < 0) return lose(seat, 'flood')
    answer({ type: 'batch', run, batch: data })
  }

  function lose(seat: Seat, reason: EndReason): void {
    if (seat.run !== undefined) return end(seat.run, reason)
    seat.worker.terminate()
    if (spares.get(seat.language) === seat) spares.delete(seat.language)
  }

  function end(run: number, reason: EndReason): void {
    if (leave(run)) answer({ type: 'ended', run, reason })
  }

  function leave(run: number): boolean {
    const seat = seats.get(run)
    if (!seat) return false
    clearTimer(seat.timer)
    seat.worker.terminate()
    seat.run = undefined
    return seats.delete(run)
  }
}
