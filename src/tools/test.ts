/**
 * `npm test`: everything that must hold, in the order that says soonest what is wrong. Ends with what passed, failed and
 * was skipped, the skipped ones by name. `npm test -- lint unit` runs only the steps named.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readVitestReport, type Tally } from './vitest-report.ts'

interface Step {
  name: string
  /** A script of package.json, or a project of vitest.config.ts. */
  script?: string
  projects?: string[]
  /** Its last line is shown though nothing failed. */
  says?: boolean
}

// Steps of one group run side by side: the checks need one core, the unit tests the other.
const groups: Step[][] = [
  [
    { name: 'unit', projects: ['unit', 'wasm', 'relaxed'] },
    { name: 'lint', script: 'lint' },
    { name: 'types', script: 'check' },
    { name: 'translations', script: 'check:translations', says: true },
  ],
  // Builds what its tests look at first, and ends with the build's own words where that fails.
  [{ name: 'site', projects: ['site', 'sandbox', 'timed'] }],
]

const started = performance.now()
const chosen = process.argv.slice(2)
const known = groups.flat().map(({ name }) => name)
const strange = chosen.find((name) => !known.includes(name))
if (strange) {
  console.error(`npm test has no step "${strange}"; it has ${known.join(', ')}.`)
  process.exit(1)
}

const reports = join('.cache', 'test')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const total: Tally = { passed: 0, failed: 0, skipped: [] }
for (const group of groups) {
  const wanted = group.filter(({ name }) => chosen.length === 0 || chosen.includes(name))
  for (const tally of await Promise.all(wanted.map(run))) {
    total.passed += tally.passed
    total.failed += tally.failed
    total.skipped.push(...tally.skipped)
  }
}

for (const name of total.skipped) console.log(`skipped: ${name}`)
console.log(`\n${seconds(started)} in all`)
console.log(`tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`)
process.exit(total.failed === 0 ? 0 : 1)

async function run(step: Step): Promise<Tally> {
  const begun = performance.now()
  const report = join(reports, `${step.name}.json`)
  const { status, output } = step.script
    ? await execute('npm', ['run', '--silent', step.script])
    : await execute(process.execPath, [
        join('node_modules', 'vitest', 'vitest.mjs'),
        'run',
        ...step.projects!.flatMap((project) => ['--project', project]),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ])
  const tally = step.projects && existsSync(report) ? readVitestReport(readFileSync(report, 'utf8')) : oneCheck(status)
  // A run can fail beside its tests: a setup that throws, an unhandled rejection.
  if (status !== 0 && tally.failed === 0) tally.failed = 1
  const counts = step.projects
    ? `: ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped.length} skipped`
    : ''
  if (tally.failed > 0) console.log(output)
  else if (step.says) console.log(output.trimEnd().split('\n').at(-1))
  console.log(`${tally.failed === 0 ? '✓' : '✗'} ${step.name}${counts} (${seconds(begun)})`)
  return tally
}

function oneCheck(status: number): Tally {
  return status === 0 ? { passed: 1, failed: 0, skipped: [] } : { passed: 0, failed: 1, skipped: [] }
}

function execute(command: string, args: string[]): Promise<{ status: number; output: string }> {
  return new Promise((resolve, reject) => {
    // npm is a .cmd file on Windows, which only a shell starts.
    const child = spawn(command, args, { shell: command === 'npm' && process.platform === 'win32' })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ status: code ?? 1, output }))
  })
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}
