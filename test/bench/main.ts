/**
 * `npm run bench [-- engine site] [--json FILE]`: measures what the project promises and prints it. Suites install what
 * only they need. The engine's: `--ours` without its peers, `--only W2`, `--quick`.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { setup } from '../../src/tools/setup.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    ours: { type: 'boolean', default: false },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
})

const suites = {
  engine: async () => (await import('./engine/main.ts')).measure({ ...values, only: values.only }),
  site: async () => (await import('./site/main.ts')).measure(),
}

const chosen = positionals.length > 0 ? positionals : Object.keys(suites)
const unknown = chosen.find((name) => !(name in suites))
if (unknown) {
  console.error(`bench: there is no suite "${unknown}"; there are ${Object.keys(suites).join(', ')}.`)
  process.exit(1)
}
// With --json - the results go to standard output alone, so that they can be piped.
if (values.json === '-') console.log = console.error

// Peers take a minute to install, and nothing of ours needs them.
const needsPeers = !(values.ours && chosen.every((name) => name === 'engine'))
if (needsPeers && !setup(import.meta.dirname, 'the bench')) process.exit(1)
const results: Record<string, unknown> = {}
for (const name of chosen as (keyof typeof suites)[]) results[name] = await suites[name]()

const text = `${JSON.stringify(results, null, 2)}\n`
if (values.json === '-') process.stdout.write(text)
else if (values.json) writeFileSync(values.json, text)
