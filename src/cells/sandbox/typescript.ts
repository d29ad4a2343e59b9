/**
 * TypeScript cells in the worker: prepared there, so that code on which a parser hangs cannot hang the page. A cell that
 * uses the names of others runs after them, in one worker, as the proof runs it.
 */
import { provideData } from '../library/data/source.ts'
import { importableNames } from '../library/library.ts'
import { prepareTypeScript, type PreparedCell } from '../prepare/typescript.ts'
import type { CellError } from '../run/events.ts'
import { runCell, type CellFunction, type ModuleExports } from '../run/run-cell.ts'
import { hide } from './harden.ts'
import type { CellText } from './protocol.ts'
import { takeKernels } from './take-kernels.ts'
import type { CellRequest, CellRun, LanguageRuntime } from './worker-runs.ts'

// Taken before `harden` removes them.
const { createObjectURL, revokeObjectURL } = URL

type Emit = Parameters<CellRun>[0]

/** What a cell on a part of the engine is shown, and whom to tell that it needs more. */
export interface Part {
  watched(exports: ModuleExports): ModuleExports
  want(): void
}

export function typescriptRuntime(modules: Readonly<Record<string, ModuleExports>>, part?: Part): LanguageRuntime {
  const names = importableNames(modules)
  return {
    prepare: (request) => {
      const { cell, code, before = [], assets, locale = 'en' } = request
      takeKernels(assets['kernels'])
      provideData({ locale, read: (name) => assets[name] && new Uint8Array(assets[name]) })
      // The kernels were the last to need it.
      hide(globalThis, 'WebAssembly')
      // Code that does not parse is told before anything runs. What an earlier cell gives is known when it has run.
      const last = before.length === 0 ? prepare({ cell, code }, []) : undefined
      return (emit, now) => runChain(request, emit, now, last)
    },
    async rehearse() {
      await runChain({ cell: 'rehearsal', code: rehearsal, assets: {} }, ignore, () => 0)
    },
  }

  function prepare({ cell, code }: CellText, given: readonly string[]): PreparedCell | CellError {
    const prepared = prepareTypeScript(code, { id: cell, modules: names, given })
    if (prepared.ok) return prepared
    // The whole may have that name or module; and if not, it knows the nearest.
    if (part && prepared.error.code.startsWith('import-unknown-')) part.want()
    return { ...prepared.error, name: 'SyntaxError' }
  }

  async function runChain(
    { before = [], trace, seed, assets: _, ...own }: CellRequest,
    emit: Emit,
    now: () => number,
    last?: PreparedCell | CellError,
  ): Promise<void> {
    let given: Record<string, unknown> = {}
    for (const text of [...before, own]) {
      const isLast = text === own
      const { cell, answers = {} } = text
      const fail = (error: CellError) => {
        emit({ type: 'error', error: isLast ? error : { ...error, cell } })
        emit({ type: 'variables', variables: [] })
        emit({ type: 'done', ok: false, ms: 0 })
      }
      const prepared = (isLast && last) || prepare(text, Object.keys(given))
      if (!('ok' in prepared)) return fail(prepared)
      const { error, scope } = await runCell(prepared, {
        modules,
        importModule,
        emit: isLast ? emit : (event) => event.type === 'progress' && emit(event),
        now,
        given,
        answers,
        trace: trace === true,
        ...(part && { shown: part.watched }),
        ...(seed !== undefined && { seed }),
      })
      if (error && !isLast) return fail(error)
      given = { ...given, ...scope }
    }
  }
}

const rehearsal = `import { tensor } from 'lexigrad'
const w = tensor([2], { requiresGrad: true }) as any
const loss = w.mul(tensor([3])).sub(10).pow(2).sum()
loss.backward()
for (const name of ['loss']) console.log(name, loss.item(), \`\${w.grad!}\`)
`

function ignore(): void {}

/** As a module of a blob: the policy admits no `eval`. */
async function importModule(js: string): Promise<{ default: CellFunction }> {
  const url = createObjectURL(new Blob([js], { type: 'text/javascript' }))
  try {
    return (await import(/* @vite-ignore */ url)) as { default: CellFunction }
  } finally {
    revokeObjectURL(url)
  }
}
