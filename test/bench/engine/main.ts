/**
 * The engine against its peers: every engine in processes of its own, in turn (A B C A B C …), so that whatever else the
 * machine does weighs on all alike. Losses are compared before any time counts.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { differenceOf } from './compare-losses.ts'
import { otherEngines, ourEngines, runEngine, type Engine } from './engines.ts'
import { python } from './find-pytorch.ts'
import { giveNumbers } from './given.ts'
import { describeMachine, load } from './machine.ts'
import { writeNumbers } from './numbers-file.ts'
import { compilePeak, measurePeak } from './peak/measure-peak.ts'
import { printWork } from './print-work.ts'
import { ratiosOf, round, spreadOf, type Spread } from './summarize.ts'
import { budgetOf, median, type Times } from './time-work.ts'
import { workNames, workOf, worksNamed, type Work, type WorkName } from './works.ts'

export interface EngineOptions {
  /** Only Lexigrad, without installing or starting anything else. */
  ours: boolean
  /** Only this workload. */
  only: string | undefined
  /** Shorter, and fewer processes. */
  quick: boolean
}

/** What an engine did of a workload: times, or why there are none. */
export type Outcome =
  | { step: Spread; fastest: number; first: number; ratio: Spread | undefined; speed?: Spread | undefined }
  | { failed: string }
  | { lacks: string }

export type Outcomes = Record<string, Outcome>

export async function measure({ ours, only, quick }: EngineOptions) {
  const chosen = only === undefined ? workNames : worksNamed(only)
  if (chosen.length === 0)
    throw new Error(`bench: there is no workload "${only}"; there are ${workNames.join(', ')}, and W5 for its three.`)
  const engines = [...ourEngines, ...(ours ? [] : otherEngines())]
  const machine = describeMachine()
  console.log(`${machine.cores} × ${machine.cpu}, ${machine.system}, Node ${machine.node}`)
  for (const { name, version, note } of engines) console.log(`  ${name} ${version}: ${note}`)
  const torch = ours ? undefined : python()
  if (!ours && !torch) console.log('  PyTorch: not found (PYTHON_PATH names a Python that has it); skipped.')
  if (torch && !torch.isFast) console.log(`  PyTorch uses ${torch.blas}, a slow BLAS: a comparison with it flatters.`)

  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const peakLoop = await compilePeak()
  const loadBefore = load()
  const node: Partial<Record<WorkName, Outcomes>> = {}
  const peaks: number[] = []
  try {
    for (const name of chosen) {
      const numbers = join(folder, name)
      writeNumbers(numbers, giveNumbers(name))
      if (workOf(name).operations !== undefined) peaks.push(measurePeak(peakLoop) ?? NaN)
      node[name] = measureWork(name, engines, { numbers, quick, processes: quick || ours ? 3 : 5 })
      printWork(name, engines, node[name], peaks.at(-1))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return {
    date: new Date().toISOString().slice(0, 10),
    machine,
    load: { before: loadBefore, after: load() },
    engines: engines.map(({ id, name, version, note, ours }) => ({ id, name, version, note, ours })),
    peak: peaks.length > 0 ? round(median(peaks)) : undefined,
    node,
  }
}

function measureWork(
  name: WorkName,
  engines: readonly Engine[],
  { numbers, quick, processes }: { numbers: string; quick: boolean; processes: number },
): Outcomes {
  const work = workOf(name)
  const outcomes: Outcomes = {}
  const runs = new Map<Engine, Times[]>()
  for (const engine of engines) {
    const lacks = engine.lacks[name]
    if (lacks) outcomes[engine.id] = { lacks }
    else runs.set(engine, [])
  }
  for (let process = 0; process < processes; process++) {
    for (const [engine, times] of runs) {
      try {
        times.push(
          runEngine(engine, { work: name, numbers, budget: budgetOf(work, { quick, isFirst: process === 0 }) }),
        )
      } catch (error) {
        outcomes[engine.id] = { failed: error instanceof Error ? error.message : String(error) }
        runs.delete(engine)
      }
    }
    if (process === 0) leaveWhatDiffers(runs, outcomes, work)
  }
  const fastest = [...runs]
    .filter(([{ ours }]) => ours)
    .map(([, times]) => times.map(({ step }) => step))
    .sort((a, b) => median(a) - median(b))[0]
  for (const [engine, times] of runs) outcomes[engine.id] = outcomeOf(times, fastest, work)
  return outcomes
}

/** PyTorch's losses are the measure where it runs, else those of the first engine. */
function leaveWhatDiffers(runs: Map<Engine, Times[]>, outcomes: Outcomes, { tolerance }: Work): void {
  const reference = [...runs].find(([{ id }]) => id === 'pytorch') ?? [...runs][0]
  if (!reference) return
  for (const [engine, [first]] of runs) {
    const difference = differenceOf(first!.losses, reference[1][0]!.losses, tolerance)
    if (difference === undefined) continue
    outcomes[engine.id] = { failed: `${difference} (${reference[0].name})` }
    runs.delete(engine)
  }
}

function outcomeOf(times: readonly Times[], fastest: readonly number[] | undefined, { operations }: Work): Outcome {
  const steps = times.map(({ step }) => step)
  return {
    step: spreadOf(steps),
    fastest: round(Math.min(...times.map(({ fastest }) => fastest))),
    first: round(median(times.map(({ first }) => first))),
    ratio: fastest && ratiosOf(steps, fastest),
    speed: operations === undefined ? undefined : spreadOf(steps.map((step) => operations / step / 1e6)),
  }
}
