/**
 * The kernels in the proof. Most cells run on plain TypeScript, whose numbers are the same on every machine to the last
 * bit; a cell that would take a minute that way says `varies=rounding` and runs on the kernels without fused
 * multiply-add, which every machine rounds alike too.
 */
import { useKernels } from '../../engine/kernels/backend.ts'
import { loadKernels } from '../../engine/kernels/wasm/load.ts'
import { kernelBinaries } from '../../tools/kernels/compile.ts'

/** As a page has them (sandbox/take-kernels.ts). */
const pages = { initial: 16, maximum: 16_384 }

/** For the next run, as a worker that was just started has them. */
export async function chooseKernels(wanted: boolean): Promise<void> {
  const bytes = wanted ? (await kernelBinaries()).plain : undefined
  useKernels(bytes ? loadKernels(bytes, new WebAssembly.Memory(pages)) : null)
}
