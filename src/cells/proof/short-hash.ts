/**
 * The hash of a text, the same in Node and in a browser, where the one at hand would answer later: SHA-256 (FIPS 180-4),
 * of which 64 bits are kept.
 */

/** @returns 16 hexadecimal digits, of the text in NFC */
export function shortHash(text: string): string {
  const words = sha256(new TextEncoder().encode(text.normalize('NFC')))
  return [words[0]!, words[1]!].map((word) => word.toString(16).padStart(8, '0')).join('')
}

/** The first 32 bits of the fractional parts of the square (2) or cube (3) roots of the first primes. */
function rootsOfPrimes(count: number, root: 2 | 3): Uint32Array {
  const primes: number[] = []
  for (let number = 2; primes.length < count; number++) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number)
  }
  return Uint32Array.from(primes, (prime) => {
    const value = root === 2 ? Math.sqrt(prime) : Math.cbrt(prime)
    return Math.floor((value - Math.floor(value)) * 2 ** 32)
  })
}

const initial = rootsOfPrimes(8, 2)
const constants = rootsOfPrimes(64, 3)
const rotate = (word: number, by: number) => (word >>> by) | (word << (32 - by))

function sha256(message: Uint8Array): Uint32Array {
  const length = Math.ceil((message.length + 9) / 64) * 64
  const padded = new Uint8Array(length)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(length - 8, Math.floor(message.length / 2 ** 29))
  view.setUint32(length - 4, (message.length << 3) >>> 0)

  const hash = initial.slice()
  const schedule = new Uint32Array(64)
  for (let start = 0; start < length; start += 64) {
    for (let t = 0; t < 16; t++) schedule[t] = view.getUint32(start + 4 * t)
    for (let t = 16; t < 64; t++) {
      const [early, late] = [schedule[t - 15]!, schedule[t - 2]!]
      const s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
      const s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
      schedule[t] = schedule[t - 16]! + s0 + schedule[t - 7]! + s1
    }
    let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number]
    for (let t = 0; t < 64; t++) {
      const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
      const choice = (e & f) ^ (~e & g)
      const first = (h + s1 + choice + constants[t]! + schedule[t]!) | 0
      const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
      const majority = (a & b) ^ (a & c) ^ (b & c)
      const second = (s0 + majority) | 0
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
    }
    for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) hash[index]! += word
  }
  return hash
}
