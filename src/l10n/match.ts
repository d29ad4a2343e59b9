/** Matching of two lists in their order, and the likeness of two texts. */

export type Match = readonly [number, number]

/**
 * The longest list of pairs that keeps the order of both lists (longest common subsequence).
 *
 * @returns indices into `a` and `b`, ascending in both
 */
export function matchInOrder<A, B>(a: readonly A[], b: readonly B[], same: (a: A, b: B) => boolean): Match[] {
  let start = 0
  while (start < a.length && start < b.length && same(a[start]!, b[start]!)) start++
  let tail = 0
  const room = Math.min(a.length, b.length) - start
  while (tail < room && same(a[a.length - 1 - tail]!, b[b.length - 1 - tail]!)) tail++
  const rows = a.length - start - tail
  const columns = b.length - start - tail

  const matches: Match[] = Array.from({ length: start }, (_, i) => [i, i] as const)
  // lengths[i][j]: pairs to be had from a[i…] and b[j…] of the middle.
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1))
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      lengths[i]![j] = same(a[start + i]!, b[start + j]!)
        ? lengths[i + 1]![j + 1]! + 1
        : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (same(a[start + i]!, b[start + j]!) && lengths[i]![j] === lengths[i + 1]![j + 1]! + 1) {
      matches.push([start + i++, start + j++])
    } else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++
    else j++
  }
  for (let i = tail; i > 0; i--) matches.push([a.length - i, b.length - i])
  return matches
}

/** The stretches between matches, each as `[from, to)` in both lists; empty ones are left out. */
export function gapsOf(matches: readonly Match[], lengthA: number, lengthB: number) {
  const gaps: { a: [number, number]; b: [number, number] }[] = []
  let [i, j] = [0, 0]
  for (const [nextA, nextB] of [...matches, [lengthA, lengthB] as const]) {
    if (nextA > i || nextB > j) gaps.push({ a: [i, nextA], b: [j, nextB] })
    ;[i, j] = [nextA + 1, nextB + 1]
  }
  return gaps
}

/**
 * The pairs, in the order of both lists, whose weights together are the greatest.
 *
 * @param weight  0 where two may not be a pair
 */
export function matchByWeight<A, B>(a: readonly A[], b: readonly B[], weight: (a: A, b: B) => number): Match[] {
  const weights = a.map((left) => b.map((right) => weight(left, right)))
  const best = Array.from({ length: a.length + 1 }, () => new Float64Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const paired = weights[i]![j]! > 0 ? weights[i]![j]! + best[i + 1]![j + 1]! : 0
      best[i]![j] = Math.max(paired, best[i + 1]![j]!, best[i]![j + 1]!)
    }
  }
  const matches: Match[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (weights[i]![j]! > 0 && best[i]![j] === weights[i]![j]! + best[i + 1]![j + 1]!) matches.push([i++, j++])
    else if (best[i + 1]![j]! >= best[i]![j + 1]!) i++
    else j++
  }
  return matches
}

/** The longest part of some pairs that keeps the order of both sides: what was moved is left out. */
export function inOrder(pairs: readonly Match[]): Match[] {
  const sorted = [...pairs].sort((x, y) => x[0] - y[0])
  const lengths: number[] = []
  const before: number[] = []
  let last = -1
  sorted.forEach(([, j], k) => {
    lengths[k] = 1
    before[k] = -1
    for (let m = 0; m < k; m++) {
      if (sorted[m]![1] < j && lengths[m]! >= lengths[k]!) [lengths[k], before[k]] = [lengths[m]! + 1, m]
    }
    if (last < 0 || lengths[k]! > lengths[last]!) last = k
  })
  const kept: Match[] = []
  for (let k = last; k >= 0; k = before[k]!) kept.unshift(sorted[k]!)
  return kept
}

/** Likeness of two texts by their words (Dice 1945), from 0 to 1; pairs of letters where there are few words. */
export function likeness(a: string, b: string): number {
  const [left, right] = [tokensOf(a), tokensOf(b)]
  if (left.length === 0 || right.length === 0) return a === b ? 1 : 0
  const counts = new Map<string, number>()
  for (const token of left) counts.set(token, (counts.get(token) ?? 0) + 1)
  let common = 0
  for (const token of right) {
    const count = counts.get(token) ?? 0
    if (count > 0) {
      common++
      counts.set(token, count - 1)
    }
  }
  return (2 * common) / (left.length + right.length)
}

/**
 * Likeness of a text and its translation by what stays the same in both: code, formulas, links, components, numbers.
 * Texts without any of these are as like as not.
 */
export function likenessAcross(a: string, b: string): number {
  const [left, right] = [signsOf(a), signsOf(b)]
  if (left.length + right.length === 0) return 0.5
  const rest = [...right]
  const common = left.filter((sign) => {
    const at = rest.indexOf(sign)
    if (at >= 0) rest.splice(at, 1)
    return at >= 0
  })
  return (2 * common.length) / (left.length + right.length)
}

function signsOf(text: string): string[] {
  return text.match(/`[^`]+`|\$[^$]+\$|\]\([^)]*\)|<\w+|\d+/g) ?? []
}

function tokensOf(text: string): string[] {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []
  if (words.length > 3) return words
  const letters = [...words.join(' ')]
  return letters.length < 2 ? letters : letters.slice(1).map((letter, i) => letters[i]! + letter)
}
