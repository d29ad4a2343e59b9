/**
 * A docstring of the engine as data. Its form is the house's: a summary, `@param`, `@returns`, `@throws`, then
 * `Gradient:`, `Source:`, `PyTorch:` (where the meaning is another than there) and `@example`, each on a line of its
 * own or, in a docstring of one line, one after the other.
 */
export interface DocParam {
  /** As in the call: `x`, or `options.dim` for a member of the last object. */
  name: string
  /** `[..., n]`, where the text begins with one. */
  shape: string
  text: string
}

export interface DocExample {
  /** The lines as written, with their `// expected`. */
  lines: string[]
  /** Line of the first of them in its file, from 1. */
  line: number
}

export interface Doc {
  /** Paragraphs; one that is code begins with four spaces. */
  summary: string[]
  params: DocParam[]
  returns: string
  throws: string[]
  gradient: string
  source: string
  /** In what it differs from PyTorch. */
  pytorch: string
  examples: DocExample[]
}

// A word with a colon begins a part only where a sentence may begin: "as in PyTorch: …" does not.
const marker =
  /(?:^|(?<=\s))@(?:param|returns?|throws|example)\b|(?:^\s*|(?<=[.…!?;)\]`]\s+))(?:Gradient|Source|PyTorch):/g
const startsWithMarker = new RegExp(`^\\s*(?:${marker.source})`)

interface Section {
  kind: string
  lines: string[]
  line: number
}

/**
 * @param comment  from `/**` to the end of the comment
 * @param line     where it begins in its file, from 1
 */
export function parseComment(comment: string, line: number): Doc {
  const lines = comment
    .replace(/^\/\*\*/, '')
    .replace(/\*\/$/, '')
    .split('\n')
    .map((text) => text.replace(/^\s*\* ?/, '').trimEnd())
  const sections = split(lines, line)
  const all = (kind: string) => sections.filter((section) => section.kind === kind)
  const text = (kind: string) => all(kind).map(joined).join(' ')
  return {
    summary: paragraphs(sections[0]!.lines),
    params: all('@param').flatMap((section) => parseParam(joined(section))),
    returns: [text('@returns'), text('@return')].join('').trim(),
    throws: all('@throws')
      .flatMap((section) => joined(section).split(/;\s+/))
      .filter(Boolean),
    gradient: text('Gradient:'),
    source: text('Source:'),
    pytorch: text('PyTorch:'),
    examples: all('@example')
      .map(toExample)
      .filter(({ lines }) => lines.length > 0),
  }
}

/** The lines by what introduces them; the summary comes first. */
function split(lines: readonly string[], first: number): Section[] {
  const sections: Section[] = [{ kind: 'summary', lines: [], line: first }]
  lines.forEach((text, index) => {
    const inExample = sections.at(-1)!.kind === '@example'
    // What stands inside an example or between backticks introduces nothing.
    const found =
      inExample && !startsWithMarker.test(text)
        ? []
        : [...text.matchAll(marker)].filter(({ index: at }) => !isInCode(text, at))
    // From @example on, the line is code.
    const last = found.findIndex(([kind]) => kind === '@example')
    const used = last < 0 ? found : found.slice(0, last + 1)
    sections.at(-1)!.lines.push(text.slice(0, used[0]?.index))
    used.forEach((match, i) => {
      const rest = text.slice(match.index + match[0].length, used[i + 1]?.index)
      sections.push({ kind: match[0].trim(), lines: [rest], line: first + index })
    })
  })
  return sections
}

const isInCode = (text: string, at: number): boolean => (text.slice(0, at).match(/`/g)?.length ?? 0) % 2 === 1

const joined = ({ lines }: Section): string => lines.join(' ').replace(/\s+/g, ' ').trim()

function paragraphs(lines: readonly string[]): string[] {
  const found: string[] = []
  let open = false
  for (const line of lines) {
    const isCode = /^ {4}/.test(line)
    if (line.trim() === '') open = false
    else if (open && isCode === found.at(-1)!.startsWith('    '))
      found[found.length - 1] += isCode ? `\n${line}` : ` ${line.trim()}`
    else {
      found.push(isCode ? line : line.trim())
      open = true
    }
  }
  return found
}

function parseParam(text: string): DocParam[] {
  const match = /^([\w.$]+(?:, [\w.$]+)*)(?:\s+(?:[–-]\s+)?(.*))?$/.exec(text)
  if (!match) return []
  const { shape, rest } = leadingShape(match[2] ?? '')
  return match[1]!.split(', ').map((name) => ({ name, shape, text: rest }))
}

/** `[n] or [rows, n], at least 0` is a shape and what is said of it. */
export function leadingShape(text: string): { shape: string; rest: string } {
  const match = /^(\[[^\]]*\](?:(?: or |, or |, )\[[^\]]*\])*)(?![\w(])[,:;]?\s*/.exec(text)
  return match ? { shape: match[1]!, rest: text.slice(match[0].length) } : { shape: '', rest: text }
}

function toExample({ lines, line }: Section): DocExample {
  const skipped = lines.findIndex((text) => text.trim() !== '')
  const kept = skipped < 0 ? [] : lines.slice(skipped)
  while (kept.at(-1)?.trim() === '') kept.pop()
  const indent = Math.min(...kept.map((text) => text.length - text.trimStart().length))
  return { lines: kept.map((text) => text.slice(indent).trimEnd()), line: line + Math.max(skipped, 0) }
}
