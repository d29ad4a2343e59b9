/** TypeScript cells in the worker: prepared there, so that code on which a parser hangs cannot hang the page. */
import { prepareTypeScript } from '../prepare/typescript.ts'
import { importableNames } from '../library/library.ts'
import { runCell, type CellFunction, type ModuleExports } from '../run/run-cell.ts'
import type { CellRequest, CellRun, LanguageRuntime } from './worker-runs.ts'

// Taken before `harden` removes them.
const { createObjectURL, revokeObjectURL } = URL

export function typescriptRuntime(modules: Readonly<Record<string, ModuleExports>>): LanguageRuntime {
  const names = importableNames(modules)
  return {
    prepare,
    async rehearse() {
      await prepare({ cell: 'rehearsal', code: rehearsal, assets: {} })(ignore, () => 0)
    },
  }

  function prepare({ cell, code, answers, trace, seed }: CellRequest): CellRun {
    const prepared = prepareTypeScript(code, { id: cell, modules: names })
    return async (emit, now) => {
      if (prepared.ok) {
        const wishes = { ...(answers && { answers }), ...(trace && { trace }), ...(seed !== undefined && { seed }) }
        await runCell(prepared, { modules, importModule, emit, now, ...wishes })
        return
      }
      emit({ type: 'error', error: { ...prepared.error, name: 'SyntaxError' } })
      emit({ type: 'variables', variables: [] })
      emit({ type: 'done', ok: false, ms: 0 })
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
