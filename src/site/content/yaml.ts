/** YAML read against a schema, with every fault at the line and column where its writer made it. */
import { LineCounter, isMap, isSeq, parseDocument, type Node } from 'yaml'
import type { z } from 'astro/zod'
import type { Problem } from '../../cells/parse/problem.ts'

interface Place {
  /** Path of the file, for messages. */
  file: string
  /** Lines that stand before the YAML in its file (1 under the `---` of front matter). */
  linesBefore?: number
}

/** The value when it is sound, and else what is wrong with it. */
export function readYaml<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  { file, linesBefore = 0 }: Place,
): { value?: z.infer<Schema>; problems: Problem[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const problem = (offset: number, rule: string, message: string, hint: string): Problem => {
    const { line, col } = lines.linePos(offset)
    return { file, line: line + linesBefore, column: col, rule, message, hint }
  }
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) =>
      problem(error.pos[0], 'yaml', error.message, 'Quote a text that holds a colon, a # or a quotation mark.'),
    )
    return { problems }
  }
  const result = schema.safeParse(document.toJS() ?? {})
  if (result.success) return { value: result.data, problems: [] }
  const problems = result.error.issues.map((issue) => {
    const { node, missing } = locate(document.contents, issue.path)
    const name = issue.path.join('.') || 'the document'
    const found = missing ? 'it is missing' : describe(node)
    return problem(node?.range?.[0] ?? 0, 'schema', `${name}: ${issue.message} (${found})`, hintFor(issue))
  })
  return { problems }
}

/** The deepest node along a path, and whether the path ended early. */
function locate(root: unknown, path: PropertyKey[]): { node: Node | undefined; missing: boolean } {
  let node = root as Node | undefined
  for (const key of path) {
    const inner: unknown = isMap(node) || isSeq(node) ? node.get(key, true) : undefined
    if (inner === undefined || inner === null) return { node, missing: true }
    node = inner as Node
  }
  return { node, missing: false }
}

function describe(node: Node | undefined): string {
  const text = JSON.stringify(node?.toJSON?.() ?? null) ?? 'nothing'
  return `found ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`
}

function hintFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `Remove ${issue.keys.join(', ')}, or correct the spelling.`
  if (issue.code === 'invalid_value') return `Use one of: ${issue.values.join(', ')}.`
  return 'The schema and its examples stand in CONTRIBUTING.md, under "Write an entry".'
}
