/**
 * The one place that knows which parser reads MDX (Sätteri, in Rust; its positions count UTF-16 units from 1).
 * The site's build, the proof and the translators' tools all read a text through here, so they see the same tree.
 */
import { mdxToMdast } from 'satteri'
import type { Nodes, Root } from 'mdast'
import type { Problem } from './problem.ts'

/** Features of Markdown that entries use beyond CommonMark; the site's configuration takes the same object. */
export const mdxFeatures = { math: true, gfm: true, frontmatter: true } as const

export type ParsedMdx = { tree: Root; problems: Problem[] } | { tree: undefined; problems: [Problem, ...Problem[]] }

/** The tree of an entry's text; with what is wrong: a syntax error, or JavaScript where an entry may hold none. */
export function parseMdx(source: string, file: string): ParsedMdx {
  let tree: Root
  try {
    tree = mdxToMdast(source, { features: mdxFeatures }) as Root
  } catch (error) {
    return { tree: undefined, problems: [syntaxProblem(error, file)] }
  }
  const problems: Problem[] = []
  visit(tree, (node) => {
    const found = javascriptIn(node)
    if (found) problems.push({ file, ...startOf(node), ...found })
  })
  return { tree, problems }
}

/** Calls `visitor` on a node and everything below it, in document order. */
export function visit(node: Nodes, visitor: (node: Nodes) => void): void {
  visitor(node)
  if ('children' in node) for (const child of node.children as Nodes[]) visit(child, visitor)
}

function startOf(node: Nodes): { line: number; column: number } {
  const start = node.position?.start
  return { line: start?.line ?? 1, column: start?.column ?? 1 }
}

// Sätteri 0.10 gives the place only inside its message: `5:3: Expected a closing tag … (mdx-jsx:rule-name)`.
const messagePattern = /^(\d+):(\d+): ([^]*?)(?: \([\w-]+:[\w-]+\))?$/

function syntaxProblem(error: unknown, file: string): Problem {
  const text = error instanceof Error ? error.message : String(error)
  const match = messagePattern.exec(text)
  const message = (match?.[3] ?? text).replace('Could not parse expression with oxc: ', '')
  const place = { line: Number(match?.[1] ?? 1), column: Number(match?.[2] ?? 1) }
  return { file, ...place, rule: 'mdx-syntax', message, hint: syntaxHint(message) }
}

function syntaxHint(message: string): string {
  if (/closing tag/.test(message)) return 'Close each component in the paragraph that opens it: <Loss>16</Loss>.'
  if (/after `<`/.test(message)) return 'Write \\< for a less-than sign in prose, or put it into $…$ or `…`.'
  return 'Write \\{ and \\} for braces in prose, or put them into $…$ or `…`.'
}

function javascriptIn(node: Nodes): Pick<Problem, 'rule' | 'message' | 'hint'> | undefined {
  const { type } = node as { type: string }
  if (type === 'mdxjsEsm') {
    return {
      rule: 'mdx-import',
      message: 'an entry holds no import or export lines',
      hint: 'Components are there without import. Does a sentence begin with "import" or "export"? Begin it otherwise.',
    }
  }
  const isExpression = type === 'mdxFlowExpression' || type === 'mdxTextExpression'
  if (isExpression && !isComment((node as { value: string }).value)) {
    return {
      rule: 'mdx-expression',
      message: 'an entry holds no JavaScript in braces',
      hint: 'Write \\{ and \\} for braces in prose, or put them into $…$ or `…`. A comment is {/* … */}.',
    }
  }
  const attributes = (node as { attributes?: { type: string; name?: string; value?: unknown }[] }).attributes ?? []
  const bad = attributes.find(
    ({ type, value }) => type !== 'mdxJsxAttribute' || (typeof value === 'object' && value !== null),
  )
  return bad && /^mdxJsx/.test(type)
    ? {
        rule: 'mdx-expression',
        message: `${bad.name ?? 'an attribute'} of <${(node as { name?: string }).name ?? ''}> holds JavaScript`,
        hint: 'Attributes are texts: alt="…".',
      }
    : undefined
}

function isComment(value: string): boolean {
  return value.replace(/\/\*[^]*?\*\//g, '').trim() === ''
}
