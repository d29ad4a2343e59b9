/** What a reader's browser must fetch before W0's gradient: scripts minified, everything under brotli. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { bundle } from './bundle.ts'

export interface Bytes {
  raw: number
  brotli: number
}

export const bytesOf = (...parts: readonly (string | Uint8Array)[]): Bytes => ({
  raw: parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0),
  brotli: parts.reduce((sum, part) => sum + brotliCompressSync(part).length, 0),
})

const tfjsBinary = new URL(
  '../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  import.meta.url,
)

export async function measurePeerBytes(): Promise<Record<string, Bytes>> {
  return {
    'jax-js': bytesOf(await bundle('first-gradient/jax.ts')),
    'tfjs-wasm': bytesOf(await bundle('first-gradient/tfjs-wasm.ts'), readFileSync(fileURLToPath(tfjsBinary))),
    'tfjs-cpu': bytesOf(await bundle('first-gradient/tfjs-cpu.ts')),
    'js-pytorch': bytesOf(await bundle('first-gradient/js-pytorch.ts')),
  }
}

export async function measureOurBytes(): Promise<Record<string, Bytes>> {
  return { lexigrad: bytesOf(await bundle('first-gradient/lexigrad-core.ts')) }
}
