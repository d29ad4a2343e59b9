/**
 * Runs Astro's command line (`build`, `dev`) without its telemetry: nothing about authors or readers leaves their machine.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const manifest = require.resolve('astro/package.json')
const program = require.resolve(`${manifest.slice(0, -'package.json'.length)}${require(manifest).bin.astro}`)

const { status, error } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
})
if (error) throw error
process.exit(status ?? 1)
