/**
 * A worker's end of its port, from when it can take a run. The port is kept here: a cell's code reaches nothing that is
 * declared in the worker.
 */
import type { CodeLanguage } from './protocol.ts'
import { harden } from './harden.ts'
import { createWorkerRuns, type LanguageRuntime, type WorkerCommand, type WorkerRuns } from './worker-runs.ts'

export function listenAt(port: MessagePort, languages: Partial<Record<CodeLanguage, LanguageRuntime>>): WorkerRuns {
  const scope = globalThis
  const send = port.postMessage.bind(port)
  const runs = createWorkerRuns({
    languages,
    send,
    now: performance.now.bind(performance),
    defer: setTimeout.bind(scope),
  })
  port.onmessage = ({ data }: MessageEvent<WorkerCommand>) => runs.take(data)
  // Left alone, either would be reported to the frame as a worker that broke off.
  scope.addEventListener('error', (event) => {
    event.preventDefault()
    runs.complain(event.error ?? event.message)
  })
  scope.addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    runs.complain(event.reason)
  })
  harden(scope)
  return runs
}
