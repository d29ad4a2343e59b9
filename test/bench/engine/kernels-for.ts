/** The build of our kernels that a backend of the bench stands for. */
import { kernelBinaries } from '../../../src/tools/kernels/compile.ts'

/** Undefined for plain TypeScript, and for other engines. */
export async function kernelsFor(backend: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (backend !== 'lexigrad-wasm' && backend !== 'lexigrad-relaxed') return undefined
  const { plain, relaxed } = await kernelBinaries()
  return backend === 'lexigrad-wasm' ? plain : relaxed
}
