/** What one core can do at most: multiply-adds of four float32 numbers each, in registers [GFLOP/s]. */
import { fileURLToPath } from 'node:url'
import { main } from 'assemblyscript/asc'
import { median } from '../time-work.ts'

// Short: a loop is only compiled well for the next call.
const rounds = 20_000
/** A round is 12 instructions of 4 multiplications and 4 additions. */
const operations = rounds * 12 * 8

export async function compilePeak(): Promise<Uint8Array<ArrayBuffer>> {
  const source = fileURLToPath(new URL('peak.ts', import.meta.url))
  let binary: Uint8Array<ArrayBuffer> | undefined
  const features = ['--enable', 'simd', '--enable', 'relaxed-simd']
  const { error, stderr } = await main(
    [source, '--outFile', 'peak.wasm', '--runtime', 'stub', '-O3', '--noAssert', ...features],
    { writeFile: (_name: string, contents: Uint8Array<ArrayBuffer>) => void (binary = contents) },
  )
  if (error || !binary) throw new Error(`The peak loop does not compile: ${stderr.toString()}`)
  return binary
}

/** Undefined where relaxed SIMD is missing. [~0.3 s] */
export function measurePeak(binary: Uint8Array<ArrayBuffer>): number | undefined {
  if (!WebAssembly.validate(binary)) return undefined
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary))
  const peak = exports.peak as (rounds: number, factor: number) => number
  for (const end = performance.now() + 100; performance.now() < end;) peak(rounds, 1e-3)
  const speeds = Array.from({ length: 300 }, () => {
    const started = performance.now()
    peak(rounds, 1e-3)
    return operations / (performance.now() - started) / 1e6
  })
  return median(speeds)
}
