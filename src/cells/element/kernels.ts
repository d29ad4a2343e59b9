/**
 * The engine's kernels for code that computes much: 14 kB that a cell of single numbers has no use for. Which build a
 * browser accepts is asked of the browser; where there is none, or it cannot be loaded, the engine runs without.
 */
import { supportedBuild } from '../../engine/kernels/wasm/support.ts'
import type { Assets } from '../sandbox/protocol.ts'

/** Names behind which there is a product of matrices, or as much to compute. */
const heavy =
  /\b(?:nn|optim|functional|linalg|matmul|mm|bmm|mv|addmm|baddbmm|einsum|linear|conv\w*|attention|scaledDotProductAttention|DataLoader)\b/

const loaded = new Map<string, Promise<Assets>>()

export function needsKernels(code: string): boolean {
  return heavy.test(code)
}

/** @param urls  JSON of addresses by build */
export function loadKernels(urls = '{}'): Promise<Assets> {
  const build = supportedBuild()
  const url = build && (JSON.parse(urls) as Partial<Record<string, string>>)[build]
  if (!url) return Promise.resolve({})
  let kernels = loaded.get(url)
  if (!kernels) {
    kernels = fetch(url)
      .then(async (response) => ({ ...(response.ok && { kernels: await response.arrayBuffer() }) }))
      .catch(() => ({}))
    // What failed is asked for again.
    void kernels.then((assets) => 'kernels' in assets || loaded.delete(url))
    loaded.set(url, kernels)
  }
  return kernels
}
