import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { brokenNeeds, hostsIn, platforms, unservedPlatforms, type Lock } from '../../src/tools/check-lock.ts'

const files = globSync('{.,src/**,test/**}/package-lock.json', { exclude: (name) => name === 'node_modules' })

const read = (file: string): Lock => JSON.parse(readFileSync(file, 'utf8'))

test('the lock files are found', () => {
  expect(files).toContain('package-lock.json')
  expect(files).toContain('test/site/chromium/package-lock.json')
})

test.each(files)('%s holds no address of a registry', (file) => {
  expect(hostsIn(readFileSync(file, 'utf8'))).toEqual([])
})

test.each(files)('%s holds every package that a package in it names', (file) => {
  expect(brokenNeeds(read(file))).toEqual([])
})

test.each(files)('%s holds the native packages of Linux (glibc, musl), macOS and Windows, on x64 and arm64', (file) => {
  expect(unservedPlatforms(read(file))).toEqual([])
})

test('the check sees an address, a missing package and a missing platform', () => {
  const lock = {
    packages: {
      '': { dependencies: { tool: '1.0.0' } },
      'node_modules/tool': {
        version: '1.0.0',
        dependencies: { helper: '^1' },
        optionalDependencies: { '@tool/linux-x64-gnu': '1.0.0', '@tool/linux-x64-musl': '1.0.0' },
      },
      'node_modules/@tool/linux-x64-gnu': { version: '1.0.0', os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
    },
  }
  expect(hostsIn('"resolved": "https://registry.example/tool.tgz"')).toEqual(['https://registry.example/tool.tgz'])
  expect(brokenNeeds(lock)).toEqual([
    'node_modules/tool needs helper, which is not in the lock',
    'node_modules/tool needs @tool/linux-x64-musl, which is not in the lock',
  ])
  expect(unservedPlatforms(lock)).toEqual(
    platforms
      .filter((name) => name !== 'linux x64 glibc')
      .map((name) => `node_modules/tool has no native package for ${name}`),
  )
})
