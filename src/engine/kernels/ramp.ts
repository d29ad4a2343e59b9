/** Evenly spaced numbers, rounded where PyTorch's vector kernels round. */
import type { Numbers } from '../dtype.ts'

/**
 * Fills `out`. In whole blocks of two vectors only the first number of a vector is computed by `at`; those after it are
 * steps from there, and that shows in the last digit. What is left over is computed one by one.
 * @param at    the number at a place
 * @param step  the distance from the first number of a vector to the one `k` places on
 */
export function fillEvenly(out: Numbers, at: (i: number) => number, step: (k: number) => number): void {
  const lanes = out instanceof Float32Array ? 8 : 4
  const blocks = Math.floor(out.length / (2 * lanes)) * 2 * lanes
  for (let i = 0; i < blocks; i += lanes) {
    out[i] = at(i)
    const first = out[i]!
    for (let k = 1; k < lanes; k++) out[i + k] = first + step(k)
  }
  for (let i = blocks; i < out.length; i++) out[i] = at(i)
}
