/** A workload's results as a Markdown table, for the terminal and for a pull request. */
import type { Outcome, Spread } from '../../../src/site/speed/results.ts'
import { workOf, type WorkName } from './works.ts'

export function printWork(
  heading: string,
  name: WorkName,
  engines: readonly { id: string; name: string }[],
  outcomes: Record<string, Outcome>,
  peak?: number,
): void {
  const { title, operations } = workOf(name)
  const inOperations = operations !== undefined
  const head = [
    '',
    'a step',
    'spread',
    'fastest',
    'first step',
    ...(inOperations ? ['GFLOP/s'] : []),
    'of ours',
    'spread',
  ]
  const rows = engines.map(({ id, name }) => [name, ...cellsOf(outcomes[id]!, inOperations)])
  console.log(`\n${heading}: ${title}`)
  if (inOperations && peak) console.log(`One core's peak, measured beside it: ${peak.toFixed(1)} GFLOP/s`)
  console.log(formatTable([head, ...rows]))
}

function cellsOf(outcome: Outcome, inOperations: boolean): string[] {
  if ('lacks' in outcome) return [outcome.lacks.replaceAll('-', ' ')]
  if ('failed' in outcome) return [`FAILED: ${outcome.failed.split('\n')[0]}`]
  const { step, fastest, first, ratio, speed } = outcome
  return [
    formatTime(step.median),
    range(step, formatTime),
    formatTime(fastest),
    formatTime(first),
    ...(inOperations ? [speed!.median.toFixed(1)] : []),
    ratio ? times(ratio.median) : '',
    ratio ? range(ratio, times) : '',
  ]
}

const range = ({ low, high }: Spread, format: (value: number) => string) => `${format(low)} – ${format(high)}`
const times = (ratio: number) => `${ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3)} ×`

/** @param milliseconds  as ns, µs, ms or s, in three digits */
export function formatTime(milliseconds: number): string {
  const [unit, scale] =
    milliseconds < 1e-3 ? ['ns', 1e6] : milliseconds < 1 ? ['µs', 1e3] : milliseconds < 1e3 ? ['ms', 1] : ['s', 1e-3]
  const value = milliseconds * (scale as number)
  return `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ${unit}`
}

export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) =>
    // A reason instead of numbers may be as long as it likes.
    Math.max(3, ...rows.filter((row) => row.length > 2).map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`
  return [line(rows[0]!), line(widths.map((width) => '-'.repeat(width))), ...rows.slice(1).map(line)].join('\n')
}
