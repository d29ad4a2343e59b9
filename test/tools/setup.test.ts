import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { reasonToInstall } from '../../src/tools/setup.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lexigrad-setup-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

type Packages = Record<string, { version: string; optional?: boolean }>

function write(path: string, packages: Packages, time: number): void {
  const file = join(folder, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, JSON.stringify({ packages }))
  utimesSync(file, time, time)
}
const lock = (packages: Packages, time: number) =>
  write('package-lock.json', { '': { version: '1.0.0' }, ...packages }, time)
const installed = (packages: Packages, time: number) => write('node_modules/.package-lock.json', packages, time)

const tool = { 'node_modules/tool': { version: '1.0.0' } }

test('a fresh clone is installed', () => {
  lock(tool, 100)
  expect(reasonToInstall(folder)).toBe('nothing is installed yet')
})

test('an install that was cut off is done again', () => {
  lock(tool, 100)
  mkdirSync(join(folder, 'node_modules/tool'), { recursive: true })
  expect(reasonToInstall(folder)).toBe('the last install did not finish')
})

test('what is newer than the lock file is left alone', () => {
  lock(tool, 100)
  installed(tool, 200)
  expect(reasonToInstall(folder)).toBeUndefined()
})

test('a lock file that was only touched brings no install', () => {
  lock(tool, 300)
  installed(tool, 200)
  expect(reasonToInstall(folder)).toBeUndefined()
})

test.each([
  ['a new version', { 'node_modules/tool': { version: '1.0.1' } }],
  ['a new package', { ...tool, 'node_modules/other': { version: '1.0.0' } }],
  ['a package less', {}],
])('%s in a newer lock file brings an install', (_, packages) => {
  lock(packages, 300)
  installed(tool, 200)
  expect(reasonToInstall(folder)).toBe('package-lock.json has changed since the last install')
})

test('a package for another system may be absent', () => {
  lock({ ...tool, 'node_modules/tool-win32': { version: '1.0.0', optional: true } }, 300)
  installed(tool, 200)
  expect(reasonToInstall(folder)).toBeUndefined()
})
