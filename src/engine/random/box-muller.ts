/**
 * Normal numbers sixteen at a time, as PyTorch fills 16 or more: eight radii, eight angles, cosines first.
 * A tail that is no whole block is filled again together with what stands before it.
 *
 * Source: Box and Muller 1958, `z = √(−2 log u₁) · cos(2π u₂)`.
 */
import type { Numbers } from '../dtype.ts'
import { log, sineAndCosine } from './cephes.ts'
import type { Generator } from './generator.ts'

const round = Math.fround
const half = 8
const block = 2 * half

/** Fills `out`, of at least 16 numbers. */
export function fillNormal(out: Numbers, generator: Generator, mean: number, std: number): void {
  const single = out instanceof Float32Array
  const draw = single ? () => generator.uniform24() : () => generator.uniform53()
  const transform = single ? transformSingle : transformDouble
  const n = out.length
  for (let i = 0; i < n; i++) out[i] = draw()
  for (let start = 0; start + block <= n; start += block) transform(out, start, mean, std)
  if (n % block === 0) return
  for (let i = n - block; i < n; i++) out[i] = draw()
  transform(out, n - block, mean, std)
}

/** Float32 at every step: PyTorch's vectorised form, to the last bit. */
function transformSingle(out: Numbers, start: number, mean: number, std: number): void {
  const [m, s] = [round(mean), round(std)]
  for (let i = start; i < start + half; i++) {
    const radius = round(Math.sqrt(round(-2 * log(round(1 - out[i]!)))))
    sineAndCosine(round(twoPi * out[i + half]!), waves)
    out[i] = round(radius * waves[1]!) * s + m
    out[i + half] = round(radius * waves[0]!) * s + m
  }
}
const twoPi = round(2 * Math.PI)
const waves = new Float32Array(2)

function transformDouble(out: Numbers, start: number, mean: number, std: number): void {
  for (let i = start; i < start + half; i++) {
    const radius = Math.sqrt(-2 * Math.log(1 - out[i]!))
    const angle = 2 * Math.PI * out[i + half]!
    out[i] = radius * Math.cos(angle) * std + mean
    out[i + half] = radius * Math.sin(angle) * std + mean
  }
}
