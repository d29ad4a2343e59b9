/** What both workers of TypeScript do: wait for their port, and run a cell. */
import type { ModuleExports } from '../run/run-cell.ts'
import { listenAt } from './listen-at.ts'
import { typescriptRuntime } from './typescript.ts'

/** How a worker on a part of the engine says so. */
export interface PartialEngine {
  /** The exports as a cell sees them. */
  watched(exports: ModuleExports): ModuleExports
  /** Sets who is told that a run needs more than is here. */
  onWanting(tell: () => void): void
}

/** @param modules  by name, what a cell may import */
export function startWorker(modules: Readonly<Record<string, ModuleExports>>, part?: PartialEngine): void {
  globalThis.addEventListener(
    'message',
    ({ ports: [port] }: MessageEvent) => {
      if (!port) return
      const languages = { typescript: typescriptRuntime(modules, part && { ...part, want: () => want() }) }
      const { want } = listenAt(port, languages)
      part?.onWanting(want)
    },
    { once: true },
  )
}
