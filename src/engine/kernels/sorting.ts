/** Orders of rows. NaN counts as larger than every number; of equals the first stays first. */
import type { Numbers } from '../dtype.ts'

/** Negative where a comes before b. */
export function compare(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a === b) return 0
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
}

/** The indices of a row in the order of its numbers. */
export function orderOf(row: ArrayLike<number>, descending = false): Int32Array {
  const order = Int32Array.from({ length: row.length }, (_, i) => i)
  const sign = descending ? -1 : 1
  return order.sort((i, j) => sign * compare(row[i]!, row[j]!) || i - j)
}

/** The indices of the k first of a row in its order. Of few, each number is held against the worst of those kept so far. */
export function firstOf(row: ArrayLike<number>, k: number, descending: boolean): Int32Array {
  if (k * 16 > row.length) return orderOf(row, descending).subarray(0, k)
  const sign = descending ? -1 : 1
  const kept = new Int32Array(k)
  let count = 0
  for (let i = 0; i < row.length; i++) {
    if (count === k && !(sign * compare(row[i]!, row[kept[k - 1]!]!) < 0)) continue
    if (count < k) count++
    let at = count - 1
    for (; at > 0 && sign * compare(row[i]!, row[kept[at - 1]!]!) < 0; at--) kept[at] = kept[at - 1]!
    kept[at] = i
  }
  return kept
}

/** The place of the first number of a sorted row that is not below the value; with `right` of the first above it. */
export function placeInSorted(
  sorted: Numbers,
  start: number,
  end: number,
  value: number,
  right: boolean,
  sorter?: Numbers,
): number {
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    const found = sorter === undefined ? sorted[middle]! : sorted[start + sorter[middle]!]!
    // Written as a refusal, so that NaN goes behind every number.
    if (right ? !(found > value) : !(found >= value)) low = middle + 1
    else high = middle
  }
  return low - start
}

/** The most frequent number of a row, the smallest of equally frequent ones, by its last index. */
export function placeOfMode(row: Numbers): number {
  const order = orderOf(row)
  let best = -1
  let longest = 0
  for (let i = 0; i < order.length;) {
    let end = i + 1
    while (end < order.length && compare(row[order[end]!]!, row[order[i]!]!) === 0) end++
    if (end - i > longest) {
      longest = end - i
      best = order[end - 1]!
    }
    i = end
  }
  return best
}

/** The index of the lower of the two middle numbers; of a NaN if there is one, unless those are passed over. */
export function placeOfMedian(row: Numbers, passNaN: boolean): number {
  let count = 0
  for (let i = 0; i < row.length; i++) {
    if (!Number.isNaN(row[i]!)) count++
    else if (!passNaN) return i
  }
  return orderOf(row)[Math.max(0, (count - 1) >> 1)]!
}
