/** Loaded into a build with `--import`: leaves the process's highest resident memory [KiB] behind when it ends. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const file = process.env.LEXIGRAD_PEAK_FILE
if (file) {
  process.on('exit', () => {
    // The build and the process that started it both come here: the larger one counts.
    const before = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
    writeFileSync(file, String(Math.max(before, process.resourceUsage().maxRSS)))
  })
}
