/** The proof as lines of text. */
import { formatProblems } from '../parse/problem.ts'
import type { Proof, ProofRow } from './prove.ts'

export function formatRow(row: ProofRow, stored: boolean): string {
  const name = `${row.entry} ${row.locale} ${row.id}`.padEnd(52)
  const time = stored ? 'recorded' : `${row.ms.toFixed(1)} ms`
  return `${row.ok ? '✓' : '✗'} ${name} ${row.language === 'typescript' ? 'ts' : 'py'} ${time.padStart(11)}  ${summary(row)}`.trimEnd()
}

/** The gradients, as far as they fit. */
function summary({ gradients }: ProofRow): string {
  const parts = Object.entries(gradients).map(([name, value]) => `${name}.grad = ${JSON.stringify(value)}`)
  const text = parts.join('; ')
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

export function formatSummary({ rows, problems, sources }: Proof, seconds: number): string {
  const proved = rows.filter(({ ok }) => ok).length
  const counts = `${proved} of ${rows.length} cells proved in ${seconds.toFixed(1)} s`
  return problems.length > 0 ? `\n${formatProblems(problems, sources)}\n${counts}` : counts
}
