/** A worker of the bench: takes one errand, answers with its times. */
import { giveNumbers } from '../given.ts'
import { timeWork, type Budget } from '../time-work.ts'
import type { WorkName, Workloads } from '../works.ts'

export interface BrowserErrand {
  backend: string
  work: WorkName
  budget: Budget
  /** A build of our kernels. */
  binary?: number[] | undefined
}

export function serve(
  workloads: Workloads,
  prepare?: (backend: string, binary?: BufferSource) => Promise<void> | void,
): void {
  globalThis.onmessage = async ({ data }: MessageEvent<BrowserErrand>) => {
    try {
      await prepare?.(data.backend, data.binary && Uint8Array.from(data.binary))
      postMessage({ times: timeWork(workloads[data.work]!, giveNumbers(data.work), data.budget) })
    } catch (error) {
      postMessage({ failed: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) })
    }
  }
}
