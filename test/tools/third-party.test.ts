import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { build, type Rolldown } from 'vite'
import { expect, test } from 'vitest'
import { browserParser } from '../../src/site/plugins/browser-parser.ts'
import { engineNames } from '../../src/site/plugins/engine-core.ts'
import { pythonPackage } from '../../src/site/plugins/python-package.ts'

const list = readFileSync('THIRD_PARTY.md', 'utf8')
const section = (title: string) => list.split(/^## /m).find((part) => part.startsWith(title)) ?? ''
const manifest = (path: string) => JSON.parse(readFileSync(path, 'utf8'))

/** The packages whose code reaches a browser, found by bundling what the pages, the frame and the worker run. */
async function shippedPackages(): Promise<string[]> {
  const workers = ['worker.ts', 'python-worker.ts'].map((name) => `sandbox/${name}`)
  const cells = ['element/live-cell.ts', ...workers, 'sandbox/frame.ts'].map((name) => `src/cells/${name}`)
  const editor = ['preview.ts', 'actions.ts'].map((name) => `src/site/translation-editor/folder/${name}`)
  const result = await build({
    configFile: false,
    plugins: [engineNames(), browserParser(), pythonPackage()],
    logLevel: 'error',
    build: {
      write: false,
      rolldownOptions: { external: ['ws'], input: [...cells, ...editor, ...globSync('src/site/scripts/*.ts')] },
    },
  })
  const chunks = ([result].flat() as Rolldown.RolldownOutput[]).flatMap(({ output }) => output)
  const modules = chunks.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))
  expect(modules.length).toBeGreaterThan(20)
  const names = modules.map((path) =>
    /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path)?.[1]?.replace('\\', '/'),
  )
  return [...new Set(names.filter((name) => name !== undefined))].sort()
}

test('every package whose code reaches a reader is listed with its licence, and no other', async () => {
  const rows = [...section('Shipped to readers: code').matchAll(/^\| \[(.*?)\]\(.*?\) \| (.*?) \|/gm)]
  const listed = Object.fromEntries(rows.map(([, name, licence]) => [name, licence]))
  const shipped = await shippedPackages()
  expect(Object.keys(listed).sort()).toEqual(shipped)
  for (const name of shipped) expect(listed[name]).toBe(manifest(`node_modules/${name}/package.json`).license)
}, 60_000)

test('every dependency of the build is listed with its licence', () => {
  const rows = [...section('Used to build the site').matchAll(/^\| ([@\w/-]+) \| (\w[\w.-]*) \|/gm)].slice(1)
  const listed = Object.fromEntries(rows.map(([, name, licence]) => [name, licence]))
  const dependencies = Object.keys(manifest('package.json').dependencies)
  const licences = dependencies.map((name) => [name, manifest(`node_modules/${name}/package.json`).license])
  expect(listed).toEqual(Object.fromEntries(licences))
})

test('every font that is served is listed with its copyright', () => {
  const fonts = section('Shipped to readers: fonts')
  const families = [...fonts.matchAll(/`([\w-]+)\*\.woff2`/g)].map((match) => match[1]!)
  const files = globSync('src/site/fonts/*.woff2').map((file) => basename(file))
  expect(files.length).toBeGreaterThan(3)
  expect(files.filter((file) => !families.some((family) => file.startsWith(family)))).toEqual([])
  for (const family of families) {
    const licence = readFileSync(`src/site/fonts/${family}.OFL.txt`, 'utf8')
    const copyright = /^Copyright \d{4}(-\d{4})? The [\w ]+ Authors/.exec(licence)![0]
    expect(fonts).toContain(copyright)
    expect(licence).not.toMatch(/with Reserved Font Name/i)
  }
})
