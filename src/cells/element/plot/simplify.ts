/**
 * Leaves out the points of a line that nobody could see: those within `tolerance` of the line drawn without them.
 * Ramer 1972, Douglas and Peucker 1973; without recursion, for lines of thousands of points.
 *
 * @param places  in units of the picture
 */
export function simplify<T extends readonly [number, number]>(places: readonly T[], tolerance: number): T[] {
  if (places.length < 3) return [...places]
  const kept = new Uint8Array(places.length)
  kept[0] = kept[places.length - 1] = 1
  const open: [number, number][] = [[0, places.length - 1]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span
    let farthest = -1
    let most = tolerance
    for (let i = from + 1; i < to; i++) {
      const away = distance(places[i]!, places[from]!, places[to]!)
      if (away > most) [farthest, most] = [i, away]
    }
    if (farthest < 0) continue
    kept[farthest] = 1
    open.push([from, farthest], [farthest, to])
  }
  return places.filter((_, i) => kept[i])
}

/** From a point to the piece of a line between `a` and `b`. */
function distance(
  [px, py]: readonly [number, number],
  a: readonly [number, number],
  b: readonly [number, number],
): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((px - a[0]) * dx + (py - a[1]) * dy) / length))
  return Math.hypot(px - a[0] - along * dx, py - a[1] - along * dy)
}
