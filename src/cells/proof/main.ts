/** `npm run cells`: the proof on the command line. */
import { parseArgs } from 'node:util'
import { listEntries, listLocales } from './entries.ts'
import { contentFolder } from './paths.ts'
import { prove } from './prove.ts'
import { formatRow, formatSummary } from './report.ts'

const help = `npm run cells [-- options]

Runs every cell of every entry in every language, and holds each against what it
promises, against the English cell and against the recorded results.

  --entry <slug>     only this entry (may be given several times)
  --locale <code>    only this language (may be given several times)
  --all              run slow cells too, whose result is recorded for this code,
                     engine and data
  --record           write the results to content/<slug>/results.json
  --json             print an array of {entry, locale, id, language, ok, stdout,
                     gradients, values, ms, error}
  --help             print this

Exit code: 0 when all is proved, 1 when something is not, 2 for a wrong call.`

const options = {
  entry: { type: 'string', multiple: true },
  locale: { type: 'string', multiple: true },
  all: { type: 'boolean' },
  record: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  let values
  try {
    ;({ values } = parseArgs({ args, options }))
  } catch (error) {
    return refuse((error as Error).message)
  }
  if (values.help) {
    console.log(help)
    return 0
  }
  const folder = contentFolder()
  const entries = values.entry ?? listEntries(folder)
  const known = listEntries(folder)
  const unknown = entries.find((slug) => !known.includes(slug))
  if (unknown) return refuse(`There is no entry "${unknown}" in ${folder}. There are ${known.join(', ')}.`)
  const locales = values.locale?.flatMap((list) => list.split(','))
  const written = new Set(entries.flatMap((slug) => listLocales(folder, slug)))
  const unwritten = locales?.find((locale) => !written.has(locale))
  if (unwritten) return refuse(`No entry is written in "${unwritten}". There are ${[...written].join(', ')}.`)

  const start = performance.now()
  const proof = await prove({
    folder,
    entries,
    ...(locales && { locales }),
    all: values.all ?? false,
    record: values.record ?? false,
    onRow: (row, _, stored) => {
      if (!values.json) console.log(formatRow(row, stored))
    },
  })
  if (values.json) console.log(JSON.stringify(proof.rows, null, 2))
  else console.log(formatSummary(proof, (performance.now() - start) / 1000))
  if (values.json && proof.problems.length > 0) console.error(formatSummary(proof, (performance.now() - start) / 1000))
  return proof.problems.length > 0 ? 1 : 0
}

function refuse(message: string): number {
  console.error(`${message}\nSee npm run cells -- --help.`)
  return 2
}
