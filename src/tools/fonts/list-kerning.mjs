/** How much nearer or farther each pair of letters stands: for what sets titles without a shaper. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { create } from 'fontkit'

/** @returns JSON: by pair, what its first letter's width changes by [units of the font] */
export function listKerning(file, characters) {
  const font = create(readFileSync(fileURLToPath(file)))
  const letters = [...characters].filter((one) => /[\p{L}\p{N},.’'“”«»:-]/u.test(one))
  const width = new Map(letters.map((one) => [one, font.layout(one).advanceWidth]))
  const pairs = {}
  for (const first of letters)
    for (const second of letters) {
      const change = Math.round(font.layout(first + second).positions[0].xAdvance - width.get(first))
      if (change !== 0) pairs[first + second] = change
    }
  return `${JSON.stringify(pairs)}\n`
}
