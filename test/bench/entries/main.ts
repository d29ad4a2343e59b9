/**
 * `npm run bench -- entries`: runs the training cells of the entries with several seeds, and with the data of every
 * language where they have a part in it, and holds what comes out against what the text states. A result is a file in
 * results/. `--only digits` chooses by the cell's id, `--seeds 5` says how many.
 */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { chainOf } from '../../../src/cells/proof/chain.ts'
import { readEntry } from '../../../src/cells/proof/entries.ts'
import { contentFolder } from '../../../src/cells/proof/paths.ts'
import { CellRunner } from '../../../src/cells/proof/runner.ts'
import { localeCodes } from '../../../src/i18n/locales.ts'
import type { StatedResult } from './result.ts'

export interface EntryOptions {
  only?: string | undefined
  seeds: number
}

interface Measured {
  entry: string
  cell: string
  locale: string
  says: string
  /** By seed, from 0. */
  values: number[]
  /** By how much the worst of them keeps what is stated; below 0, it does not. */
  margin: number
  /** Time of the slowest run [s]. */
  seconds: number
}

/** A run that takes longer than this is a fault of its own [s]. */
const limit = 300

export async function measure({ only, seeds }: EntryOptions): Promise<Measured[]> {
  const stated = (await readResults()).filter(({ cell }) => !only || cell === only)
  if (stated.length === 0) throw new Error(`bench: no entry states a result of a cell "${only}".`)
  const runner = new CellRunner()
  const all: Measured[] = []
  try {
    for (const result of stated) {
      for (const locale of result.everyLanguage ? localeCodes : ['en']) {
        const measured = await measureOne(runner, result, locale, seeds)
        print(result, measured)
        all.push(measured)
      }
    }
  } finally {
    await runner.close()
  }
  const broken = all.filter(({ margin }) => !(margin >= 0))
  if (broken.length > 0) process.exitCode = 1
  return all
}

async function readResults(): Promise<StatedResult[]> {
  const files = globSync('results/*.ts', { cwd: import.meta.dirname }).sort()
  const modules = files.map((file) => import(join(import.meta.dirname, file)) as Promise<{ result: StatedResult }>)
  return (await Promise.all(modules)).map(({ result }) => result)
}

async function measureOne(runner: CellRunner, result: StatedResult, locale: string, seeds: number): Promise<Measured> {
  const { entry, cell: id, says } = result
  const { cells } = readEntry(contentFolder(), entry, 'en')
  const cell = cells.find((one) => one.id === id && one.language === 'typescript')
  if (!cell) throw new Error(`bench: ${entry} has no cell "${id}".`)
  const values: number[] = []
  let seconds = 0
  for (let seed = 0; seed < seeds; seed++) {
    const chain = chainOf(cell, cells).map(({ id, code }) => ({ id, code: withSeed(code, seed) }))
    const reply = await runner.run({ chain, locale, elementLimit: 1000, kernels: true }, limit * 1000)
    if (reply.error) throw new Error(`bench: ${entry}, ${id}, seed ${seed}: ${reply.error.original}`)
    const variables = reply.variables.flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, value] as const],
    )
    const texts = reply.variables.flatMap(({ name, kind, text }) => (kind === 'string' ? [[name, text] as const] : []))
    values.push(result.value(Object.fromEntries(variables), Object.fromEntries(texts), locale))
    seconds = Math.max(seconds, reply.ms / 1000)
  }
  return { entry, cell: id, locale, says, values, margin: marginOf(result, values), seconds }
}

function withSeed(code: string, seed: number): string {
  return code.replace(/\bmanualSeed\(\d+\)/, `manualSeed(${seed})`)
}

function marginOf({ atLeast = -Infinity, atMost = Infinity }: StatedResult, values: readonly number[]): number {
  return Math.min(...values.map((value) => Math.min(value - atLeast, atMost - value)))
}

function print(
  { atLeast, atMost }: StatedResult,
  { entry, cell, locale, says, values, margin, seconds }: Measured,
): void {
  const bounds = [atLeast !== undefined ? `≥ ${atLeast}` : '', atMost !== undefined ? `≤ ${atMost}` : '']
  console.log(`${margin >= 0 ? '✓' : '✗'} ${entry}, ${cell}, ${locale}: ${says} (${bounds.filter(Boolean).join(', ')})`)
  console.log(
    `  ${values.map((value) => value.toPrecision(4)).join('  ')}   margin ${margin.toPrecision(2)}, ${seconds.toFixed(1)} s`,
  )
}
