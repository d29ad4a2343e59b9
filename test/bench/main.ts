/**
 * `npm run bench [-- engine entries site python] [--json FILE]`: measures what the project promises and prints it. Suites install
 * what only they need. The entries': `--only digits` the cell of that name, `--seeds 5`. The engine's: `--ours` without its peers, `--engine relaxed` those of a name, `--only W2`, `--quick`.
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
    engine: { type: 'string' },
    quick: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '3' },
  },
})

const results: Record<string, unknown> = {}
const toText = () => `${JSON.stringify(results, null, 2)}\n`
const save = (name: string, result: unknown) => {
  results[name] = result
  if (values.json && values.json !== '-') writeFileSync(values.json, toText())
}

const suites = {
  engine: async () => {
    const { measure } = await import('./engine/main.ts')
    return measure({ ...values, only: values.only, engine: values.engine }, (result) => save('engine', result))
  },
  entries: async () => (await import('./entries/main.ts')).measure({ only: values.only, seeds: Number(values.seeds) }),
  site: async () => (await import('./site/main.ts')).measure(),
  python: async () => (await import('./python/main.ts')).measure(),
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
const needsPeers = !chosen.every((name) => ['entries', 'python'].includes(name) || (name === 'engine' && values.ours))
if (needsPeers && !setup(import.meta.dirname, 'the bench')) process.exit(1)
for (const name of chosen as (keyof typeof suites)[]) save(name, await suites[name]())
if (values.json === '-') process.stdout.write(toText())
