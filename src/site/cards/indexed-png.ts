/**
 * A PNG with a palette. Cards hold a ground, four inks and what lies between: sixteen steps of each channel are more than eyes
 * see at the edge of a letter, and take a third of the time and half the bytes of true colours.
 */
import { crc32, deflateSync } from 'node:zlib'

/** @param pixels  three bytes each, row by row */
export function encodeIndexed(pixels: Uint8Array, width: number, height: number): Buffer {
  const palette: number[] = []
  const numbers = new Int16Array(4096).fill(-1)
  const rows = new Uint8Array((width + 1) * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3) {
      const [red, green, blue] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!]
      const step = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4)
      if (numbers[step]! < 0) {
        numbers[step] = palette.length / 3
        // The first of its kind: the ground and the inks come out as they are.
        palette.push(red, green, blue)
      }
      rows[y * (width + 1) + 1 + x] = numbers[step]!
    }
  if (palette.length > 768) throw new RangeError(`A palette has 256 colours; the picture has ${palette.length / 3}.`)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette)),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(data.length + 12)
  whole.writeUInt32BE(data.length, 0)
  whole.write(name, 4, 'latin1')
  data.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, data.length + 8)), data.length + 8)
  return whole
}
