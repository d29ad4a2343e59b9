/** Scores at class indices: taken out, and put back. Scores are `n` blocks of `classes` rows of `inner` numbers, indices `n` rows of `inner`. */
import type { Numbers } from '../dtype.ts'

export interface Layout {
  readonly n: number
  readonly classes: number
  readonly inner: number
}

/** `f` of the place of each index, and the place of the score it chooses; ignored ones are left out. */
export function forEachChoice(
  target: Numbers,
  { n, classes, inner }: Layout,
  ignored: number,
  f: (at: number, score: number) => void,
): void {
  for (let block = 0, at = 0; block < n; block++) {
    for (let i = 0; i < inner; i++, at++) {
      if (target[at] !== ignored) f(at, (block * classes + target[at]!) * inner + i)
    }
  }
}
