/**
 * The strings of a cell that a translator may put into another language: those that are printed or drawn. All other
 * tokens must be the same in every locale.
 *
 * | call                                                             | free                                        |
 * | ---------------------------------------------------------------- | ------------------------------------------- |
 * | `console.log` and its kind                                       | every string among its arguments            |
 * | `slider`, `choice`, `toggle`, `progress`, `prompt`               | the first argument, and text options        |
 * | `plot`, `points`, `histogram`, `heatmap`, `contour`, `image`, …  | text options                                |
 *
 * Text options are `title`, `label`, `labels`, `xLabel`, `yLabel`, `xLabels`, `yLabels`, `caption`, `legend`, `unit`, `alt`. A key, an index in brackets
 * and a string that is compared stay as they are, even there.
 */
import { TokenType, type Token } from './tokens.ts'

type Freedom = 'all' | 'first' | 'options' | 'none'

const displays: Readonly<Record<string, Freedom>> = {
  slider: 'first',
  choice: 'first',
  toggle: 'first',
  progress: 'first',
  prompt: 'first',
  plot: 'options',
  lines: 'options',
  points: 'options',
  arrows: 'options',
  bars: 'options',
  histogram: 'options',
  heatmap: 'options',
  contour: 'options',
  image: 'options',
  images: 'options',
  boxes: 'options',
  confusionMatrix: 'options',
  graph: 'options',
}

const textOptions = [
  'title',
  'label',
  'labels',
  'xLabel',
  'yLabel',
  'xLabels',
  'yLabels',
  'caption',
  'legend',
  'unit',
  'alt',
]

interface Bracket {
  freedom: Freedom
  /** Which argument of the call, from 0. */
  argument: number
  /** Inside the value of a text option. */
  inTextOption: boolean
}

const closed: Bracket = { freedom: 'none', argument: 0, inTextOption: false }

const comparisons: readonly TokenType[] = [TokenType.equality, TokenType._in, TokenType._case]

/** The indices of the tokens that may differ between locales. */
export function findFreeTexts(tokens: readonly Token[]): Set<number> {
  const free = new Set<number>()
  const stack: Bracket[] = [{ ...closed }]
  tokens.forEach((token, index) => {
    const top = stack.at(-1) as Bracket
    const { type } = token
    if (type === TokenType.parenL) stack.push(openCall(tokens, index, top))
    else if (type === TokenType.bracketL) {
      stack.push(isIndexing(tokens[index - 1]) ? { ...closed } : { ...top })
    } else if (type === TokenType.braceL || type === TokenType.dollarBraceL) {
      stack.push({ ...top })
    } else if (type === TokenType.parenR || type === TokenType.bracketR || type === TokenType.braceR) {
      stack.pop()
    } else if (type === TokenType.comma) {
      top.argument++
      // The next option is text or not by its own name; the next item of an array of labels is a label too.
      top.inTextOption = stack.at(-2)?.inTextOption ?? false
    } else if (type === TokenType.colon) {
      if (textOptions.includes(tokens[index - 1]?.text ?? '')) top.inTextOption = true
    } else if (type === TokenType.string || type === TokenType.template) {
      if (isFree(top) && !isKeyOrCompared(tokens, index)) free.add(index)
    }
  })
  return free
}

function isFree({ freedom, argument, inTextOption }: Bracket): boolean {
  if (freedom === 'all') return true
  if (freedom === 'first' && argument === 0) return true
  return freedom !== 'none' && inTextOption
}

function openCall(tokens: readonly Token[], index: number, around: Bracket): Bracket {
  const [object, dot, name] = [tokens[index - 3], tokens[index - 2], tokens[index - 1]]
  const isCall = name !== undefined && (name.type === TokenType.name || name.type === TokenType.parenR)
  if (!isCall) return { ...around }
  if (dot?.type === TokenType.dot) {
    if (object?.text === 'console') return { ...closed, freedom: 'all' }
    // `'loss'.padEnd(8, '.')`: what a method of a printed string is given is printed too.
    const ofText = object?.type === TokenType.string || object?.type === TokenType.backQuote
    // What a list of labels is made into, one by one, are labels: `labels: kinds.map((k) => ['cat', 'dog'][k])`.
    const ofLabels = name.text === 'map' && around.inTextOption
    return ofText || ofLabels ? { ...around } : { ...closed }
  }
  return { ...closed, freedom: displays[name.text] ?? 'none' }
}

function isIndexing(before: Token | undefined): boolean {
  return (
    before !== undefined &&
    (before.type === TokenType.name || before.type === TokenType.bracketR || before.type === TokenType.parenR)
  )
}

function isKeyOrCompared(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]
  const after = tokens[index + 1]
  const isKey =
    after?.type === TokenType.colon && (before?.type === TokenType.comma || before?.type === TokenType.braceL)
  const isCompared = [before, after].some((token) => token !== undefined && comparisons.includes(token.type))
  return isKey || isCompared
}
