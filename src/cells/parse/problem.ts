/** A fault in a file that somebody wrote: where it is, what was expected, how to mend it. Plain data. */
export interface Problem {
  /** The path as the writer knows it, such as `content/gradient/fr.mdx`. */
  file: string
  /** From 1. */
  line: number
  /** From 1, in UTF-16 units, as editors count. */
  column: number
  /** A stable name in kebab-case, such as `fence-unknown-option`. */
  rule: string
  message: string
  hint: string
}

/** `file:line:column rule message`, the hint under it and, where the source is given, the line with a caret. */
export function formatProblem(problem: Problem, source?: string): string {
  const { file, line, column, rule, message, hint } = problem
  const lines = [`${file}:${line}:${column} ${rule} ${message}`]
  if (source !== undefined) lines.push(codeFrame(source, line, column))
  if (hint) lines.push(`  ${hint}`)
  return lines.join('\n')
}

/** The named line with one line on either side, and a caret under the column. */
export function codeFrame(source: string, line: number, column: number): string {
  const lines = source.split(/\r?\n/)
  const first = Math.max(1, line - 1)
  const last = Math.min(lines.length, line + 1)
  const width = String(last).length
  const frame: string[] = []
  for (let number = first; number <= last; number++) {
    const text = lines[number - 1] ?? ''
    const mark = number === line ? '>' : ' '
    frame.push(`${mark} ${String(number).padStart(width)} | ${text}`.trimEnd())
    if (number === line) {
      // Tabs stay tabs, so that the caret stands under its character however wide a tab is shown.
      const indent = text.slice(0, column - 1).replace(/[^\t]/g, ' ')
      frame.push(`  ${' '.repeat(width)} | ${indent}^`)
    }
  }
  return frame.join('\n')
}

/** The problems of a build, by file and place, as one text that ends with their number. */
export function formatProblems(problems: readonly Problem[], sources: Readonly<Record<string, string>> = {}): string {
  const texts = sortProblems(problems).map((problem) => formatProblem(problem, sources[problem.file]))
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`
  return [...texts, count].join('\n\n')
}

export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  )
}

/** A whole build that stopped: the problems as data, their text as the message. */
export class ProblemsError extends Error {
  override name = 'ProblemsError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[], sources?: Readonly<Record<string, string>>) {
    super(formatProblems(problems, sources))
    this.problems = problems
  }
}
