/**
 * Runs Python cells on an interpreter that is started once, and tells of a run what run-cell.ts tells of TypeScript: the
 * same events, in the same order.
 */
import * as engine from '../../engine/index.ts'
import type { DeclaredVariable, Interpreter, PythonError, PythonResult } from '../../python/interpreter.ts'
import type { CellError, OutputLevel, RunEvent, Variable } from './events.ts'
import { classifyPythonError } from './python-errors.ts'
import { createPythonPlot } from './python-plot.ts'
import type { RunResult } from './run-cell.ts'
import { describeTapes, type TapeEngine } from './tape.ts'
import { countNumbers, describeTensor } from './variables.ts'

export interface PythonEnvironment {
  emit(event: RunEvent): void
  /** A clock [ms]. */
  now(): number
  /** Elements of a tensor beyond which only their count is given; 1,000 if absent. */
  elementLimit?: number
  /** Keep the values of the graph, and tell it in a `tape`. */
  trace?: boolean
  /** Seed of random numbers; 0 if absent. */
  seed?: number
}

export interface PythonRun extends Omit<RunResult, 'scope'> {
  /** The id of the cell that failed; one before the last, perhaps. */
  errorIn?: string
}

export interface PythonRunner {
  /** @param chain  the cell to run, last, after the cells whose names it uses: of those, errors alone are told */
  run(chain: readonly { id: string; code: string }[], environment: PythonEnvironment): PythonRun
}

const defaultElementLimit = 1000

/** @param start  makes the interpreter; what programs print goes to `write` */
export function createPythonRunner(
  start: (write: (text: string, stream: 'stdout' | 'stderr') => void) => Interpreter,
): PythonRunner {
  let write: (text: string, stream: 'stdout' | 'stderr') => void = () => undefined
  const interpreter = start((text, stream) => write(text, stream))
  return {
    run(chain, { emit, now, elementLimit = defaultElementLimit, trace = false, seed = 0 }) {
      let run: PythonRun = { ok: true, ms: 0, variables: [] }
      let declared: readonly DeclaredVariable[] = []
      for (const [index, { id, code }] of chain.entries()) {
        const tell = index === chain.length - 1 ? emit : () => undefined
        const printed = createLines(tell)
        write = printed.write
        engine.manualSeed(seed)
        engine.keepGraphValues(trace)
        const atEnd: (() => void)[] = []
        const show = createPythonPlot({ emit: tell, now, atEnd: (task) => void atEnd.push(task) })
        const begin = now()
        const { error, traceback, variables } = runOne(code, nameOf(id), { continues: index > 0, seed, show })
        for (const task of atEnd) task()
        const ms = now() - begin
        printed.end()
        declared = variables
        run = { ok: !error, ms, variables: describePythonVariables(variables, elementLimit) }
        if (!error) continue
        run = { ...run, error: describePythonError(error, traceback, chain), errorIn: id }
        break
      }
      if (run.error) emit({ type: 'error', error: run.error })
      emit({ type: 'variables', variables: run.variables })
      if (trace && run.ok) {
        const tensors = declared.flatMap(({ name, kind, value }) => (kind === 'tensor' ? [[name, value] as const] : []))
        emit({ type: 'tape', data: describeTapes(tensors, engine as TapeEngine, now) })
      }
      emit({ type: 'done', ok: run.ok, ms: run.ms })
      return run
    },
  }

  /** A fault of the interpreter itself ends it: what is told is that, and nothing runs in it again. */
  function runOne(...given: Parameters<Interpreter['run']>): PythonResult {
    try {
      return interpreter.run(...given)
    } catch (thrown) {
      const error = { type: 'Error', message: String(thrown), code: 'run-crashed', params: {} }
      return { ok: false, traceback: '', error, variables: [] }
    }
  }
}

/** By which tracebacks know a cell. */
const nameOf = (id: string): string => `${id}.py`

function describePythonError(error: PythonError, traceback: string, chain: readonly { id: string }[]): CellError {
  const { type, message, program, line, column } = error
  const known = error.code === 'error' ? classifyPythonError({ type, message, traceback }) : undefined
  const { code, params } = known ?? error
  const place = line === undefined ? {} : { line, column: column ?? 1 }
  const other = chain.slice(0, -1).find(({ id }) => nameOf(id) === program)
  return {
    code,
    params,
    name: type,
    original: message,
    ...(traceback && { traceback }),
    ...place,
    ...(other && { cell: other.id }),
  }
}

function describePythonVariables(declared: readonly DeclaredVariable[], limit: number): Variable[] {
  return declared.map(({ name, kind, text, value }): Variable => {
    if (kind === 'tensor') {
      const tensor = value as Parameters<typeof describeTensor>[1]
      return describeTensor(name, tensor, tensor.toString(), limit)
    }
    if (value === undefined) return { name, kind, text }
    const elements = countNumbers(value) ?? 0
    if (elements > limit) return { name, kind, text, cut: elements }
    return { name, kind, text, value: value as NonNullable<Variable['value']> }
  })
}

/** Text as it is written, told line by line. */
function createLines(emit: (event: RunEvent) => void): {
  write(text: string, stream: 'stdout' | 'stderr'): void
  end(): void
} {
  const open = { stdout: '', stderr: '' }
  const levels: Record<keyof typeof open, OutputLevel> = { stdout: 'log', stderr: 'warn' }
  const tell = (text: string, stream: keyof typeof open) => emit({ type: 'output', level: levels[stream], text })
  return {
    write(text, stream) {
      const lines = (open[stream] + text).split('\n')
      open[stream] = lines.pop()!
      for (const line of lines) tell(line, stream)
    },
    end() {
      for (const stream of ['stdout', 'stderr'] as const) if (open[stream]) tell(open[stream], stream)
    },
  }
}
