/**
 * Builds the site into a folder, unless what lies there was built from the same files with the same settings.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What a build is made from; a change in any of these makes it stale. */
const inputs = ['src', 'content', 'locales', 'public', 'astro.config.mjs', 'package-lock.json']

export interface BuildOptions {
  /** The folder to build into. */
  out: string
  /** Settings that `astro.config.mjs` reads: LEXIGRAD_BASE, LEXIGRAD_PSEUDO, and LEXIGRAD_CONTENT. */
  env?: Record<string, string>
}

/** @returns whether it had to build. @throws Error with the build's own output when it fails */
export function buildSite({ out, env = {} }: BuildOptions): boolean {
  const stamp = join('.cache', 'built', `${encodeURIComponent(out)}.txt`)
  const wanted = fingerprint(env)
  if (existsSync(join(out, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false

  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'astro.ts'), 'build'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    // Vitest sets these for the tests' own process; a build that sees them is another build.
    env: { ...process.env, NODE_ENV: 'production', VITEST: undefined, TEST: undefined, ...env, LEXIGRAD_OUT: out },
  })
  if (status !== 0) throw new Error(`The site does not build (into ${out}):\n${stdout}\n${stderr}`)
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
  return true
}

function fingerprint(env: Record<string, string>): string {
  const hash = createHash('sha256').update(JSON.stringify(env))
  for (const input of [...inputs, ...(env.LEXIGRAD_CONTENT ? [env.LEXIGRAD_CONTENT] : [])])
    for (const file of filesIn(input)) {
      const { mtimeMs, size } = statSync(file)
      hash.update(`${file} ${mtimeMs} ${size}\n`)
    }
  return hash.digest('hex')
}

function* filesIn(path: string): Generator<string> {
  if (!existsSync(path)) return
  if (statSync(path).isFile()) yield path
  else for (const name of readdirSync(path).sort()) if (name !== 'node_modules') yield* filesIn(join(path, name))
}
