/**
 * A `_headers` file as static hosts read it: a path pattern on a line of its own (`*` stands for anything), below it
 * one indented `Name: value` a line.
 */
export interface HeaderRule {
  pattern: RegExp
  headers: [name: string, value: string][]
}

/** The rules of a `_headers` file. @throws SyntaxError with the line that is neither pattern nor header. */
export function parseHeaders(text: string): HeaderRule[] {
  const rules: HeaderRule[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue
    const header = /^\s+([\w-]+):\s*(.*)$/.exec(line)
    if (header && rules.length > 0) rules.at(-1)!.headers.push([header[1]!, header[2]!.trim()])
    else if (/^\S/.test(line)) rules.push({ pattern: toRegExp(line.trim()), headers: [] })
    else throw new SyntaxError(`_headers:${index + 1}: expected a path, or an indented "Name: value"; found "${line}".`)
  }
  return rules
}

/** The headers for a path, later rules over earlier ones. */
export function headersFor(path: string, rules: HeaderRule[]): Record<string, string> {
  return Object.fromEntries(rules.filter(({ pattern }) => pattern.test(path)).flatMap(({ headers }) => headers))
}

function toRegExp(pattern: string): RegExp {
  const escaped = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${escaped.join('.*')}$`)
}
