/** The thread in which the proof runs cells, one after another, so that an endless one can be ended from outside. */
import { parentPort } from 'node:worker_threads'
import * as lexigrad from '../../engine/index.ts'
import * as data from '../library/data/index.ts'
import { provideData } from '../library/data/source.ts'
import { importableNames } from '../library/library.ts'
import { prepareTypeScript, type PreparedCell } from '../prepare/typescript.ts'
import { locateSyntaxError } from '../prepare/locate-syntax-error.ts'
import type { CellError, OutputEvent } from '../run/events.ts'
import { runCell, type CellFunction, type RunResult } from '../run/run-cell.ts'
import { collector } from './collector.ts'
import { diskData } from './data-files.ts'
import { chooseKernels } from './kernels.ts'
import type { RunRequest, RunReply } from './runner.ts'
import type { Shown } from './shown.ts'

const modules = { lexigrad, 'lexigrad/data': data }
const exports = importableNames(modules)

parentPort?.on('message', (request: RunRequest) => {
  const { id = '' } = request.chain.at(-1) ?? {}
  void run(request)
    .catch((error: Error) => failed({ code: 'error', params: {}, name: error.name, original: error.message }, id))
    .then((reply) => parentPort?.postMessage(reply))
})

async function run({ chain, locale, elementLimit, kernels = false }: RunRequest): Promise<RunReply> {
  provideData(diskData(locale))
  await chooseKernels(kernels)
  let given: Record<string, unknown> = {}
  let output: OutputEvent[] = []
  let shown: Shown = {}
  let result: RunResult | undefined
  let chainMs = 0
  for (const { id, code } of chain) {
    const prepared = prepareTypeScript(code, { id, modules: exports, given: Object.keys(given) })
    if (!prepared.ok) return failed({ ...prepared.error, name: 'SyntaxError' }, id)
    output = []
    shown = {}
    result = await runCell(prepared, {
      modules,
      importModule,
      emit: collector(output, shown),
      now: () => performance.now(),
      given,
      elementLimit,
    })
    if (result.error)
      return {
        ...failed(withPlace(result.error, prepared), id),
        output,
        ...shown,
        variables: result.variables,
        ms: result.ms,
      }
    chainMs += result.ms
    given = { ...given, ...result.scope }
  }
  return {
    output,
    ...shown,
    variables: result?.variables ?? [],
    ms: result?.ms ?? 0,
    chainMs,
    error: undefined,
    errorIn: undefined,
  }
}

function failed(error: CellError, id: string): RunReply {
  return { output: [], variables: [], ms: 0, error, errorIn: id }
}

/** V8 does not say where a module does not parse; acorn, which has the patience, does. */
function withPlace(error: CellError, prepared: PreparedCell): CellError {
  if (error.name !== 'SyntaxError' || error.line !== undefined) return error
  return { ...error, ...locateSyntaxError(prepared) }
}

function importModule(js: string): Promise<{ default: CellFunction }> {
  return import(`data:text/javascript;base64,${Buffer.from(js).toString('base64')}`) as Promise<{
    default: CellFunction
  }>
}

parentPort?.postMessage('ready')
