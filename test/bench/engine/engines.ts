/** The engines that are compared, and how each is started on a workload. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Lack } from '../../../src/site/speed/results.ts'
import { python } from './find-pytorch.ts'
import type { Budget, Times } from './time-work.ts'
import type { WorkName } from './works.ts'

export interface Engine {
  id: string
  name: string
  ours: boolean
  version: string
  /** What it runs on, in a few words. */
  note: string
  /** Why it cannot do a workload, by the workload's name. */
  lacks: Partial<Record<WorkName, Lack>>
  /** What runs it in a worker of a browser, below this folder, and its backend there. */
  script: { path: string; backend: string } | undefined
  /** The command that does one errand. */
  command(errand: { work: WorkName; numbers: string; budget: Budget }): string[]
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const installed = (name: string): string => {
  const manifest = here(`../node_modules/${name}/package.json`)
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}

const inNode =
  (module: string, backend: string): Engine['command'] =>
  ({ work, budget }) => [process.execPath, here('run-work.ts'), JSON.stringify({ module, backend, work, budget })]

const { version } = JSON.parse(readFileSync(here('../../../package.json'), 'utf8')) as { version: string }

const lexigrad = (id: string, form: string, note: string): Engine => ({
  id,
  name: `Lexigrad, ${form}`,
  ours: true,
  version,
  note,
  lacks: {},
  script: { path: 'browser/lexigrad.ts', backend: id },
  command: inNode('lexigrad', id),
})

/** Lexigrad's backends; the last is what most browsers run. */
export const ourEngines: Engine[] = [
  lexigrad('lexigrad-plain', 'TypeScript', 'without WebAssembly'),
  lexigrad('lexigrad-wasm', 'WebAssembly', 'kernels without fused multiply-add'),
  lexigrad('lexigrad-relaxed', 'fused WebAssembly', 'kernels with fused multiply-add'),
]

/** The others. Their packages must be installed. */
export function otherEngines(): Engine[] {
  const peers: Engine[] = [
    {
      ...peer('jax-js', 'jax-js', '@jax-js/jax', 'jit, WebAssembly, one thread', 'jax', 'wasm'),
      script: { path: 'browser/jax.ts', backend: 'wasm' },
    },
    {
      ...peer('tfjs-wasm', 'TensorFlow.js, WebAssembly', '@tensorflow/tfjs', 'one thread', 'tfjs', 'wasm'),
      lacks: { W3: 'no-convolution-gradient' },
    },
    peer('tfjs-cpu', 'TensorFlow.js, plain', '@tensorflow/tfjs', 'JavaScript alone', 'tfjs', 'cpu'),
    {
      ...peer('js-pytorch', 'js-pytorch', 'js-pytorch', 'JavaScript alone', 'js-pytorch', 'cpu'),
      lacks: { W3: 'no-convolution' },
    },
  ]
  const torch = python()
  if (torch) {
    peers.push({
      id: 'pytorch',
      name: 'PyTorch',
      ours: false,
      version: torch.version,
      note: `eager, one thread, ${torch.blas}`,
      lacks: {},
      script: undefined,
      command: ({ work, numbers, budget }) => [
        torch.program,
        here('peers/pytorch.py'),
        JSON.stringify({ work, numbers, budget }),
      ],
    })
  }
  return peers
}

function peer(id: string, name: string, packageName: string, note: string, module: string, backend: string): Engine {
  const version = installed(packageName)
  return { id, name, ours: false, version, note, lacks: {}, script: undefined, command: inNode(module, backend) }
}

/** Does one errand in a process of its own. @throws Error with the process's own words when it fails */
export function runEngine(engine: Engine, errand: Parameters<Engine['command']>[0]): Times {
  const [program, ...args] = engine.command(errand)
  const { status, stdout, stderr, error } = spawnSync(program!, args, {
    encoding: 'utf8',
    timeout: 300_000,
    maxBuffer: 1e8,
    env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', TF_CPP_MIN_LOG_LEVEL: '3' },
  })
  if (error) throw error
  const last = stdout.trim().split('\n').at(-1)
  if (status !== 0 || !last) throw new Error(stderr.trim().split('\n').slice(-8).join('\n') || `exit code ${status}`)
  return JSON.parse(last) as Times
}
