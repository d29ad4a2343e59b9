/**
 * The frame's end of the protocol: owns the workers. Gives each run a worker of its own, holds it to its credit and its
 * time, hands its batches on, and ends it. See protocol.ts for who checks what.
 */
import {
  maxBatch,
  type Credit,
  type EndReason,
  type FrameMessage,
  type PageMessage,
  type PrepareCommand,
  type TimeLimit,
} from './protocol.ts'

/** A worker, seen from the frame. */
export interface FrameWorker {
  post(command: unknown): void
  terminate(): void
}

export interface FrameEnvironment {
  /** Starts a worker from the runtime's source. `onBatch` gets whatever it sends by its port. */
  spawn(source: string, onBatch: (data: unknown) => void, onEnd: (reason: EndReason) => void): FrameWorker
  answer(message: FrameMessage): void
  setTimer(callback: () => void, milliseconds: number): unknown
  clearTimer(timer: unknown): void
}

interface Seat {
  worker: FrameWorker
  run: number | undefined
  credit: Credit
  timer?: unknown
}

export function createFrameRuns({
  spawn,
  answer,
  setTimer,
  clearTimer,
}: FrameEnvironment): (message: PageMessage) => void {
  let source: string | undefined
  let spare: Seat | undefined
  const seats = new Map<number, Seat>()

  return (message) => {
    switch (message.type) {
      case 'runtime':
        // One that waits would run the next cell on the runtime before.
        if (source !== message.source) dropSpare()
        source = message.source
        return
      case 'spare':
        if (!message.wanted) dropSpare()
        else if (source !== undefined) spare ??= takeSeat(source)
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

  function takeSeat(from: string): Seat {
    const seat: Seat = {
      run: undefined,
      credit: { batches: 0, characters: 0 },
      worker: spawn(
        from,
        (data) => relay(seat, data),
        (reason) => lose(seat, reason),
      ),
    }
    return seat
  }

  function open(run: number, prepare: PrepareCommand): void {
    leave(run)
    if (source === undefined) return answer({ type: 'ended', run, reason: 'crashed' })
    const seat = spare ?? takeSeat(source)
    spare = undefined
    seat.run = run
    seat.credit = { ...prepare.credit }
    seats.set(run, seat)
    seat.worker.post(prepare)
  }

  function command(run: number, given: Exclude<(PageMessage & { type: 'command' })['command'], PrepareCommand>): void {
    const seat = seats.get(run)
    if (!seat) return
    if (given.type === 'run') limit(run, given.limit)
    else {
      seat.credit.batches += given.batches
      seat.credit.characters += given.characters
    }
    seat.worker.post(given)
  }

  function limit(run: number, { ask, grace }: TimeLimit): void {
    const seat = seats.get(run)
    if (!seat) return
    clearTimer(seat.timer)
    seat.timer = setTimer(() => {
      answer({ type: 'overdue', run })
      seat.timer = setTimer(() => end(run, 'time-limit'), grace)
    }, ask)
  }

  function dropSpare(): void {
    spare?.worker.terminate()
    spare = undefined
  }

  /** A worker without a run has nothing to say. */
  function relay(seat: Seat, data: unknown): void {
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
    if (spare === seat) spare = undefined
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
