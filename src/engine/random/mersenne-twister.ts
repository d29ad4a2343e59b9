/**
 * The Mersenne Twister MT19937: 32 random bits a draw, period 2^19937 − 1.
 *
 * 624 words of state. Every 624 draws all of them are renewed at once, each from itself, its neighbour and the word
 * 397 places on; a draw then "tempers" one word, so that all bits are equally good.
 * Source: Matsumoto and Nishimura 1998.
 */
const size = 624
const shift = 397
const matrix = 0x9908b0df
const upperBit = 0x80000000
const lowerBits = 0x7fffffff

export class MersenneTwister {
  readonly words: Uint32Array
  /** The next word to hand out. */
  next: number
  /** How many draws until the words must be renewed, that one included. */
  left: number

  /** @param seed  its lower 32 bits count */
  constructor(seed: number) {
    this.words = new Uint32Array(size)
    this.next = 0
    this.left = 1
    this.words[0] = seed
    for (let i = 1; i < size; i++) {
      const before = this.words[i - 1]!
      this.words[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i
    }
  }

  /** 32 random bits: a whole number in [0, 2^32). */
  draw(): number {
    if (--this.left === 0) this.#renew()
    let y = this.words[this.next++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    y ^= y >>> 18
    return y >>> 0
  }

  #renew(): void {
    const { words } = this
    for (let i = 0; i < size; i++) {
      const mixed = (words[i]! & upperBit) | (words[(i + 1) % size]! & lowerBits)
      words[i] = words[(i + shift) % size]! ^ (mixed >>> 1) ^ (mixed & 1 ? matrix : 0)
    }
    this.next = 0
    this.left = size
  }
}
