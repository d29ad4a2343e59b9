/**
 * Installs what is missing, and nothing else: `npm ci`, only where `node_modules` is absent or was made from another
 * lock file. Runs before every other script, so that one command is enough on a fresh clone.
 *
 * It is the one file that runs on the reader's own Node (18 or newer) and without any package: the newer Node that
 * everything else needs is what it installs.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const oldestNode = 18

/**
 * Why `folder` needs an install, or undefined where what is installed is what its lock file names.
 * npm writes `node_modules/.package-lock.json` after each install: a copy of the lock, less what this system skips.
 */
export function reasonToInstall(folder) {
  const lock = join(folder, 'package-lock.json')
  const installed = join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(join(folder, 'node_modules'))) return 'nothing is installed yet'
  if (!existsSync(installed)) return 'the last install did not finish'
  // A checkout touches files without changing them, so the date only says when to compare.
  if (statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return undefined
  return sameVersions(lock, installed) ? undefined : 'package-lock.json has changed since the last install'
}

function sameVersions(lock, installed) {
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages
  const fits = (path) => present[path].version === wanted[path]?.version
  const isThere = (path) => path === '' || wanted[path].optional || path in present
  return Object.keys(present).every(fits) && Object.keys(wanted).every(isThere)
}

/** Installs `folder`'s packages where needed. @returns true where they are there at the end */
export function setup(folder = root, name = 'Lexigrad') {
  const reason = reasonToInstall(folder)
  if (!reason) return true
  console.log(`Setup: ${reason}; installing ${name}'s packages (npm ci). Once only, about a minute.`)
  const started = Date.now()
  const result = spawnSync('npm', [installCommand(folder), '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
    // npm is a .cmd file on Windows, which only a shell starts.
    shell: process.platform === 'win32',
  })
  if (result.status === 0) {
    console.log(`Setup: done in ${Math.round((Date.now() - started) / 1000)} s.`)
    return true
  }
  console.error(explain(result, folder))
  return false
}

/** `npm ci` empties node_modules first, which Windows refuses while this very program runs from there. */
function installCommand(folder) {
  const runsFromThere = process.execPath.startsWith(join(folder, 'node_modules'))
  return process.platform === 'win32' && runsFromThere ? 'install' : 'ci'
}

function explain(result, folder) {
  const head = result.error
    ? `Setup: npm could not be started (${result.error.message}).`
    : `Setup: npm ci ended with exit code ${result.status} in ${folder}; its own words stand above.`
  return [
    head,
    '  - "npm" is not found: install Node with npm 10 or newer from https://nodejs.org.',
    '  - ENOTFOUND, ETIMEDOUT, ECONNREFUSED: npm cannot reach its registry. Check the connection; behind a proxy,',
    '    "npm config set proxy http://…"; for a mirror, "npm config set registry https://…".',
    '  - EUSAGE or "in sync": package.json and package-lock.json disagree. Run "npm install" and commit both.',
    '  - ENOSPC, EACCES: no room on the disk, or no right to write in this folder.',
    'Then run the same command again.',
  ].join('\n')
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const major = Number(process.versions.node.split('.')[0])
  if (major < oldestNode) {
    console.error(
      `Setup: this is Node ${process.versions.node}; Lexigrad needs Node ${oldestNode} or newer, from https://nodejs.org.`,
    )
    process.exit(1)
  }
  process.exit(setup() ? 0 : 1)
}
