/**
 * What a lock file must promise: nothing in it names a registry's host, and no package that an install on another
 * system needs was left out. npm leaves platform packages out without a word when a release lacks them.
 */
interface LockedPackage {
  version?: string
  os?: string[]
  cpu?: string[]
  libc?: string[]
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
}

export interface Lock {
  packages: Record<string, LockedPackage>
}

/** The systems that a fresh clone must install on. */
export const platforms = [
  'linux x64 glibc',
  'linux x64 musl',
  'linux arm64 glibc',
  'linux arm64 musl',
  'darwin x64',
  'darwin arm64',
  'win32 x64',
  'win32 arm64',
]

/** Addresses of package files in a lock file's text. A funding or licence address is no place to install from. */
export function hostsIn(text: string): string[] {
  return [...text.matchAll(/"(?:resolved|version)": "((?:https?|git)[^"]+)"/g)].map((match) => match[1]!)
}

/** Each dependency that no package in the lock answers, as a sentence. */
export function brokenNeeds({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, record]) => {
    const peers = Object.keys(record.peerDependencies ?? {}).filter(
      (name) => !record.peerDependenciesMeta?.[name]?.optional,
    )
    const needs = [record.dependencies, record.optionalDependencies].flatMap((group) => Object.keys(group ?? {}))
    return [...needs, ...peers]
      .filter((name) => !resolvePackage(packages, path, name))
      .map((name) => `${path || 'package.json'} needs ${name}, which is not in the lock`)
  })
}

/** Packages that come with native packages for the several systems, and the systems they leave out. */
export function unservedPlatforms({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, record]) => {
    if (record.os) return []
    const natives = Object.keys(record.optionalDependencies ?? {})
      .map((name) => resolvePackage(packages, path, name))
      .filter((native): native is LockedPackage => native?.os !== undefined && native.cpu !== undefined)
    // Nothing native, or a helper for one system only, as fsevents is.
    if (natives.length === 0) return []
    return platforms
      .filter((platform) => !natives.some((native) => serves(native, platform)))
      .map((platform) => `${path} has no native package for ${platform}`)
  })
}

function serves({ os, cpu, libc }: LockedPackage, platform: string): boolean {
  const [system, processor, library] = platform.split(' ') as [string, string, string | undefined]
  return os!.includes(system) && cpu!.includes(processor) && (!libc || !library || libc.includes(library))
}

/** Node's way up the folders: from inside the package that asks to the top. */
function resolvePackage(packages: Lock['packages'], from: string, name: string): LockedPackage | undefined {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))) {
    const found = packages[`${place === '' ? '' : `${place}/`}node_modules/${name}`]
    if (found || place === '') return found
  }
}
