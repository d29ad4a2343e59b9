/**
 * `npm run scale -- --entries 1000 --out DIR`: generates that many entries in every language outside the repository's
 * content, builds the site from them, and prints how long it took and how much memory it needed at most.
 * `--keep` builds once more with what the first build left in its caches.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { generateSite } from './scale/generate.ts'

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '1000' },
    out: { type: 'string', default: join(tmpdir(), 'lexigrad-scale') },
    keep: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const entries = Number(values.entries)
if (!Number.isInteger(entries) || entries < 1) {
  console.error(`scale: --entries ${values.entries}: expected a whole number from 1.`)
  process.exit(1)
}

const out = resolve(values.out)
mkdirSync(out, { recursive: true })
const say = (line: string) => (values.json ? console.error(line) : console.log(line))

const generating = performance.now()
const { content, locales, cells } = await generateSite(entries, out)
say(`${entries} entries with ${cells} cells generated and proved in ${seconds(generating).toFixed(1)} s, in ${out}`)

const results = [build('cold')]
if (values.keep) results.push(build('again'))
if (values.json) console.log(JSON.stringify({ entries, cells, builds: results }, null, 2))

function build(name: string): { name: string; seconds: number; peakMegabytes: number; pages: number } {
  const dist = join(out, 'dist')
  if (name === 'cold') rmSync(join('.cache', 'astro', encodeURIComponent(dist)), { recursive: true, force: true })
  rmSync(dist, { recursive: true, force: true })
  const peakFile = join(out, 'peak')
  rmSync(peakFile, { force: true })
  const probe = pathToFileURL(join(import.meta.dirname, 'scale', 'peak-memory.ts')).href
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'astro.ts'), 'build'], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: {
      ...process.env,
      LEXIGRAD_CONTENT: content,
      LEXIGRAD_LOCALES: locales,
      LEXIGRAD_OUT: dist,
      LEXIGRAD_PEAK_FILE: peakFile,
      // Five thousand pictures would be three minutes of drawing: a site of that size leaves them out, or keeps its cache.
      LEXIGRAD_CARDS: '0',
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${probe}`,
    },
  })
  if (status !== 0) {
    console.error(stdout.slice(-4000), stderr.slice(-4000))
    process.exit(1)
  }
  const time = seconds(started)
  const peakMegabytes = Math.round(Number(readFileSync(peakFile, 'utf8')) / 1024)
  const pages = Number(/(\d+) page\(s\) built/.exec(stdout)?.[1] ?? 0)
  say(`${name}: ${pages} pages in ${time.toFixed(1)} s, ${peakMegabytes} MB at most`)
  return { name, seconds: Math.round(time * 10) / 10, peakMegabytes, pages }
}

function seconds(since: number): number {
  return (performance.now() - since) / 1000
}
