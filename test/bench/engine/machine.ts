/** Where and when something was measured. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'

export function describeMachine() {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    features: cpuFeatures(),
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${platform()} ${release().split('-')[0]} ${arch()}`,
    node: process.versions.node,
    v8: process.versions.v8.split('-')[0]!,
    commit: commit(),
  }
}

/** How many processes wanted a core, on average over the last minute. */
export const load = (): number => Number(loadavg()[0]!.toFixed(2))

/** The widest vectors: a model's name alone says little of a rented machine. */
function cpuFeatures(): string[] {
  try {
    const flags = /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]?.split(' ') ?? []
    return ['avx2', 'fma', 'avx512f', 'asimd', 'sve'].filter((name) => flags.includes(name))
  } catch {
    return []
  }
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}
