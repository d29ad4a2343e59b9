/** A table for a terminal: the first columns to the left, numbers to the right. */
export function formatTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => String(row[column] ?? '').length)))
  return all
    .map((row) =>
      row
        .map((cell, column) => {
          const text = String(cell)
          return typeof rows[0]?.[column] === 'number' ? text.padStart(widths[column]!) : text.padEnd(widths[column]!)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
