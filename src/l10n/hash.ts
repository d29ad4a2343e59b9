/**
 * Hashes of texts, the same in Node and in a browser. They answer one question, whether a text is still the one it was,
 * between texts that stand side by side; they guard against nothing.
 */

/** A text as hashes see it: NFC, each run of white space one space. A reflowed paragraph is the same text. */
export function normalize(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Eleven letters and digits: 56 bits made of two lanes of 32, each mixed as in MurmurHash3 (Appleby 2011). */
export function hashOf(text: string): string {
  const normal = normalize(text)
  let a = 0x9e3779b9
  let b = 0x85ebca6b ^ normal.length
  for (let i = 0; i < normal.length; i++) {
    const unit = normal.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    a = (a << 13) | (a >>> 19)
    b = Math.imul((b << 5) ^ (b >>> 27) ^ unit, 0x5bd1e995)
  }
  const low = mix(a ^ b)
  const high = mix(b + Math.imul(low, 5)) & 0xffffff
  return (high * 2 ** 32 + low).toString(36).padStart(11, '0')
}

function mix(value: number): number {
  let mixed = value ^ (value >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
