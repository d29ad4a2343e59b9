/** What a run tells: plain data that can be posted between threads. */
import type { Nested } from '../parse/expectation.ts'

export type OutputLevel = 'log' | 'info' | 'warn' | 'error' | 'debug'

/** Text as a console prints it, without a line break at its end. */
export interface OutputEvent {
  type: 'output'
  level: OutputLevel
  text: string
}

export type VariableKind = 'tensor' | 'module' | 'number' | 'boolean' | 'string' | 'array' | 'object'

/** A name that the cell declared at its top, or a module's parameter as `model.weight`. */
export interface Variable {
  name: string
  kind: VariableKind
  /** As console.log prints it. */
  text: string
  /** A tensor's numbers, a number, a truth value, or nested arrays of these; absent for other kinds and where cut. */
  value?: Nested
  shape?: number[]
  dtype?: string
  /** A tensor's gradient; null where it wants one and has none yet. */
  grad?: Nested | null
  gradText?: string
  /** Number of elements, where they were too many to send. */
  cut?: number
}

export interface VariablesEvent {
  type: 'variables'
  variables: Variable[]
}

/**
 * Why a cell did not run, or stopped. `code` is one of the engine's, of PrepareErrorCode or of JavaScriptErrorCode, and
 * `error` where nothing is known but `original`.
 */
export interface CellError {
  code: string
  params: Record<string, unknown>
  /** `TypeError`, `ShapeError`, … */
  name: string
  /** What the error said, in English. */
  original: string
  /** All of it as Python tells it, with the reader's lines alone. */
  traceback?: string
  /** Place in the reader's code, both from 1; absent where it cannot be known. */
  line?: number
  column?: number
  /** The cell whose code it is, where that is not the cell that was asked to run but one whose names it uses. */
  cell?: string
}

export interface ErrorEvent {
  type: 'error'
  error: CellError
}

/** The last event of a run; variables, and before them the error, have come. */
export interface DoneEvent {
  type: 'done'
  ok: boolean
  /** Time of the run [ms]. */
  ms: number
}

/** Something to show: a table, a plot, an image. `text` says the same to those who do not see it. */
export interface DisplayEvent {
  type: 'display'
  kind: string
  text: string
  data: unknown
  /** A later display with the same key takes the place of an earlier one: a plot that grows while a model trains. */
  key?: string
}

/** The recorded operations of a result, for the graph of the computation. */
export interface TapeEvent {
  type: 'tape'
  data: unknown
}

/** How far a loop has come. */
export interface ProgressEvent {
  type: 'progress'
  /** 0 for a loop, 1 for a loop within it, … A later loop takes the place of an earlier one at its depth. */
  depth: number
  /** Turns that are over. */
  done: number
  /** Absent where nobody can know. */
  total?: number
  label?: string
  /** Time since the loop began [ms]. */
  elapsed: number
}

/** What a reader set a slider or a choice to. */
export type Answer = number | string | boolean
/** By the name of a slider or a choice. */
export type Answers = Readonly<Record<string, Answer>>

/** A slider or choice that the cell declared. The run does not wait: a new value comes with the next run's `answers`. */
export interface AskEvent {
  type: 'ask'
  name: string
  kind: string
  label: string
  data: unknown
}

export type RunEvent =
  OutputEvent | DisplayEvent | VariablesEvent | TapeEvent | ProgressEvent | AskEvent | ErrorEvent | DoneEvent
