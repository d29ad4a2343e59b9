import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface LockedPackage {
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, LockedPackage>
}

const report = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } }
const libc = process.platform === 'linux' ? (report.header.glibcVersionRuntime ? 'glibc' : 'musl') : undefined

const admits = (list: string[] | undefined, own: string | undefined) =>
  !list || (own !== undefined && list.includes(own))

/** An npm that runs on an old Node leaves these out in silence, and the build then fails. */
test('every native package for this system is installed', () => {
  const native = Object.entries(packages).filter(
    ([, { optional, os, cpu, libc: libraries }]) =>
      optional && os && admits(os, process.platform) && admits(cpu, process.arch) && admits(libraries, libc),
  )
  expect(native.length).toBeGreaterThan(3)
  expect(native.map(([path]) => path).filter((path) => !existsSync(path))).toEqual([])
})
