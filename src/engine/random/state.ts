/** A generator's state as bytes, in the layout in which PyTorch keeps it: its states can be read here, and ours there. */
import { MersenneTwister } from './mersenne-twister.ts'

export const stateBytes = 5056

const at = { seed: 0, left: 8, seeded: 12, next: 16, words: 24, spareNormal: 5024, hasSpare: 5040 } as const

export interface GeneratorState {
  readonly initialSeed: bigint
  readonly twister: MersenneTwister
  readonly spareNormal: number | null
}

export function packState({ initialSeed, twister, spareNormal }: GeneratorState): Uint8Array {
  const bytes = new Uint8Array(stateBytes)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(at.seed, initialSeed, true)
  view.setInt32(at.left, twister.left, true)
  view.setInt32(at.seeded, 1, true)
  view.setUint32(at.next, twister.next, true)
  // A word of 32 bits in a place of 64.
  twister.words.forEach((word, i) => view.setUint32(at.words + 8 * i, word, true))
  view.setFloat64(at.spareNormal, spareNormal ?? 0, true)
  view.setInt32(at.hasSpare, Number(spareNormal !== null), true)
  return bytes
}

export function unpackState(numbers: ArrayLike<number>): GeneratorState {
  const view = new DataView(Uint8Array.from(numbers).buffer)
  const twister = new MersenneTwister(0)
  twister.left = view.getInt32(at.left, true)
  twister.next = view.getUint32(at.next, true)
  for (let i = 0; i < twister.words.length; i++) twister.words[i] = view.getUint32(at.words + 8 * i, true)
  const spareNormal = view.getInt32(at.hasSpare, true) === 1 ? view.getFloat64(at.spareNormal, true) : null
  return { initialSeed: view.getBigUint64(at.seed, true), twister, spareNormal }
}
