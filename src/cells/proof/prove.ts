/** The proof: every cell runs, keeps its promise, and is the same in every language. */
import type { Cell } from '../parse/find-cells.ts'
import type { CellLanguage } from '../parse/fence.ts'
import type { Problem } from '../parse/problem.ts'
import { checkCell, checkCellSets, checkStored } from './checks.ts'
import { chainOf, onKernels } from './chain.ts'
import { checkTwin } from './check-twin.ts'
import { listEntries, listLocales, readEntry, type EntryText } from './entries.ts'
import { toJson, type JsonNested } from './numbers.ts'
import { contentFolder, sourceLocale } from './paths.ts'
import { CellRunner, type RunReply } from './runner.ts'
import { shownOf } from './shown.ts'
import { keyOf, readResults, speedOf, storedElements, withResult, writeResults } from './store.ts'
import { findByCode, type Results } from './stored.ts'

/** A row of the report, and of `--json`. */
export interface ProofRow {
  entry: string
  locale: string
  id: string
  language: CellLanguage
  ok: boolean
  stdout: string
  gradients: Record<string, JsonNested>
  values: Record<string, JsonNested>
  ms: number
  /** Every problem of the cell, as text; null where there is none. */
  error: string | null
}

export interface ProofOptions {
  folder?: string
  entries?: readonly string[]
  locales?: readonly string[]
  /** Run slow cells too, whose result the store holds. */
  all?: boolean
  /** Keep what was proved in the store. */
  record?: boolean
  /** Called with each row as it is known. */
  onRow?: (row: ProofRow, problems: readonly Problem[], stored: boolean) => void
}

export interface Proof {
  rows: ProofRow[]
  problems: Problem[]
  /** Text of each file that was read, by its name in the problems. */
  sources: Record<string, string>
}

/** A cell without a `limit` of its own is ended after this [s]. */
const usualLimit = 60

/** What a cell gave, run now or read from the store. */
export type CellRun = RunReply & { stored: boolean }

export async function prove(options: ProofOptions = {}): Promise<Proof> {
  const { folder = contentFolder(), entries = listEntries(folder) } = options
  const proof: Proof = { rows: [], problems: [], sources: {} }
  const runner = new CellRunner()
  try {
    for (const slug of entries) await proveEntry(folder, slug, options, runner, proof)
  } finally {
    await runner.close()
  }
  return proof
}

async function proveEntry(
  folder: string,
  slug: string,
  options: ProofOptions,
  runner: CellRunner,
  proof: Proof,
): Promise<void> {
  const { locales: wanted, all = false, record = false, onRow } = options
  const results = readResults(folder, slug)
  // Without a choice of locales all is proved anew, and what no cell uses any longer goes.
  let kept: Results = wanted ? results : new Map()
  let runs = new Map<string, CellRun>()
  let english: EntryText | undefined
  // English comes first: the others are held against it, also where only another locale is asked for.
  for (const locale of listLocales(folder, slug)) {
    const isWanted = !wanted || wanted.includes(locale)
    if (!isWanted && locale !== sourceLocale) continue
    const text = readEntry(folder, slug, locale)
    if (locale === sourceLocale) english = text
    proof.sources[text.file] = text.source
    const general = [...text.problems, ...(english && english !== text ? checkCellSets(english, text) : [])]
    if (isWanted) proof.problems.push(...general)

    const own = new Map<string, CellRun>()
    for (const cell of text.cells) {
      const chain = chainOf(cell, text.cells)
      const { key, code } = keyOf(chain, locale)
      const before = results.get(key) ?? findByCode(results, code)
      const useStored = !all && before?.speed === 'slow' && results.has(key)
      const run: CellRun =
        useStored && before
          ? { ...before, ms: 0, error: undefined, errorIn: undefined, stored: true }
          : await runChain(runner, chain, locale)
      own.set(`${cell.language} ${cell.id}`, run)
      if (locale === sourceLocale) runs = own

      const problems = checkCell({
        text,
        cell,
        run,
        english,
        englishRun: runs.get(`${cell.language} ${cell.id}`),
      })
      const firstRun = cell.language === 'typescript' ? undefined : own.get(`typescript ${cell.id}`)
      if (firstRun) problems.push(...checkTwin(text, cell, run, firstRun))
      if (!record && before && !run.stored && !run.error) problems.push(...checkStored(text, cell, before, run))
      if (!isWanted) continue
      proof.problems.push(...problems)
      const row = rowOf(text, cell, run, problems)
      proof.rows.push(row)
      onRow?.(row, problems, run.stored)

      if (!record || problems.length > 0) continue
      const known = run.stored ? before?.speed : kept.get(key)?.speed
      const speed = known ?? speedOf(run.chainMs ?? run.ms, before?.speed)
      const { output, variables } = run
      const { id, language } = cell
      const gave = { output, variables, ...shownOf(run) }
      kept = withResult(kept, key, { cell: id, language, locales: [locale], speed, code, ...gave })
    }
  }
  if (record) writeResults(folder, slug, kept)
}

async function runChain(runner: CellRunner, chain: readonly Cell[], locale: string): Promise<CellRun> {
  const limit = chain.reduce((sum, cell) => sum + (cell.options.limit ?? usualLimit), 0) * 1000
  const cells = chain.map(({ id, code }) => ({ id, code }))
  const language = chain.at(-1)!.language
  return {
    ...(await runner.run(
      { chain: cells, locale, language, elementLimit: storedElements, kernels: onKernels(chain) },
      limit,
    )),
    stored: false,
  }
}

function rowOf(text: EntryText, cell: Cell, run: CellRun, problems: readonly Problem[]): ProofRow {
  const values: ProofRow['values'] = {}
  const gradients: ProofRow['gradients'] = {}
  for (const { name, value, grad } of run.variables) {
    if (value !== undefined) values[name] = toJson(value)
    if (grad !== undefined && grad !== null) gradients[name] = toJson(grad)
  }
  const errors = problems.map(({ file, line, column, rule, message }) => `${file}:${line}:${column} ${rule} ${message}`)
  return {
    entry: text.slug,
    locale: text.locale,
    id: cell.id,
    language: cell.language,
    ok: problems.length === 0,
    stdout: run.output.map(({ text }) => `${text}\n`).join(''),
    gradients,
    values,
    ms: Math.round(run.ms * 100) / 100,
    error: errors.length > 0 ? errors.join('\n') : null,
  }
}
