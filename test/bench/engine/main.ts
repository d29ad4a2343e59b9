/**
 * The engine against its peers: every engine in processes of its own, in turn (A B C A B C …), so that whatever else the
 * machine does weighs on all alike. Losses are compared before any time counts.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngineResults, NotMeasured, Outcomes } from '../../../src/site/speed/results.ts'
import { measureFirstGradients, startChromium, type Chromium } from './browser/main.ts'
import { bundle } from './bundle.ts'
import { measureOurBytes, measurePeerBytes } from './bytes.ts'
import { otherEngines, ourEngines, runEngine, type Engine } from './engines.ts'
import { python } from './find-pytorch.ts'
import { giveNumbers } from './given.ts'
import { kernelsFor } from './kernels-for.ts'
import { describeMachine, load } from './machine.ts'
import { measureWork, type Contender } from './measure-work.ts'
import { writeNumbers } from './numbers-file.ts'
import { compilePeak, measurePeak } from './peak/measure-peak.ts'
import { formatTable, formatTime, printWork } from './print-work.ts'
import { round } from './summarize.ts'
import { median } from './time-work.ts'
import { workNames, workOf, worksNamed, type WorkName } from './works.ts'

export interface EngineOptions {
  /** Only Lexigrad in Node, without installing or starting anything else. */
  ours: boolean
  /** Only this workload. */
  only: string | undefined
  /** Only engines whose id contains this. */
  engine: string | undefined
  /** Shorter, and fewer processes. */
  quick: boolean
}

/** What no run of this bench on one machine can say. */
const notMeasured: NotMeasured[] = ['safari', 'firefox', 'arm', 'phones', 'threads', 'gpu']

/** @param save  is given what is known after each workload: a long run that is ended leaves something behind */
export async function measure(
  { ours, only, engine = '', quick }: EngineOptions,
  save: (results: EngineResults) => void = () => undefined,
): Promise<EngineResults> {
  const chosen = only === undefined ? workNames : worksNamed(only)
  if (chosen.length === 0)
    throw new Error(`bench: there is no workload "${only}"; there are ${workNames.join(', ')}, and W5 for its three.`)
  const engines = [...ourEngines, ...(ours ? [] : otherEngines())].filter(({ id }) => id.includes(engine))
  const chromium = ours ? undefined : await startChromium()
  const machine = { ...describeMachine(), chromium: chromium?.version }
  announce(engines, machine, ours)
  const loadBefore = load()
  const processes = quick || ours ? 3 : 5
  const base = ourEngines.at(-1)!.id
  const options = { base, quick, processes }
  const results: EngineResults = {
    date: new Date().toISOString().slice(0, 10),
    machine,
    load: { before: loadBefore, after: loadBefore },
    engines: engines.map(({ id, name, version, note, ours }) => ({ id, name, version, note, ours })),
    base,
    notMeasured,
    node: {},
    bytes: {},
  }
  const keep = (more: Partial<EngineResults>) => {
    Object.assign(results, more)
    results.load.after = load()
    save(results)
  }
  try {
    if (only === undefined) {
      keep({ bytes: { ...(await measureOurBytes()), ...(ours ? {} : await measurePeerBytes()) } })
      printBytes(results.bytes)
      if (chromium) keep({ firstGradient: await measureStart(chromium, quick ? 5 : 15) })
    }
    await measureInNode(chosen, engines, options, keep)
    if (chromium) await measureInChromium(chosen, engines, chromium, options, keep)
    return results
  } finally {
    await chromium?.close()
  }
}

type Keep = (more: Partial<EngineResults>) => void

function announce(
  engines: readonly Engine[],
  machine: ReturnType<typeof describeMachine> & { chromium: string | undefined },
  ours: boolean,
): void {
  const { cores, cpu, system, node, chromium } = machine
  console.log(`${cores} × ${cpu}, ${system}, Node ${node}${chromium ? `, Chromium ${chromium}` : ''}; load ${load()}`)
  for (const { name, version, note } of engines) console.log(`  ${name} ${version}: ${note}`)
  if (ours) return
  const torch = python()
  if (!torch) console.log('  PyTorch: not found (PYTHON_PATH names a Python that has it); skipped.')
  else if (!torch.isFast) console.log(`  PyTorch uses ${torch.blas}, a slow BLAS: a comparison with it flatters.`)
}

type Options = { base: string; quick: boolean; processes: number }

async function measureInNode(
  chosen: readonly WorkName[],
  engines: readonly Engine[],
  options: Options,
  keep: Keep,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const peakLoop = await compilePeak()
  const peaks: number[] = []
  const outcomes: Outcomes = {}
  const contenders = engines.map((engine): Contender => ({
    ...engine,
    run: (work, budget) => runEngine(engine, { work, numbers: join(folder, work), budget }),
  }))
  try {
    for (const name of chosen) {
      writeNumbers(join(folder, name), giveNumbers(name))
      const peak = workOf(name).operations === undefined ? undefined : measurePeak(peakLoop)
      if (peak !== undefined) peaks.push(peak)
      outcomes[name] = await measureWork(name, contenders, options)
      printWork(`${name} in Node`, name, engines, outcomes[name], peak)
      keep({ node: outcomes, peak: peaks.length > 0 ? round(median(peaks)) : undefined })
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measureInChromium(
  chosen: readonly WorkName[],
  engines: readonly Engine[],
  chromium: Chromium,
  options: Options,
  keep: Keep,
): Promise<void> {
  const contenders: Contender[] = []
  for (const { script, ...engine } of engines) {
    if (!script) continue
    const source = await bundle(script.path)
    const kernels = await kernelsFor(script.backend)
    const errand = { backend: script.backend, binary: kernels && [...kernels] }
    const run: Contender['run'] = (work, budget) => chromium.run(source, { ...errand, work, budget })
    contenders.push({ ...engine, run })
  }
  const outcomes: Outcomes = {}
  for (const name of chosen) {
    outcomes[name] = await measureWork(name, contenders, { ...options, processes: 3 })
    printWork(`${name} in Chromium`, name, contenders, outcomes[name])
    keep({ chromium: outcomes })
  }
}

async function measureStart(chromium: Chromium, rounds: number) {
  const scripts = { lexigrad: 'first-gradient/lexigrad-core.ts', 'jax-js': 'first-gradient/jax.ts' }
  const times = await measureFirstGradients(chromium, scripts, rounds)
  console.log("\nFrom the start of a worker in Chromium to W0's gradient, bytes at hand")
  const rows = Object.entries(times).map(([id, { median, low, high }]) => [
    id,
    ...[median, low, high].map((time) => formatTime(time)),
  ])
  console.log(formatTable([['', 'median', 'least', 'most'], ...rows]))
  return times
}

function printBytes(bytes: Record<string, { raw: number; brotli: number }>): void {
  console.log("\nBytes for W0's gradient")
  const rows = Object.entries(bytes).map(([id, { raw, brotli }]) => [id, String(raw), String(brotli)])
  console.log(formatTable([['', 'minified', 'brotli'], ...rows]))
}
