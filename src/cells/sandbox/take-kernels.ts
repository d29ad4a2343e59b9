/** The kernels in a worker: compiled from the bytes that came with the code, before it runs. */
import { useKernels } from '../../engine/kernels/backend.ts'
import { loadKernels } from '../../engine/kernels/wasm/load.ts'

/** 64 kB each: 1 MB to begin with, and no more than 1 GB. */
const pages = { initial: 16, maximum: 16_384 }

/** Without bytes, or where they do not compile, the engine computes without kernels: slower, and the same. */
export function takeKernels(bytes: ArrayBuffer | undefined): void {
  if (!bytes) return
  try {
    useKernels(loadKernels(bytes, new WebAssembly.Memory(pages)))
  } catch (error) {
    console.error(error)
  }
}
