/**
 * The errors that Python itself raises in beginners' code, told apart so that the page can explain them in the reader's
 * language. The wording is that of CPython 3.14.
 */
import type { PythonError } from '../../python/interpreter.ts'

type Described = Pick<PythonError, 'type' | 'message'> & { traceback: string }

interface Known {
  code: string
  params: Record<string, string>
}

/** By the error's class and what its message says; the first that fits. Named groups are the sentence's parameters. */
const patterns: [code: string, type: RegExp, message: RegExp][] = [
  ['py-unbound', /^UnboundLocalError$/, /variable '(?<name>.+?)'/],
  ['py-not-defined', /^NameError$/, /^name '(?<name>.+?)' is not defined/],
  ['py-attribute-of-none', /^AttributeError$/, /^'NoneType' object has no attribute '(?<name>.+?)'/],
  [
    'py-no-attribute',
    /^AttributeError$/,
    /^(?:type object )?'(?<type>.+?)'(?: object)? has no attribute '(?<name>.+?)'/,
  ],
  ['py-no-member', /^AttributeError$/, /^module '(?<module>.+?)' has no attribute '(?<name>.+?)'/],
  ['py-no-numpy', /^ModuleNotFoundError$/, /^No module named 'numpy\b/],
  ['py-no-module', /^ModuleNotFoundError$/, /^No module named '(?<module>.+?)'/],
  [
    'py-no-import',
    /^ImportError$/,
    /^cannot import name '(?<name>.+?)' from (?:partially initialized module )?'(?<module>.+?)'/,
  ],
  ['py-not-callable', /^TypeError$/, /^'(?<type>.+?)' object is not callable/],
  [
    'py-not-iterable',
    /^TypeError$/,
    /^'(?<type>.+?)' object is not iterable|^cannot unpack non-iterable (?<other>.+?) object/,
  ],
  ['py-not-subscriptable', /^TypeError$/, /^'(?<type>.+?)' object is not subscriptable/],
  ['py-no-item-assignment', /^TypeError$/, /^'(?<type>.+?)' object does not support item assignment/],
  [
    'py-operands',
    /^TypeError$/,
    /^(?:unsupported operand type\(s\) for (?<operator>.+?): |'(?<comparison>.+?)' not supported between instances of )'(?<left>.+?)' and '(?<right>.+?)'/,
  ],
  ['py-text-and-number', /^TypeError$/, /^can only concatenate str \(not "(?<type>.+?)"\) to str/],
  [
    'py-argument-missing',
    /^TypeError$/,
    /^(?<function>.+?)\(\) missing \d+ required (?:positional|keyword-only) arguments?: (?<names>.+)/,
  ],
  ['py-argument-unknown', /^TypeError$/, /^(?<function>.+?)\(\) got an unexpected keyword argument '(?<name>.+?)'/],
  ['py-argument-twice', /^TypeError$/, /^(?<function>.+?)\(\) got multiple values for argument '(?<name>.+?)'/],
  [
    'py-arguments-many',
    /^TypeError$/,
    /^(?<function>.+?)\(\) takes (?:from \d+ to )?(?<wanted>\d+|no) (?:positional )?arguments? but (?<given>\d+)/,
  ],
  ['py-zero-division', /^ZeroDivisionError$/, /^/],
  ['py-index', /^IndexError$/, /^(?:list|tuple|string|range object|pop) (?:assignment )?index out of range/],
  ['py-key', /^KeyError$/, /^(?<key>[^]*)$/],
  [
    'py-unpack',
    /^ValueError$/,
    /^not enough values to unpack \(expected (?:at least )?(?<expected>\d+), got (?<found>\d+)\)/,
  ],
  ['py-unpack', /^ValueError$/, /^too many values to unpack \(expected (?<expected>\d+)(?:, got (?<found>\d+))?\)/],
  [
    'py-not-a-number',
    /^ValueError$/,
    /^(?:invalid literal for int\(\) with base \d+|could not convert string to float): (?<text>.+)/,
  ],
  ['py-too-deep', /^RecursionError$/, /^/],
  ['py-out-of-memory', /^MemoryError$/, /^/],
  // What has more items than can be counted here.
  ['py-out-of-memory', /^OverflowError$/, /index-sized integer/],
  ['py-overflow', /^OverflowError$/, /^/],
  ['py-assertion', /^AssertionError$/, /^/],
  ['py-no-file', /^FileNotFoundError$/, /'(?<name>.+?)'/],
  ['py-no-input', /^(?:EOFError|OSError)$/, /EOF when reading a line|I\/O error/],
  ['py-no-threads', /^RuntimeError$/, /^can't start new thread/],
  ['py-no-network', /^(?:URLError|gaierror|ConnectionError|ConnectionRefusedError|TimeoutError|OSError)$/, /^/],
  ['py-no-network', /^JsException$/, /fetch|NetworkError|XMLHttpRequest/],
  ['py-not-finished', /^NotImplementedError$/, /^$/],
  ['py-syntax-block', /^IndentationError$/, /^expected an indented block after (?<statement>.+?) on line (?<line>\d+)/],
  ['py-syntax-indent', /^IndentationError$/, /^unexpected indent/],
  ['py-syntax-dedent', /^IndentationError$/, /^unindent does not match/],
  ['py-syntax-tabs', /^TabError$/, /^/],
  ['py-syntax-print', /^SyntaxError$/, /^Missing parentheses in call to '(?<name>.+?)'/],
  ['py-syntax-colon', /^SyntaxError$/, /^expected ':'/],
  ['py-syntax-unclosed', /^SyntaxError$/, /^'(?<bracket>.)' was never closed/],
  ['py-syntax-unmatched', /^SyntaxError$/, /^(?:unmatched|closing parenthesis) '(?<bracket>.)'/],
  ['py-syntax-string', /^SyntaxError$/, /^unterminated (?:triple-quoted )?(?:f-)?string literal/],
  ['py-syntax-equal', /^SyntaxError$/, /Maybe you meant '==' (?:or ':=' )?instead of '='/],
  ['py-syntax-target', /^SyntaxError$/, /^cannot (?:assign to|delete) (?<target>.+?)(?: here.*)?$/],
  ['py-syntax-target', /^SyntaxError$/, /^'(?<target>.+?)' is an illegal expression for augmented assignment/],
  ['py-syntax-comma', /^SyntaxError$/, /Perhaps you forgot a comma/],
  ['py-syntax-outside', /^SyntaxError$/, /^'(?<statement>\w+)' (?:outside|not properly in)/],
  [
    'py-syntax-character',
    /^SyntaxError$/,
    /^invalid (?:non-printable )?character (?:'(?<character>.)' )?\((?<point>U\+\w+)\)|^invalid non-printable character (?<hidden>U\+\w+)/,
  ],
  ['py-syntax', /^(?:SyntaxError|IndentationError)$/, /^/],
]

export function classifyPythonError({ type, message, traceback }: Described): Known | undefined {
  for (const [code, ofType, said] of patterns) {
    const match = ofType.test(type) && said.exec(message)
    if (!match) continue
    const params = Object.fromEntries(Object.entries(match.groups ?? {}).filter(([, value]) => value !== undefined))
    const suggestion = /Did you (?:mean|forget to import): ?'(.+?)'\?/.exec(traceback.slice(-1000))?.[1]
    return { code, params: renamed({ ...params, ...(suggestion && { suggestion }) }) }
  }
  return undefined
}

/** Groups that stand for one parameter under several names, for a pattern names each group once. */
const synonyms: Record<string, string> = {
  comparison: 'operator',
  other: 'type',
  point: 'character',
  hidden: 'character',
}

function renamed(params: Record<string, string>): Record<string, string> {
  const pairs = Object.entries(params).map(([name, value]) => [synonyms[name] ?? name, value] as const)
  // The first that is there: a character itself rather than its number.
  return Object.fromEntries(pairs.reverse())
}
