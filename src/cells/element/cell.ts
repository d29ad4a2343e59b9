/**
 * A cell of a page as its parts see it. The editor, plots, sliders, the graph, the prediction, sharing: each is a part,
 * and none knows of another.
 *
 * How a part joins:
 * - It is a module that exports `join(cell: Cell)`, called once for a cell, and a row in parts.ts that says when: at the
 *   first event of a type, at the first click on one of its `data-action`s, where the cell has an attribute
 *   (`data-predict`), or when another asks by `cell.load('editor')`. It is loaded then, by dynamic import; events that
 *   come meanwhile wait for it, in their order.
 * - In `join` it says what it listens to, `cell.on('display', …)`, `cell.on('begin', …)`, and what its buttons do,
 *   `cell.act('edit', …)`. A `display` that nobody listens to is printed as its text.
 * - It draws in `cell.place('plot')`, an element of the result that it has to itself.
 * - It asks for runs with `cell.run({ answers, trace, reason })`, and reads the code from `cell.source`. The editor puts a
 *   source of its own there. What a run ended with is in `cell.last`.
 * - Its words are `await cell.texts('plot')`: the section `plot` of ui.json, listed in site/code/cell-texts.ts.
 */
import type { Answer, CellError, RunEvent, Variable } from '../run/events.ts'
import type { RunEnd, SandboxHost } from '../sandbox/host.ts'
import type { CodeLanguage } from '../sandbox/protocol.ts'
import type { CellSource } from './source.ts'
import type { CellStrings } from './strings.ts'

export type CellState = 'idle' | 'running' | 'done' | 'failed' | 'stopped'

/** Why a run began: a reader's *Run*, a slider or choice that moved, the graph that was asked for, … */
export type RunReason = 'run' | 'answer' | 'graph' | 'share'

export interface RunOptions {
  /** Values of sliders and choices, added to `cell.answers`. */
  answers?: Readonly<Record<string, Answer>>
  /** Keep what the graph of the computation needs, and tell it in a `tape`. */
  trace?: boolean
  reason?: RunReason
}

export interface RunBegin extends RunOptions {
  reason: RunReason
  code: string
}

export interface RunSummary extends RunBegin {
  end: RunEnd
  /** What the cell itself took; what passed until it was stopped [ms]. */
  ms: number
  variables: readonly Variable[]
  error?: CellError
}

/** What can be listened to: each event of a run by its type, and these. */
export type CellSignals = { [Type in RunEvent['type']]: Extract<RunEvent, { type: Type }> } & {
  begin: RunBegin
  end: RunSummary
  state: CellState
  /** How much has come of what its language is made of, as a part of all: 1 when it only has to start. */
  loading: number
  /** The run has had its time, and ends in so many milliseconds unless `cell.allow` gives it more. */
  overdue: number
  /** The code is no longer what it was: its text. */
  change: string
}

export interface Cell {
  readonly element: HTMLElement
  readonly id: string
  /** Of its code. */
  readonly language: CodeLanguage
  /** BCP 47, of the page. */
  readonly locale: string
  readonly strings: CellStrings
  readonly state: CellState
  /** The code: what is shown, what runs, what was published. */
  source: CellSource
  /** What sliders and choices stand at; the next run gets them. */
  readonly answers: Record<string, Answer>
  /** Seed of random numbers; 0 where nobody has set it. */
  seed: number | undefined
  /** Time a run may take before the reader is asked [ms]. */
  readonly limit: number
  /** Time since the run that goes on began [ms]; undefined where none does. */
  readonly runningFor: number | undefined
  /** How the last run ended; undefined before the first. */
  readonly last: RunSummary | undefined

  /** Calls back with each signal; returns what ends that. */
  on<Type extends keyof CellSignals>(type: Type, listener: (signal: CellSignals[Type]) => void): () => void
  /** What a click on `data-action="…"` does. */
  act(action: string, perform: (button: HTMLElement, event: Event) => void): void
  /** The element with this `data-role` in the result; made where it is not there, in the order of `places`. */
  place(role: Place, tag?: string): HTMLElement
  /** Loads a part of parts.ts by its name, if it has not joined yet. */
  load(part: string): Promise<void>
  /** A section of the page's strings. Empty where they cannot be loaded. */
  texts(section: string): Promise<Readonly<Record<string, string>>>

  /**
   * Runs the code; resolves when it has ended. While a run goes on, one for a new `answer` follows it, as soon as it is
   * over or soon by stopping it; others are not begun and resolve with what goes on.
   */
  run(options?: RunOptions): Promise<RunSummary>
  stop(): void
  /** Allows a run that goes on, and later ones, so much time in all [ms]. */
  allow(milliseconds: number): void
  /** Puts the focus on *Run* or *Stop*, whichever is there. */
  focus(): void
  /** Where code can be run without being shown here: what a proof of all languages needs. */
  sandbox(): SandboxHost
}

/** The parts of a result, from top to bottom. */
export const places = [
  'prediction',
  'sliders',
  'ran-first',
  'loading',
  'progress',
  'question',
  'error',
  'plot',
  'output',
  'variables',
  'graph',
] as const
export type Place = (typeof places)[number]
