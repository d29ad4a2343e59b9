/**
 * Times the engine's own workloads in this process, without peers: for those who work on the engine.
 * Tells processor time, which a busy machine disturbs less than the clock.
 */
import '../../engine/helpers/use-kernels.ts'
import { giveNumbers } from './given.ts'
import { workloads } from './peers/lexigrad.ts'
import { workNames, type WorkName } from './works.ts'

const names = (process.argv[2]?.split(',') ?? workNames) as WorkName[]
const told = (us: number) =>
  us < 1 ? `${(us * 1e3).toFixed(0)} ns` : us < 1000 ? `${us.toFixed(1)} µs` : `${(us / 1000).toFixed(2)} ms`

function timeOf(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

for (const name of names) {
  const task = workloads[name]!(giveNumbers(name))
  const steps = (n: number) => () => {
    for (let i = 0; i < n; i++) task.step()
  }
  const first = timeOf(steps(1))
  let n = 1
  for (let total = 0; total < 300_000; n *= 2) total = timeOf(steps(n))
  n /= 2
  const times = Array.from({ length: 5 }, () => timeOf(steps(n)) / n).sort((a, b) => a - b)
  console.log(`${name}: ${told(times[0]!)} to ${told(times[4]!)} a step, the first ${told(first)}; loss ${task.loss()}`)
}
