/**
 * `npm run bench [-- site] [--json]`: measures what the project promises and prints it. Suites install what only they need.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setup } from '../../src/tools/setup.mjs'

const suites = {
  site: () => import('./site/main.ts'),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
})
const chosen = positionals.length > 0 ? positionals : Object.keys(suites)
const unknown = chosen.find((name) => !(name in suites))
if (unknown) {
  console.error(`bench: there is no suite "${unknown}"; there are ${Object.keys(suites).join(', ')}.`)
  process.exit(1)
}
// Results go to standard output alone, so that --json can be piped.
if (values.json) console.log = console.error

if (!setup(join(import.meta.dirname), 'the bench')) process.exit(1)
const results: Record<string, unknown> = {}
for (const name of chosen as (keyof typeof suites)[]) {
  const { measure } = await suites[name]()
  results[name] = await measure()
}
if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
