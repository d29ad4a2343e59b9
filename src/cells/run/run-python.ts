/**
 * Runs Python cells on an interpreter that is started once, and tells of a run what run-cell.ts tells of TypeScript: the
 * same events, in the same order.
 */
import { keepGraphValues, manualSeed } from '../../engine/index.ts'
import type { DeclaredVariable, Interpreter, PythonError } from '../../python/interpreter.ts'
import type { CellError, OutputLevel, RunEvent, Variable } from './events.ts'
import type { RunResult } from './run-cell.ts'
import { countNumbers, describeTensor } from './variables.ts'

export interface PythonEnvironment {
  emit(event: RunEvent): void
  /** A clock [ms]. */
  now(): number
  /** Elements of a tensor beyond which only their count is given; 1,000 if absent. */
  elementLimit?: number
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
    run(chain, { emit, now, elementLimit = defaultElementLimit, seed = 0 }) {
      let run: PythonRun = { ok: true, ms: 0, variables: [] }
      for (const [index, { id, code }] of chain.entries()) {
        const printed = createLines(index === chain.length - 1 ? emit : () => undefined)
        write = printed.write
        manualSeed(seed)
        keepGraphValues(false)
        const begin = now()
        const { error, variables } = interpreter.run(code, `${id}.py`, { continues: index > 0 })
        const ms = now() - begin
        printed.end()
        run = { ok: !error, ms, variables: describePythonVariables(variables, elementLimit) }
        if (!error) continue
        run = { ...run, error: describePythonError(error), errorIn: id }
        break
      }
      if (run.error) emit({ type: 'error', error: run.error })
      emit({ type: 'variables', variables: run.variables })
      emit({ type: 'done', ok: run.ok, ms: run.ms })
      return run
    },
  }
}

function describePythonError({ type, message, code, params, line, column }: PythonError): CellError {
  const place = line === undefined ? {} : { line, column: column ?? 1 }
  return { code, params, name: type, original: message, ...place }
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
