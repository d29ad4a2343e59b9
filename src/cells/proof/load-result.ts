/**
 * For the site's build: what a cell printed and left behind, as it stands in the page before anybody runs it. From the
 * store; run now where the store has nothing and the cell is quick; refused where it would be slow.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Cell } from '../parse/find-cells.ts'
import { ProblemsError } from '../parse/problem.ts'
import { chainOf, onKernels } from './chain.ts'
import { placeInFile, readEntry, type EntryText } from './entries.ts'
import { contentFolder, shownPath } from './paths.ts'
import { CellRunner } from './runner.ts'
import { shownOf } from './shown.ts'
import { keyOf, readResults, speedOf, storedElements, withResult, writeResults } from './store.ts'
import { findByCode, type CellResult } from './stored.ts'

export interface LoadOptions {
  /** Where the entries stand, if not in the project's content folder. */
  folder?: string
  /** Keep in the store what had to be run: the server for authors does. */
  record?: boolean
}

/** Time within which a cell that the build runs must end [ms]; the first of a run compiles the engine too. */
const quickLimit = 2000

/** Results of this build that are kept in memory, so that a large site does not fill it. */
const keptRuns = 500

let runner: CellRunner | undefined
const running = new Map<string, Promise<CellResult>>()

/**
 * LEXIGRAD_UNPROVED=1 takes what the same code gave on another engine, for a look at the site between two changes of
 * the engine; the page says of no such cell that it is proved.
 *
 * @throws ProblemsError `cell-not-recorded` naming the command that records it, or `cell-failed` at the line of the file
 */
export async function loadResult(
  slug: string,
  locale: string,
  cell: Pick<Cell, 'id' | 'language' | 'code' | 'options'>,
  options: LoadOptions = {},
): Promise<CellResult> {
  const { folder = contentFolder() } = options
  const whole: Cell = { line: 1, column: 1, fence: { line: 1, column: 1 }, expect: [], ...cell }
  // Most cells stand alone, and need not be looked for in their file.
  const chain = cell.options.after ? chainOf(whole, cellsOf(folder, slug, locale)?.cells ?? []) : [whole]
  const { key, code } = keyOf(chain, locale)
  const results = readResults(folder, slug)
  const stored = results.get(key)
  if (stored) return stored
  const before = findByCode(results, code)
  if (before && process.env.LEXIGRAD_UNPROVED) return before

  // Pages are rendered side by side: five languages may ask for the same code at once.
  const name = `${folder} ${slug} ${key}`
  let result = running.get(name)
  if (!result) {
    if (running.size >= keptRuns) running.clear()
    result = runNow({ folder, slug, locale, chain, before: before?.speed })
    running.set(name, result)
  }
  const { speed, ...gave } = await result
  if (options.record) {
    const { id, language } = cell
    const added = { cell: id, language, locales: [locale], speed, code, ...gave }
    const recorded = withResult(readResults(folder, slug), key, added)
    writeResults(folder, slug, recorded)
  }
  return { ...gave, speed }
}

/** Ends the thread that ran cells; it does not hold the process open by itself. */
export async function closeRunner(): Promise<void> {
  await runner?.close()
  runner = undefined
  running.clear()
}

function cellsOf(folder: string, slug: string, locale: string): EntryText | undefined {
  return existsSync(join(folder, slug, `${locale}.mdx`)) ? readEntry(folder, slug, locale) : undefined
}

interface Missing {
  folder: string
  slug: string
  locale: string
  chain: readonly Cell[]
  before: CellResult['speed'] | undefined
}

async function runNow({ folder, slug, locale, chain, before }: Missing): Promise<CellResult> {
  const cell = chain.at(-1) as Cell
  const refuse = (
    rule: string,
    message: string,
    hint: string,
    id = cell.id,
    inCode?: { line: number; column: number },
  ): never => {
    const text = cellsOf(folder, slug, locale)
    const file = text?.file ?? shownPath(join(folder, slug, `${locale}.mdx`))
    const inFile = text?.cells.find((other) => other.id === id && other.language === cell.language) ?? cell
    const place = inCode ? placeInFile(inFile, inCode) : inFile.fence
    throw new ProblemsError([{ file, ...place, rule, message, hint }], text && { [file]: text.source })
  }
  const notRecorded = (): never =>
    refuse(
      'cell-not-recorded',
      `the result of "${cell.id}" is not in the store, and the cell is too slow for the build`,
      `Run: npm run cells -- --entry ${slug} --record, or set LEXIGRAD_UNPROVED=1 to see what another engine gave.`,
    )
  if (before === 'slow') notRecorded()
  runner ??= new CellRunner()
  const cells = chain.map(({ id, code }) => ({ id, code }))
  const reply = await runner.run(
    { chain: cells, locale, language: cell.language, elementLimit: storedElements, kernels: onKernels(chain) },
    quickLimit,
  )
  const { output, variables, ms, chainMs = ms, error, errorIn } = reply
  if (error?.code === 'time-limit') notRecorded()
  if (error) {
    const { name, original, code, line, column = 1 } = error
    const id = errorIn ?? cell.id
    const hint = `The cell "${id}" must run to its end (${code}).`
    refuse('cell-failed', `${name}: ${original}`, hint, id, line === undefined ? undefined : { line, column })
  }
  return { output, variables, ...shownOf(reply), speed: speedOf(chainMs, before) }
}
