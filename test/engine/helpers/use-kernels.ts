/** Runs a test file's engine on the kernels that LEXIGRAD_KERNELS names: plain (the default), wasm or relaxed. */
import { useKernels } from '../../../src/engine/kernels/backend.ts'
import { loadKernels } from '../../../src/engine/kernels/wasm/load.ts'
import { kernelBinaries } from '../../../src/tools/kernels/compile.ts'

const wanted = process.env.LEXIGRAD_KERNELS ?? 'plain'

if (wanted !== 'plain') {
  const { relaxed, plain } = await kernelBinaries()
  const memory = new WebAssembly.Memory({ initial: 64, maximum: 16384 })
  useKernels(loadKernels(wanted === 'relaxed' ? relaxed : plain, memory))
}
