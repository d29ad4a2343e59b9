/**
 * What both workers do: wait for their port, and run a cell. The port is kept here: the cell's code is a module of its own
 * and reaches nothing declared in the worker.
 */
import type { ModuleExports } from '../run/run-cell.ts'
import { harden } from './harden.ts'
import { typescriptRuntime } from './typescript.ts'
import { createWorkerRuns, type WorkerCommand } from './worker-runs.ts'

/** How a worker on a part of the engine says so. */
export interface PartialEngine {
  /** The exports as a cell sees them. */
  watched(exports: ModuleExports): ModuleExports
  /** Sets who is told that a run needs more than is here. */
  onWanting(tell: () => void): void
}

/** @param modules  by name, what a cell may import */
export function startWorker(modules: Readonly<Record<string, ModuleExports>>, part?: PartialEngine): void {
  const scope = globalThis
  const now = performance.now.bind(performance)
  const defer = setTimeout.bind(globalThis)

  scope.addEventListener(
    'message',
    ({ ports: [port] }: MessageEvent) => {
      if (!port) return
      const send = port.postMessage.bind(port)
      const languages = { typescript: typescriptRuntime(modules, part && { ...part, want: () => want() }) }
      const { take, complain, want } = createWorkerRuns({ languages, send, now, defer })
      part?.onWanting(want)
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
}
