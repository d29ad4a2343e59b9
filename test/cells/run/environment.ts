/** A run as in the browser, with a stand-in for the engine: five lines that multiply and print like tensors. */
import { prepareTypeScript } from '../../../src/cells/prepare/typescript.ts'
import type { RunEvent } from '../../../src/cells/run/events.ts'
import {
  runCell,
  type CellFunction,
  type ModuleExports,
  type RunEnvironment,
  type RunResult,
} from '../../../src/cells/run/run-cell.ts'

// The test runner rewrites stack traces for its own files, and drops the name that a cell gives its code.
delete (Error as { prepareStackTrace?: unknown }).prepareStackTrace

export class FakeTensor {
  readonly dtype = 'float32'
  readonly isLeaf = true
  readonly requiresGrad: boolean
  readonly shape: number[]
  readonly data: number[]
  grad: FakeTensor | null = null

  constructor(data: number[], requiresGrad = false) {
    this.data = data
    this.shape = [data.length]
    this.requiresGrad = requiresGrad
  }

  backward(): void {
    this.grad = new FakeTensor(this.data.map((value) => value * -12))
  }

  tolist(): number[] {
    return this.data
  }

  toString(): string {
    return `tensor([${this.data.join(', ')}])`
  }
}

export const fakeEngine: ModuleExports = {
  tensor: (data: number[], options: { requiresGrad?: boolean } = {}) => new FakeTensor(data, options.requiresGrad),
  matmul() {
    throw Object.assign(new Error('matmul: inner sizes differ'), {
      name: 'ShapeError',
      code: 'matmul-inner',
      params: { a: [2, 3], b: [4, 3], how: () => 1 },
    })
  },
}

export function importModule(js: string): Promise<{ default: CellFunction }> {
  return import(`data:text/javascript;base64,${Buffer.from(js).toString('base64')}`) as Promise<{
    default: CellFunction
  }>
}

export interface Run extends RunResult {
  events: RunEvent[]
  /** What was printed, a string a line of output. */
  printed: string[]
}

export async function run(code: string, environment: Partial<RunEnvironment> = {}, given: string[] = []): Promise<Run> {
  const prepared = prepareTypeScript(code, { id: 'demo', given })
  if (!prepared.ok) throw new Error(`not prepared: ${prepared.error.code}`)
  const events: RunEvent[] = []
  let clock = 0
  const result = await runCell(prepared, {
    modules: { lexigrad: fakeEngine },
    importModule,
    emit: (event) => events.push(event),
    now: () => clock++,
    ...environment,
  })
  const printed = events.flatMap((event) => (event.type === 'output' ? [event.text] : []))
  return { ...result, events, printed }
}
