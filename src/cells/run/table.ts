/** `console.table` as text: a column of keys, then a column for each property, or one for plain values. */
import { formatTop } from './format.ts'
import { isTensor } from './inspect.ts'

/** `undefined` for what is no table: a number, a string. */
export function formatTable(value: unknown, columns?: readonly string[]): string | undefined {
  const data = isTensor(value) ? value.tolist() : value
  if (typeof data !== 'object' || data === null) return undefined
  const rows: [string, unknown][] =
    data instanceof Map ? [...data].map(([key, item]) => [formatTop(key), item]) : Object.entries(data)

  const names: string[] = []
  let hasPlain = false
  for (const [, row] of rows) {
    if (typeof row !== 'object' || row === null || isTensor(row)) hasPlain = true
    else for (const name of Object.keys(row)) if (!names.includes(name)) names.push(name)
  }
  const chosen = columns ? names.filter((name) => columns.includes(name)) : names
  const head = ['', ...chosen, ...(hasPlain ? ['='] : [])]
  const body = rows.map(([key, row]) => {
    const plain = typeof row !== 'object' || row === null || isTensor(row)
    const cells = chosen.map((name) => (plain ? '' : cellText((row as Record<string, unknown>)[name])))
    return [key, ...cells, ...(hasPlain ? [plain ? cellText(row) : ''] : [])]
  })
  return draw([head, ...body])
}

function cellText(value: unknown): string {
  return value === undefined ? '' : formatTop(value).replaceAll('\n', ' ')
}

function draw(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  const rule = (left: string, middle: string, right: string) =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right
  const isNumber = (text: string) => /^-?[\d.]+(?:e[-+]?\d+)?$/.test(text)
  const line = (row: readonly string[]) =>
    `│${row.map((text, i) => ` ${isNumber(text) ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)} `).join('│')}│`
  const [head = [], ...body] = rows
  return [rule('┌', '┬', '┐'), line(head), rule('├', '┼', '┤'), ...body.map(line), rule('└', '┴', '┘')].join('\n')
}
