/**
 * Installs what is missing, and nothing else: `npm ci`, only where `node_modules` is absent or was made from another
 * lock file. Runs before every other script, so that one command is enough on a fresh clone.
 *
 * It is the one file that runs on the reader's own Node (18 or newer) and without any package: the newer Node that
 * everything else needs is what it installs.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
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
  const node = isOldNode() ? installNode() : undefined
  const result = runNpm(installCommand(folder), folder, node)
  if (result.status === 0) {
    console.log(`Setup: done in ${Math.round((Date.now() - started) / 1000)} s.`)
    return true
  }
  console.error(explain(result, folder))
  return false
}

/**
 * npm leaves out, without a word, optional packages that do not name its own Node in their `engines`, and native parts
 * of the build are such packages. Below this version, npm itself must run on the newer Node.
 */
const oldestNodeToInstallWith = [22, 12]

function isOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [oldestMajor, oldestMinor] = oldestNodeToInstallWith
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor)
}

/** Puts the Node of the lock file into a folder of its own. @returns the path of its binary, or undefined */
function installNode() {
  const { version } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages['node_modules/node']
  const folder = join(root, '.cache', `node-${version}`)
  const binary = join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(binary)) return binary
  console.log(`Setup: this is Node ${process.versions.node}; fetching Node ${version} to install the rest with.`)
  mkdirSync(folder, { recursive: true })
  const manifest = { private: true, dependencies: { node: version }, allowScripts: { node: true } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  runNpm('install', folder)
  return existsSync(binary) ? binary : undefined
}

/** @param node  the binary that npm runs on, if not the one it was installed with */
function runNpm(command, folder, node) {
  const args = [command, '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  if (node && npm?.endsWith('.js')) {
    // Windows calls it Path.
    const path = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
    const env = { ...process.env, [path]: dirname(node) + delimiter + process.env[path] }
    return spawnSync(node, [npm, ...args], { cwd: folder, stdio: 'inherit', env })
  }
  // npm is a .cmd file on Windows, which only a shell starts.
  return spawnSync('npm', args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' })
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
