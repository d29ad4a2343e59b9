/**
 * How many workers a page may have. Each holds an engine of its own, some 10 MB before a cell has allocated anything, and a
 * phone that runs short of memory reloads the page, which costs a reader more than a wait.
 */
export interface WorkerBudget {
  /** Runs at a time; more wait for their turn. */
  runs: number
  /** Whether a worker is kept ready for the next run. */
  spare: boolean
}

export interface Device {
  /** Memory as the browser tells it, rounded and no more than 8 [GB]; Firefox and Safari do not. */
  memory: number | undefined
  /** Whether nobody sees the page. */
  hidden: boolean
}

const usualMemory = 4
const little = 2

export function workerBudget({ memory = usualMemory, hidden }: Device): WorkerBudget {
  const small = memory <= little
  return { runs: small ? 2 : 4, spare: !small && !hidden }
}

export function thisDevice(): Device {
  const { deviceMemory } = navigator as Navigator & { deviceMemory?: number }
  return { memory: deviceMemory, hidden: document.hidden }
}
