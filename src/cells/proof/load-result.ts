/**
 * For the site's build: what a cell printed and left behind, as it stands in the page before anybody runs it. From the
 * store; run now where the store has nothing and the cell is quick; refused where it would be slow.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Cell } from '../parse/find-cells.ts'
import { ProblemsError, type Problem } from '../parse/problem.ts'
import { chainOf, placeInFile, readEntry, type EntryText } from './entries.ts'
import { contentFolder } from './paths.ts'
import { CellRunner } from './runner.ts'
import { findByCode, keyOf, readResults, speedOf, storedElements, writeResults, type CellResult } from './store.ts'

export interface LoadOptions {
  /** Where the entries stand, if not in the project's content folder. */
  folder?: string
  /** Keep in the store what had to be run: the server for authors does. */
  record?: boolean
}

/** Time within which a cell that the build runs must end [ms]; the first of a run compiles the engine too. */
const quickLimit = 2000

let runner: CellRunner | undefined
const running = new Map<string, Promise<CellResult>>()

/**
 * @throws ProblemsError `cell-not-recorded` naming the command that records it, or `cell-failed` at the line of the file
 */
export async function loadResult(
  slug: string,
  locale: string,
  cell: Pick<Cell, 'id' | 'language' | 'code' | 'options'>,
  options: LoadOptions = {},
): Promise<CellResult> {
  const { folder = contentFolder() } = options
  const path = join(folder, slug, `${locale}.mdx`)
  const text = existsSync(path) ? readEntry(folder, slug, locale) : undefined
  const inFile = text?.cells.find(({ id, language }) => id === cell.id && language === cell.language)
  const whole: Cell = { line: 1, column: 1, fence: { line: 1, column: 1 }, expect: [], ...inFile, ...cell }
  const chain = chainOf(whole, text?.cells ?? [])
  const { key, code } = keyOf(chain, locale)
  const results = readResults(folder, slug)
  const stored = results.get(key)
  if (stored) return stored

  // Pages are rendered side by side: five languages may ask for the same code at once.
  const name = `${folder} ${slug} ${key}`
  let result = running.get(name)
  if (!result) {
    const file = text?.file ?? path
    result = runNow({ file, slug, chain, before: findByCode(results, code)?.speed, text })
    running.set(name, result)
  }
  const { output, variables, speed } = await result
  if (options.record) {
    const recorded = new Map(readResults(folder, slug))
    recorded.set(key, { cell: cell.id, language: cell.language, locales: [locale], speed, code, output, variables })
    writeResults(folder, slug, recorded)
  }
  return { output, variables, speed }
}

/** Ends the thread that ran cells; it does not hold the process open by itself. */
export async function closeRunner(): Promise<void> {
  await runner?.close()
  runner = undefined
  running.clear()
}

interface Missing {
  file: string
  slug: string
  chain: readonly Cell[]
  before: CellResult['speed'] | undefined
  text: EntryText | undefined
}

async function runNow({ file, slug, chain, before, text }: Missing): Promise<CellResult> {
  const cell = chain.at(-1) as Cell
  const refuse = (rule: string, message: string, hint: string, place = cell.fence): never => {
    const problem: Problem = { file, ...place, rule, message, hint }
    throw new ProblemsError([problem], text && { [file]: text.source })
  }
  const notRecorded = (): never =>
    refuse(
      'cell-not-recorded',
      `the result of "${cell.id}" is not in the store, and the cell is too slow for the build`,
      `Run: npm run cells -- --entry ${slug} --record`,
    )
  if (before === 'slow') notRecorded()
  runner ??= new CellRunner()
  const cells = chain.map(({ id, code }) => ({ id, code }))
  const { output, variables, ms, error, errorIn } = await runner.run({ chain: cells, elementLimit: storedElements }, quickLimit)
  if (error?.code === 'time-limit') notRecorded()
  if (error) {
    const failed = chain.find(({ id }) => id === errorIn) ?? cell
    const place = error.line === undefined ? failed.fence : placeInFile(failed, { line: error.line, column: error.column ?? 1 })
    refuse('cell-failed', `${error.name}: ${error.original}`, `The cell "${failed.id}" must run to its end (${error.code}).`, place)
  }
  return { output, variables, speed: speedOf(ms, before) }
}
