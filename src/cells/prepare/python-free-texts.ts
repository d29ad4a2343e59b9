/**
 * The strings of a Python cell that a translator may put into another language, as free-texts.ts has those of TypeScript.
 *
 * | call                                                              | free                                      |
 * | ----------------------------------------------------------------- | ----------------------------------------- |
 * | `print`                                                           | every string but `sep`, `end` and `file`  |
 * | `title`, `suptitle`, `xlabel`, `ylabel`, `set_title`, `set_xlabel`, `set_ylabel` | the first argument         |
 * | `legend`                                                          | every string                              |
 * | `plot`, `scatter`, `bar`, `hist`, `imshow`, `contour`, `set`, …   | `label`, `labels`, `title`, `xlabel`, `ylabel` |
 *
 * Of an f-string its literal texts are free, what stands in braces is not. A key, an index in brackets and a string that
 * is compared stay as they are, even there.
 */
import type { PythonToken } from './python-tokens.ts'

type Freedom = 'all' | 'first' | 'options' | 'none'

const byName: Readonly<Record<string, Freedom>> = { print: 'all' }

const byMethod: Readonly<Record<string, Freedom>> = {
  title: 'first',
  suptitle: 'first',
  xlabel: 'first',
  ylabel: 'first',
  set_title: 'first',
  set_xlabel: 'first',
  set_ylabel: 'first',
  legend: 'all',
  plot: 'options',
  semilogx: 'options',
  semilogy: 'options',
  loglog: 'options',
  scatter: 'options',
  bar: 'options',
  barh: 'options',
  hist: 'options',
  imshow: 'options',
  contour: 'options',
  contourf: 'options',
  colorbar: 'options',
  set: 'options',
}

const textOptions = ['label', 'labels', 'title', 'xlabel', 'ylabel']
const printedNoMore = ['sep', 'end', 'file', 'flush', 'loc']

interface Bracket {
  freedom: Freedom
  /** Which argument of the call, from 0. */
  argument: number
  /** The keyword of the argument; empty where it has none. */
  keyword: string
}

/** The indices of the tokens that may differ between locales. */
export function findFreePythonTexts(tokens: readonly PythonToken[]): Set<number> {
  const free = new Set<number>()
  const stack: Bracket[] = [{ freedom: 'none', argument: 0, keyword: '' }]
  tokens.forEach((token, index) => {
    const top = stack.at(-1)!
    const { kind, text } = token
    if (kind === 'operator') {
      if (text === '(') stack.push(openCall(tokens, index, top))
      else if (text === '[' && isValue(tokens[index - 1])) stack.push(inner('none'))
      else if (text === '[' || text === '{') stack.push(inner(isFree(top) ? 'all' : 'none'))
      else if (text === ')' || text === ']' || text === '}') stack.splice(Math.max(1, stack.length - 1))
      else if (text === ',') Object.assign(top, { argument: top.argument + 1, keyword: '' })
      else if (text === '=' && tokens[index - 1]?.kind === 'name') top.keyword = tokens[index - 1]!.text
    } else if (kind === 'text') {
      if (isFree(top)) free.add(index)
    } else if (kind === 'string' && !/[rb]/i.test(token.inner!.prefix)) {
      if (isFree(top) && !isKeyOrCompared(tokens, index)) free.add(index)
    }
  })
  return free
}

function inner(freedom: Freedom): Bracket {
  return { freedom, argument: 0, keyword: '' }
}

function isFree({ freedom, argument, keyword }: Bracket): boolean {
  if (freedom === 'all') return !printedNoMore.includes(keyword)
  if (freedom === 'first' && argument === 0 && keyword === '') return true
  return freedom !== 'none' && textOptions.includes(keyword)
}

function openCall(tokens: readonly PythonToken[], index: number, around: Bracket): Bracket {
  const [object, dot, name] = [tokens[index - 3], tokens[index - 2], tokens[index - 1]]
  if (!isValue(name)) return inner(isFree(around) ? 'all' : 'none')
  if (name!.kind !== 'name') return inner('none')
  if (dot?.text !== '.') return inner(byName[name!.text] ?? 'none')
  // `', '.join(…)`: what a method of a printed string is given is printed too.
  if (object?.kind === 'string' || /^['"]/.test(object?.text ?? '')) return inner(isFree(around) ? 'all' : 'none')
  return inner(byMethod[name!.text] ?? 'none')
}

const keywords = ['in', 'and', 'or', 'not', 'if', 'else', 'return', 'lambda', 'for', 'is', 'yield', 'await']

/** Whether a bracket after it is a call or an index, and no tuple or list. */
function isValue(before: PythonToken | undefined): boolean {
  if (!before) return false
  if (before.kind === 'name') return !keywords.includes(before.text)
  return before.kind === 'string' || /^(?:[)\]}]|['"]+)$/.test(before.text)
}

function isKeyOrCompared(tokens: readonly PythonToken[], index: number): boolean {
  const [before, after] = [tokens[index - 1], tokens[index + 1]]
  const isKey = after?.text === ':' && (before?.text === ',' || before?.text === '{')
  return isKey || [before, after].some((token) => ['==', '!=', 'in', 'not'].includes(token?.text ?? ''))
}
