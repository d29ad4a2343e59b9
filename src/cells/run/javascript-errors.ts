/**
 * The errors that JavaScript itself raises in beginners' code, told apart so that the page can explain them in the
 * reader's language. Each browser has its own wording.
 */
export type JavaScriptErrorCode =
  | 'js-not-defined' // { name }
  | 'js-before-declaration' // { name }
  | 'js-not-a-function' // { name }
  | 'js-not-iterable' // { name }
  | 'js-property-of-nothing' // { nothing: `null` or `undefined`, property?, name? }: what was asked of it, what it is called
  | 'js-assignment-to-constant' // {}
  | 'js-too-deep' // {}: recursion without end
  | 'js-out-of-memory' // {}: an array or string too large

const patterns: [JavaScriptErrorCode, RegExp][] = [
  ['js-not-defined', /^(?<name>\S+) is not defined$/],
  ['js-before-declaration', /^Cannot access '(?<name>.+)' before initialization$/],
  ['js-before-declaration', /^can't access lexical declaration '(?<name>.+)' before initialization$/],
  ['js-not-a-function', /^(?<name>.+?) is not a function/],
  ['js-not-iterable', /^(?<name>.+?) is not iterable/],
  [
    'js-property-of-nothing',
    /^Cannot (?:read|set) properties of (?<nothing>null|undefined)(?: \((?:reading|setting) '(?<property>.*)'\))?/,
  ],
  [
    'js-property-of-nothing',
    /^can't access property "?(?<property>[^",]*)"?, (?<name>.*) is (?<nothing>null|undefined)/,
  ],
  ['js-property-of-nothing', /^(?<name>.+) is (?<nothing>null|undefined)$/],
  ['js-assignment-to-constant', /^(?:Assignment to constant variable|invalid assignment to const)/],
  ['js-too-deep', /^(?:Maximum call stack size exceeded|too much recursion)/],
  [
    'js-out-of-memory',
    /^(?:Invalid array length|invalid array length|Array buffer allocation failed|Invalid string length|allocation size overflow|out of memory)/,
  ],
]

export function classifyJavaScriptError(
  message: string,
): { code: JavaScriptErrorCode; params: Record<string, string> } | undefined {
  for (const [code, pattern] of patterns) {
    const match = pattern.exec(message)
    if (match) return { code, params: { ...match.groups } }
  }
  return undefined
}
