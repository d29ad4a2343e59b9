/**
 * The worker in which a cell runs. Bundled with the engine into one classic script, which the page fetches and the frame
 * starts from a blob.
 *
 * It keeps its port to itself: the cell's code is a module of its own and reaches nothing declared here.
 */
import * as lexigrad from '../../engine/index.ts'
import { harden } from './harden.ts'
import { typescriptRuntime } from './typescript.ts'
import { createWorkerRuns, type WorkerCommand } from './worker-runs.ts'

const scope = globalThis
const now = performance.now.bind(performance)
const defer = setTimeout.bind(globalThis)
const modules = { lexigrad }

scope.addEventListener(
  'message',
  ({ ports: [port] }: MessageEvent) => {
    if (!port) return
    const send = port.postMessage.bind(port)
    const languages = { typescript: typescriptRuntime(modules) }
    const { take, complain } = createWorkerRuns({ languages, send, now, defer })
    port.onmessage = ({ data }: MessageEvent<WorkerCommand>) => take(data)
    // Left alone, either would be reported to the frame as a worker that broke off.
    scope.addEventListener('error', (event) => {
      event.preventDefault()
      complain(event.error ?? event.message)
    })
    scope.addEventListener('unhandledrejection', (event) => {
      event.preventDefault()
      complain(event.reason)
    })
    harden(scope)
  },
  { once: true },
)
