/**
 * Runs a prepared cell: in the reader's browser, in a worker of Node, in a test. What differs between them comes in as
 * `environment`; nothing here knows the DOM or Node.
 */
import { checkImports } from '../prepare/check-imports.ts'
import type { PreparedCell } from '../prepare/typescript.ts'
import { createConsole, type CellConsole } from './console.ts'
import { describeError } from './error.ts'
import { withLibrary } from '../library/library.ts'
import type { Answers, CellError, RunEvent, Variable } from './events.ts'
import { describeTapes, type TapeEngine } from './tape.ts'
import { describeVariables } from './variables.ts'

/** A module as an import of it sees it: names and what they stand for. */
export type ModuleExports = Readonly<Record<string, unknown>>

/** What the text of a prepared cell exports by default. */
export type CellFunction = (cell: CellScope, console: CellConsole) => Promise<void>

interface CellScope {
  modules: Readonly<Record<string, ModuleExports>>
  given: Readonly<Record<string, unknown>>
  watch(readers: Readonly<Record<string, () => unknown>>): void
}

export interface RunEnvironment {
  /** By name, what a cell may import; the library (library/library.ts) comes to `lexigrad` here. */
  modules: Readonly<Record<string, ModuleExports>>
  /** Evaluates the text of an ES module: a blob's address in a browser, a data: address in Node. */
  importModule(js: string): Promise<{ default: CellFunction }>
  /** Takes each event as it comes. */
  emit(event: RunEvent): void
  /** A clock [ms]. */
  now(): number
  /** Values of an earlier cell, for the names it was prepared with as `given`. */
  given?: Readonly<Record<string, unknown>>
  /** Elements of a tensor beyond which only their count is given; 1,000 if absent. */
  elementLimit?: number
  /** What the reader set sliders and choices to. */
  answers?: Answers
  /** The exports of a module as the cell sees them, where that is not all of them as they are. */
  shown?(exports: ModuleExports): ModuleExports
  /** Keep the values of the graph, and tell it in a `tape`. */
  trace?: boolean
  /** Seed of random numbers; 0 if absent. */
  seed?: number
}

export interface RunResult {
  ok: boolean
  ms: number
  variables: Variable[]
  error?: CellError
  /** The values themselves, to be `given` to a later cell; they stay in this thread. */
  scope: Record<string, unknown>
}

const defaultElementLimit = 1000

/** Never throws for what the cell does: its error is an event and part of the result. */
export async function runCell(prepared: PreparedCell, environment: RunEnvironment): Promise<RunResult> {
  const { emit, now, given = {}, elementLimit = defaultElementLimit, answers = {}, seed = 0 } = environment
  const { trace = false, shown } = environment
  let running = true
  const atEnd: (() => void)[] = []
  const modules = withLibrary(environment.modules, {
    emit: (event) => running && emit(event),
    now,
    answers,
    atEnd: (task) => void atEnd.push(task),
    lineOfCode: (line) => prepared.js.split('\n')[line - 1] ?? '',
  })
  let readers: Readonly<Record<string, () => unknown>> = {}
  // A timer that the cell leaves behind may still print when its run is over.
  const console = createConsole((level, text) => running && emit({ type: 'output', level, text }), now)
  const seen = shown
    ? Object.fromEntries(Object.entries(modules).map(([name, exports]) => [name, shown(exports)]))
    : modules
  const scope: CellScope = { modules: seen, given, watch: (given) => void (readers = given) }

  resetEngine(modules['lexigrad'], seed, trace)
  keepWholeStacks()
  let start = now()
  let error = importError(prepared, modules)
  if (!error) {
    try {
      const { default: cell } = await environment.importModule(prepared.js)
      start = now()
      await cell(scope, console)
    } catch (thrown) {
      error = describeError(thrown, prepared)
    }
    error = finish(atEnd, prepared, error)
  }
  const ms = now() - start
  running = false

  const values = readValues(readers)
  const variables = describeVariables(values, elementLimit)
  if (error) emit({ type: 'error', error })
  emit({ type: 'variables', variables })
  const engine = modules['lexigrad'] as TapeEngine | undefined
  if (trace && !error && engine) emit({ type: 'tape', data: describeTapes(values, engine, now) })
  emit({ type: 'done', ok: !error, ms })
  return { ok: !error, ms, variables, ...(error && { error }), scope: Object.fromEntries(values) }
}

/** What still waits, be it that the cell failed: what it had to show until then is shown. */
function finish(
  tasks: readonly (() => void)[],
  prepared: PreparedCell,
  error: CellError | undefined,
): CellError | undefined {
  for (const task of tasks) {
    try {
      task()
    } catch (thrown) {
      error ??= describeError(thrown, prepared)
    }
  }
  return error
}

function importError(prepared: PreparedCell, modules: RunEnvironment['modules']): CellError | undefined {
  const exports = Object.fromEntries(Object.entries(modules).map(([name, module]) => [name, Object.keys(module)]))
  const error = checkImports(prepared, exports)
  return error && { ...error, name: 'SyntaxError' }
}

/** Names whose declaration was not reached are left out. */
function readValues(readers: Readonly<Record<string, () => unknown>>): [string, unknown][] {
  const values: [string, unknown][] = []
  for (const [name, read] of Object.entries(readers)) {
    try {
      values.push([name, read()])
    } catch {
      // The run ended above the declaration: the name has no value to show.
    }
  }
  return values
}

/** Each run begins as a fresh page would, whatever the one before left. */
function resetEngine(engine: ModuleExports | undefined, seed: number, trace: boolean): void {
  const { setGradEnabled, manualSeed, keepGraphValues } = engine ?? {}
  if (typeof setGradEnabled === 'function') setGradEnabled(true)
  if (typeof manualSeed === 'function') manualSeed(seed)
  if (typeof keepGraphValues === 'function') keepGraphValues(trace)
}

/** V8 keeps ten frames, and the engine may be deeper than that above the reader's line. */
function keepWholeStacks(): void {
  if ('stackTraceLimit' in Error) (Error as { stackTraceLimit: number }).stackTraceLimit = 100
}
