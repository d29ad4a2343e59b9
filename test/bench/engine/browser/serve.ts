/** A worker of the bench: takes one errand, answers with its times. */
import { giveNumbers } from '../given.ts'
import { timeWork, type Budget } from '../time-work.ts'
import type { WorkName, Workloads } from '../works.ts'

export interface BrowserErrand {
  backend: string
  work: WorkName
  budget: Budget
}

export function serve(workloads: Workloads, prepare?: (backend: string) => Promise<void>): void {
  globalThis.onmessage = async ({ data }: MessageEvent<BrowserErrand>) => {
    try {
      await prepare?.(data.backend)
      postMessage({ times: timeWork(workloads[data.work]!, giveNumbers(data.work), data.budget) })
    } catch (error) {
      postMessage({ failed: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) })
    }
  }
}
