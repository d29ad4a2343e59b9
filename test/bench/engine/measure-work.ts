/** One workload on several engines, in turn, whatever starts them. */
import { differenceOf } from './compare-losses.ts'
import type { Lack, Outcome, WorkName } from '../../../src/site/speed/results.ts'
import { ratiosOf, round, spreadOf } from './summarize.ts'
import { budgetOf, median, type Budget, type Times } from './time-work.ts'
import { workOf, type Work } from './works.ts'

export interface Contender {
  id: string
  name: string
  ours: boolean
  lacks: Partial<Record<WorkName, Lack>>
  run(work: WorkName, budget: Budget): Times | Promise<Times>
}

/** A step so long needs fewer processes: it is far from any other's [ms]. */
const slow = 1000

/** @param base  the contender that the others' times are divided by */
export async function measureWork(
  name: WorkName,
  contenders: readonly Contender[],
  { base, quick, processes }: { base: string; quick: boolean; processes: number },
): Promise<Record<string, Outcome>> {
  const work = workOf(name)
  const outcomes: Record<string, Outcome> = {}
  const runs = new Map<Contender, Times[]>()
  for (const contender of contenders) {
    const lacks = contender.lacks[name]
    if (lacks) outcomes[contender.id] = { lacks }
    else runs.set(contender, [])
  }
  for (let process = 0; process < processes; process++) {
    for (const [contender, times] of runs) {
      if (process >= (quick ? 1 : 2) && times[0]!.step > slow) continue
      try {
        times.push(await contender.run(name, budgetOf(work, { quick, isFirst: process === 0 })))
      } catch (error) {
        outcomes[contender.id] = { failed: error instanceof Error ? error.message : String(error) }
        runs.delete(contender)
      }
    }
    if (process === 0) leaveWhatDiffers(runs, outcomes, work)
  }
  const ours = [...runs].find(([{ id }]) => id === base)?.[1].map(({ step }) => step)
  for (const [contender, times] of runs) outcomes[contender.id] = outcomeOf(times, ours, work)
  return outcomes
}

/** PyTorch's losses are the measure where it runs, else those of the first engine. */
function leaveWhatDiffers(runs: Map<Contender, Times[]>, outcomes: Record<string, Outcome>, { tolerance }: Work): void {
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
