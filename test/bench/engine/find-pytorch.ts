/** PyTorch, where it is installed, and the library of matrix products it really uses. `PYTHON_PATH` names another Python. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface PyTorch {
  program: string
  version: string
  blas: string
  /** False for the reference BLAS, with which any comparison flatters. */
  isFast: boolean
}

const script = fileURLToPath(new URL('peers/pytorch.py', import.meta.url))
let found: PyTorch | undefined | null = null

export function python(): PyTorch | undefined {
  if (found === null) found = look()
  return found
}

function look(): PyTorch | undefined {
  const candidates = [process.env.PYTHON_PATH, 'python3', '/usr/bin/python3', '/usr/local/bin/python3', 'python']
  for (const program of candidates) {
    if (!program) continue
    const { status, stdout } = spawnSync(program, [script, '{"describe": true}'], { encoding: 'utf8', timeout: 60_000 })
    if (status !== 0) continue
    const { version, blas } = JSON.parse(stdout.trim().split('\n').at(-1)!) as { version: string; blas: string[] }
    const libraries = blas.join(', ')
    return { program, version, blas: libraries, isFast: /openblas|mkl|accelerate|blis/i.test(libraries) }
  }
  return undefined
}
