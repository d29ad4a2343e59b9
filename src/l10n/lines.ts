/** Offsets of a text as lines and columns, both from 1, in UTF-16 units, as editors count. */
export interface Lines {
  placeOf(offset: number): { line: number; column: number }
  /** Offset at which a line begins. */
  startOf(line: number): number
}

export function linesOf(source: string): Lines {
  const starts = [0]
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  return {
    startOf: (line) => starts[line - 1] ?? source.length,
    placeOf(offset) {
      let low = 0
      let high = starts.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (starts[middle]! <= offset) low = middle
        else high = middle - 1
      }
      return { line: low + 1, column: offset - starts[low]! + 1 }
    },
  }
}
