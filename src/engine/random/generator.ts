/** Sources of random bits: one that everything shares by default, and separate ones for those who ask. */
import { ArgumentError } from '../errors.ts'
import { fromNumbers, values } from '../kernels/values.ts'
import { Tensor } from '../tensor.ts'
import { MersenneTwister } from './mersenne-twister.ts'
import { packState, stateBytes, unpackState } from './state.ts'

/** The seed of a new `Generator`: PyTorch's, a number with as many ones as zeros in its bits. */
const defaultSeed = 67280421310721n
const maxUint64 = 2n ** 64n - 1n

/**
 * A stream of random bits with a state of its own: the same seed gives PyTorch's numbers in PyTorch's order.
 * Pass it as `{ generator }`; everything else draws from the shared one, which `manualSeed` sets.
 *
 * Source: Matsumoto and Nishimura 1998 (MT19937).
 * @example rand(1, { generator: new Generator().manualSeed(0) }).item() // 0.49625658988952637
 */
export class Generator {
  #twister!: MersenneTwister
  #initialSeed!: bigint
  /** Normal numbers come in pairs; the second waits here for the next call. */
  spareNormal!: number | null

  constructor() {
    this.manualSeed(defaultSeed)
  }

  /**
   * Starts the stream again from a seed.
   * @param seed  a whole number; its lower 32 bits count, a negative one counts from 2^64 down
   * @returns  this generator
   * @throws ArgumentError `seed`
   */
  manualSeed(seed: number | bigint): this {
    const whole = wholeSeed(seed)
    this.#initialSeed = whole
    this.#twister = new MersenneTwister(Number(whole & 0xffffffffn))
    this.spareNormal = null
    return this
  }

  /** The seed that this stream was started from. Above 2^53, the nearest number to it. */
  initialSeed(): number {
    return Number(this.#initialSeed)
  }

  /** Starts again from a seed that nobody chose, and returns it. */
  seed(): number {
    const chosen = Math.floor(Math.random() * 2 ** 32) * 2 ** 21 + Math.floor(Math.random() * 2 ** 21)
    this.manualSeed(chosen)
    return chosen
  }

  /** 32 random bits: a whole number in [0, 2^32). */
  bits32(): number {
    return this.#twister.draw()
  }

  /** 53 random bits of a draw of 64: a whole number in [0, 2^53). */
  bits53(): number {
    const high = this.#twister.draw()
    return (high & 0x1fffff) * 2 ** 32 + this.#twister.draw()
  }

  /** 64 random bits. */
  bits64(): bigint {
    const high = BigInt(this.#twister.draw())
    return (high << 32n) | BigInt(this.#twister.draw())
  }

  /** A number in [0, 1), a multiple of 2⁻²⁴: as fine as float32 is below 1. */
  uniform24(): number {
    return (this.#twister.draw() & 0xffffff) / 2 ** 24
  }

  /** A number in [0, 1), a multiple of 2⁻⁵³. */
  uniform53(): number {
    return this.bits53() / 2 ** 53
  }

  /** All there is to know about the stream, in PyTorch's layout: uint8 [5056]. */
  getState(): Tensor {
    return fromNumbers(
      packState({ initialSeed: this.#initialSeed, twister: this.#twister, spareNormal: this.spareNormal }),
      [stateBytes],
      'uint8',
    )
  }

  /**
   * Goes on where `getState` was called.
   * @throws ArgumentError `generator-state`
   */
  setState(state: Tensor): this {
    if (!(state instanceof Tensor) || state.dtype !== 'uint8' || state.numel() !== stateBytes) {
      throw new ArgumentError(`setState: expects what getState gave, ${stateBytes} numbers of uint8.`, {
        code: 'generator-state',
        params: { bytes: stateBytes },
        torch: { type: 'TypeError', message: 'expected a torch.ByteTensor' },
      })
    }
    const { initialSeed, twister, spareNormal } = unpackState(values(state))
    this.#initialSeed = initialSeed
    this.#twister = twister
    this.spareNormal = spareNormal
    return this
  }
}

function wholeSeed(seed: number | bigint): bigint {
  const whole = typeof seed === 'bigint' ? seed : Number.isFinite(seed) ? BigInt(Math.trunc(seed)) : null
  if (whole === null || whole > maxUint64 || whole < -(2n ** 63n)) {
    throw new ArgumentError(
      `manualSeed: a seed is a whole number from −2^63 to 2^64 − 1, got ${String(seed)}. Any small one does: manualSeed(0).`,
      {
        code: 'seed',
        params: { seed: String(seed) },
        torch: { type: 'RuntimeError', message: 'Overflow when unpacking long' },
      },
    )
  }
  return whole < 0n ? maxUint64 + whole + 1n : whole
}

/** The stream that everything draws from that is given no other. Its first seed is nobody's choice. */
export const defaultGenerator = new Generator()
defaultGenerator.seed()

/**
 * Starts the shared stream of random numbers from a seed, so that what follows is the same on every run, and PyTorch's.
 *
 * @param seed  a whole number; its lower 32 bits count
 * @returns  the shared generator
 * @throws ArgumentError `seed`
 * Source: Matsumoto and Nishimura 1998.
 * @example manualSeed(42); rand(3).toString() // tensor([0.8823, 0.9150, 0.3829])
 */
export const manualSeed = (seed: number | bigint): Generator => defaultGenerator.manualSeed(seed)

/** Starts the shared stream from a seed that nobody chose, and returns it. @example seed() === initialSeed() // true */
export const seed = (): number => defaultGenerator.seed()

/** The seed that the shared stream was started from. @example manualSeed(7); initialSeed() // 7 */
export const initialSeed = (): number => defaultGenerator.initialSeed()

/** The state of the shared stream. @example getRngState().shape // [5056] */
export const getRngState = (): Tensor => defaultGenerator.getState()

/**
 * Sets the state of the shared stream, uint8 [5056].
 * @example const state = getRngState(); const x = rand(1).item(); setRngState(state); rand(1).item() === x // true
 */
export const setRngState = (state: Tensor): void => {
  defaultGenerator.setState(state)
}
