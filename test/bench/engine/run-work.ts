/** One process of the bench: `node run-work.ts '<{ peer, work, budget }>'` prints its times as JSON on the last line. */
import { giveNumbers } from './given.ts'
import { kernelsFor } from './kernels-for.ts'
import { timeWork, type Budget } from './time-work.ts'
import type { WorkName, Workloads } from './works.ts'

export interface Errand {
  /** A file of peers/, and what it is to be set up with. */
  module: string
  backend: string
  work: WorkName
  budget: Budget
}

interface PeerModule {
  workloads: Workloads
  /** Makes the engine ready to compute on a backend. */
  prepare?(backend: string, binary?: BufferSource): Promise<void> | void
}

const { module, backend, work, budget } = JSON.parse(process.argv[2]!) as Errand
const { workloads, prepare }: PeerModule = await import(`./peers/${module}.ts`)
await prepare?.(backend, await kernelsFor(backend))
/** What the processor spent on all threads of this process: other programs on the machine do not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

console.log(JSON.stringify(timeWork(workloads[work]!, giveNumbers(work), budget, processorTime)))
