/**
 * What the page, the frame and the worker say to each other. One protocol for every language of code.
 *
 *     page ── commands ──▶ frame ── commands ──▶ worker        one MessagePort from page to frame,
 *     page ◀── answers ─── frame ◀── batches ─── worker        one from the frame to each worker
 *
 * A run is `prepare`, then `run`; `stop` ends it at any time, `close` when it is no longer needed. What a run needs (the
 * code, `assets`) is there before it begins: nothing during a run waits for the page, so a worker that never
 * yields can be ended from outside and loses nothing that it has said.
 *
 * TypeScript has two runtimes, on the core of the engine and on the whole of it. A run on the core that turns out to need
 * more says `wanting`, and the page begins it again on the whole, once. Python has one, whose worker needs files and takes
 * a while to boot: nothing of a cell reaches it before it has said that it is `ready`, and the time of a run begins there.
 * The library of Python comes after the rest; a run that imports of it what is not there yet says `wanting` as well.
 *
 * Who checks what:
 * - The **worker** is where the reader's code runs, and whatever comes out of it may be forged. An honest worker gathers its
 *   events into batches, keeps to its credit, and ends a run that prints without end.
 * - The **frame** runs no foreign code. A batch is one string, so its size is known without reading it. The frame counts
 *   batches and characters, hands them on while credit lasts, and ends a worker that exceeds it, that sends anything but
 *   a string or more than `maxBatch`, or that takes longer than its time limit. (A loop cannot be made to pause: while the
 *   reader is asked whether it may go on, it does.)
 * - The **page** gives credit as it renders. It parses a batch, checks each event against its type (check.ts), and ends a
 *   run that sends anything else. It shows text as text. A frame that does not answer is removed with its workers.
 *
 * Numbers in a batch are JSON; NaN, ±Infinity and −0 travel as `{"$": "NaN"}` (batch.ts).
 */
import type { Answers, RunEvent } from '../run/events.ts'

/** Raised when a message changes its meaning. Page, frame and worker come from one build; a mismatch ends the talk. */
export const protocolVersion = 2

export type CodeLanguage = 'typescript' | 'python'

/** What a worker tells: what a run tells, whichever language its code is written in. */
export type CellEvent = RunEvent

/** What a worker of the core says in place of all else where the run needs the whole engine: begin again there. */
export interface WantingEvent {
  type: 'wanting'
}

export type WorkerEvent = CellEvent | WantingEvent

/** What a run may send before the page has answered. */
export interface Credit {
  batches: number
  characters: number
}

/** Bytes a run needs besides its code, by name: data, kernels, an interpreter. */
export type Assets = Readonly<Record<string, ArrayBuffer>>

export interface CellText {
  /** The cell's id, by which stack traces name it. */
  cell: string
  code: string
  /** What the reader set sliders and choices to in an earlier run. */
  answers?: Answers
}

export interface PrepareCommand extends CellText {
  type: 'prepare'
  language: CodeLanguage
  /** Cells whose names this one uses, the earliest first: they run before it, and only their errors are told. */
  before?: readonly CellText[]
  assets: Assets
  credit: Credit
  /** Keep what the graph of the computation needs, and tell it in a `tape`. */
  trace?: boolean
  /** Seed of random numbers; 0 if absent. */
  seed?: number
  /** The language of the text that the cell stands in; English if absent. */
  locale?: string
}

export interface RunCommand {
  type: 'run'
  limit: TimeLimit
}

export interface TimeLimit {
  /** Time after which the page is told that the run is overdue [ms]. */
  ask: number
  /** Time after that in which it may `extend` the run, before the frame ends the worker [ms]. */
  grace: number
}

export interface CreditCommand extends Credit {
  type: 'credit'
}

/** What the workers of a language are started from. */
export interface Runtime {
  language: CodeLanguage
  source: string
  /** What they need before they can take a run; absent where they can at once. */
  boot?: BootFiles
}

/** By name. The frame compiles `modules` once for all of its workers, and hands each a copy of `files`. */
export interface BootFiles {
  modules: Assets
  files: Assets
}

/** Page to frame. `run` tells the runs of a page apart. */
export type PageMessage =
  | ({ type: 'runtime' } & Runtime)
  /** More files for the workers of a language that are started from now on. */
  | { type: 'files'; language: CodeLanguage; files: Assets }
  | { type: 'command'; run: number; command: PrepareCommand | RunCommand | CreditCommand }
  /** From now on, more time for a run that is going on. */
  | { type: 'extend'; run: number; limit: TimeLimit }
  | { type: 'stop'; run: number }
  | { type: 'close'; run: number }
  /** Have a worker ready for the next run, or none. */
  | { type: 'spare'; language: CodeLanguage; wanted: boolean }

/** Why a worker is gone: asked to, out of time, out of credit, not a batch, broken off. */
export type EndReason = 'stopped' | 'time-limit' | 'flood' | 'malformed' | 'crashed'

/** Frame to page. */
export type FrameMessage =
  | { type: 'connected'; version: number }
  | { type: 'batch'; run: number; batch: string }
  /** Its worker has booted: the time of the run begins. Said of runs that had to wait for that. */
  | { type: 'begun'; run: number }
  /** The run has had its time, and goes on while the page asks its reader. */
  | { type: 'overdue'; run: number }
  | { type: 'ended'; run: number; reason: EndReason }

/** Page to frame's window, with the port of all further talk; the only message the frame's window listens to, once. */
export interface ConnectMessage {
  type: 'connect'
  version: number
}

/** Frame to worker's global scope, with the worker's port; once. */
export interface SeatMessage {
  type: 'seat'
  modules?: Readonly<Record<string, WebAssembly.Module>>
  files?: Assets
}

/** What a worker that had to boot says by its port before anything else. */
export const readyMessage = 'ready'

/** The longest batch a frame hands on [UTF-16 units]. */
export const maxBatch = 2_000_000

/** What a run begins with. A training loop of minutes stays well below it without an answer from the page. */
export const initialCredit: Credit = { batches: 1000, characters: 8_000_000 }

/** What a run may print before it is ended: more than anyone reads, less than a page can hold. */
export const outputLimit = { characters: 200_000, lines: 10_000 } as const

/** How many plots, tables, sliders and choices a run may show; a plot that is shown anew counts once. */
export const displayLimit = 200

/** Time a run may take, unless its fence says otherwise, before the reader is asked whether to go on [ms]. */
export const defaultTimeLimit = 10_000

/** A limit with the time to answer: as long again, and neither too short to read a question nor too long to heat a phone. */
export function timeLimit(ask: number): TimeLimit {
  return { ask, grace: Math.min(15_000, Math.max(3000, ask)) }
}
