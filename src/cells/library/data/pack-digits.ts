/**
 * How pictures of digits are kept: the numbers of pictures in each set as two bytes, the higher first; then of each set
 * its labels, a byte each, and its pixels in sixteen greys, two to a byte, the left one in the upper half.
 */
export interface PackedDigits {
  labels: Uint8Array
  /** Of 28 × 28 each, from 0 to 15. */
  pixels: Uint8Array
}

export interface DigitSets {
  train: PackedDigits
  test: PackedDigits
}

export const side = 28
const area = side * side

export function packDigits({ train, test }: DigitSets): Uint8Array {
  const sets = [train, test]
  const counts = sets.flatMap(({ labels }) => [labels.length >> 8, labels.length & 255])
  const bytes = sets.flatMap(({ labels, pixels }) => {
    const pairs = Uint8Array.from({ length: pixels.length / 2 }, (_, i) => pixels[2 * i]! * 16 + pixels[2 * i + 1]!)
    return [...labels, ...pairs]
  })
  return Uint8Array.from([...counts, ...bytes])
}

/** @throws RangeError where bytes are missing or left over */
export function unpackDigits(bytes: Uint8Array): DigitSets {
  const counts = [0, 2].map((at) => bytes[at]! * 256 + bytes[at + 1]!)
  const expected = counts.reduce((sum, count) => sum + count * (1 + area / 2), 4)
  if (bytes.length !== expected) throw new RangeError(`${bytes.length} bytes of digits, and not ${expected}.`)
  let at = 4
  const take = (length: number) => bytes.subarray(at, (at += length))
  const [train, test] = counts.map((count) => ({ labels: take(count), pixels: unpackPairs(take((count * area) / 2)) }))
  return { train: train!, test: test! }
}

function unpackPairs(pairs: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(2 * pairs.length)
  pairs.forEach((pair, i) => {
    pixels[2 * i] = pair >> 4
    pixels[2 * i + 1] = pair & 15
  })
  return pixels
}
