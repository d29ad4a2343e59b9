/** One workload on several engines, in turn, whatever starts them. */
import { differenceOf } from './compare-losses.ts'
import { ratiosOf, round, spreadOf, type Spread } from './summarize.ts'
import { budgetOf, median, type Budget, type Times } from './time-work.ts'
import { workOf, type Work, type WorkName } from './works.ts'

export interface Contender {
  id: string
  name: string
  ours: boolean
  lacks: Partial<Record<WorkName, string>>
  run(work: WorkName, budget: Budget): Times | Promise<Times>
}

/** What an engine did of a workload: times [ms], or why there are none. */
export type Outcome =
  | {
      /** A step, over processes. */
      step: Spread
      fastest: number
      first: number
      /** How many times as long as our fastest engine took beside it. */
      ratio?: Spread | undefined
      /** [GFLOP/s] */
      speed?: Spread | undefined
      processes: number
    }
  | { failed: string }
  | { lacks: string }

export type Outcomes = Record<string, Outcome>

/** A step so long needs no more than three processes: it is far from any other's [ms]. */
const slow = 1000

export async function measureWork(
  name: WorkName,
  contenders: readonly Contender[],
  { quick, processes }: { quick: boolean; processes: number },
): Promise<Outcomes> {
  const work = workOf(name)
  const outcomes: Outcomes = {}
  const runs = new Map<Contender, Times[]>()
  for (const contender of contenders) {
    const lacks = contender.lacks[name]
    if (lacks) outcomes[contender.id] = { lacks }
    else runs.set(contender, [])
  }
  for (let process = 0; process < processes; process++) {
    for (const [contender, times] of runs) {
      if (process >= 3 && times[0]!.step > slow) continue
      try {
        times.push(await contender.run(name, budgetOf(work, { quick, isFirst: process === 0 })))
      } catch (error) {
        outcomes[contender.id] = { failed: error instanceof Error ? error.message : String(error) }
        runs.delete(contender)
      }
    }
    if (process === 0) leaveWhatDiffers(runs, outcomes, work)
  }
  const ours = fastestOfOurs(runs)
  for (const [contender, times] of runs) outcomes[contender.id] = outcomeOf(times, ours, work)
  return outcomes
}

/** PyTorch's losses are the measure where it runs, else those of the first engine. */
function leaveWhatDiffers(runs: Map<Contender, Times[]>, outcomes: Outcomes, { tolerance }: Work): void {
  const reference = [...runs].find(([{ id }]) => id === 'pytorch') ?? [...runs][0]
  if (!reference) return
  const [{ name }, [wanted]] = reference
  for (const [contender, [first]] of runs) {
    const difference = differenceOf(first!.losses, wanted!.losses, tolerance)
    if (difference === undefined) continue
    outcomes[contender.id] = { failed: `${difference} (the reference is ${name})` }
    runs.delete(contender)
  }
}

function fastestOfOurs(runs: Map<Contender, Times[]>): number[] | undefined {
  const ours = [...runs].filter(([{ ours }]) => ours).map(([, times]) => times.map(({ step }) => step))
  return ours.sort((a, b) => median(a) - median(b))[0]
}

function outcomeOf(times: readonly Times[], ours: readonly number[] | undefined, { operations }: Work): Outcome {
  const steps = times.map(({ step }) => step)
  return {
    step: spreadOf(steps),
    fastest: round(Math.min(...times.map(({ fastest }) => fastest))),
    first: round(median(times.map(({ first }) => first))),
    ratio: ours && ratiosOf(steps, ours),
    speed: operations === undefined ? undefined : spreadOf(steps.map((step) => operations / step / 1e6)),
    processes: steps.length,
  }
}
