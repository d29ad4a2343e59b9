/** What every process does with a workload: its losses first, then its time. Runs in Node and in a worker of a browser. */
import type { Given, Task, Work } from './works.ts'

export interface Times {
  /** Of the first steps, from the parameters given. */
  losses: number[]
  /** The first step of all, with nothing compiled yet [ms]. */
  first: number
  /** A step, as the median over batches of steps [ms]. */
  step: number
  /** A step of the fastest batch: the one that the rest of the machine disturbed least [ms]. */
  fastest: number
  batches: number
}

export interface Budget {
  /** Steps whose losses are told. */
  compared: number
  /** Time to warm up, and to measure [ms]. */
  warm: number
  measure: number
}

/** Milliseconds: a wall clock, or where there is one the time that the processor spent on this process alone. */
export type Clock = () => number

/** Clocks of browsers tick in steps of 0.1 ms and more: a batch of steps is long enough for that not to count [ms]. */
const batchTime = 25

export function timeWork(
  create: (given: Given) => Task,
  given: Given,
  { compared, warm, measure }: Budget,
  clock: Clock = () => performance.now(),
): Times {
  const task = create(given)
  const losses: number[] = []
  const started = clock()
  task.step()
  losses.push(task.loss())
  const first = clock() - started
  while (losses.length < compared) {
    task.step()
    losses.push(task.loss())
  }
  let size = 1
  let last = timeBatch(task, size, clock)
  // What was compared has warmed up as well.
  for (const end = started + warm; clock() < end || last < batchTime / 2;) {
    size = Math.max(1, Math.min(10 * size, Math.round((size * batchTime) / Math.max(last, 0.01))))
    last = timeBatch(task, size, clock)
    if (size === 1 && last >= batchTime && clock() >= end) break
  }
  const steps: number[] = []
  const begun = clock()
  const isEnough = () => clock() - begun > (steps.length < 3 ? 3 * measure : measure)
  do steps.push(timeBatch(task, size, clock) / size)
  while (!isEnough())
  return { losses, first, step: median(steps), fastest: Math.min(...steps), batches: steps.length }
}

function timeBatch(task: Task, size: number, clock: Clock): number {
  const started = clock()
  for (let i = 0; i < size; i++) task.step()
  task.loss()
  return clock() - started
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export const budgetOf = (work: Work, { quick = false, isFirst = true } = {}): Budget => ({
  // Once is enough to know that an engine computes the same; the slowest need minutes for it.
  compared: isFirst ? work.compared : Math.min(2, work.compared),
  warm: quick ? 150 : 500,
  measure: quick ? 200 : 1000,
})
