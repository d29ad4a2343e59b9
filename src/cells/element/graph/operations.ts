/**
 * What an operation is called, how it is drawn, and its slope with respect to each input, as a formula: by PyTorch's name of
 * its node.
 */

/** Names and numbers that a formula is about. */
export interface SlopeOf {
  /** The inputs as they are called: a variable's name, or a number. */
  names: readonly string[]
  /** What comes out, as it is called. */
  result: string
  settings: Readonly<Record<string, number>>
  /** A number as the reader's language writes it. */
  number(value: number): string
  /** How many elements there are in the first input for each of the result. */
  share: number
  /** The first input's number, where it is one. */
  input: number | undefined
}

interface Operation {
  /** As it is drawn in its node. */
  sign?: string | ((settings: Readonly<Record<string, number>>) => string)
  /** The slope with respect to each input, in signs that every language reads. */
  slopes?: readonly ((given: SlopeOf) => string)[]
  /** A function of another name in the engine. */
  call?: string
}

/** The gradient that arrives, in a formula that is the whole rule and not a slope alone. */
export const message = 'G'

const one = () => '1'
/** An input that has no name of its own. */
export const nameless = '( )'
const matrix = ({ names }: SlopeOf, i: number) => (names[i] === nameless ? 'AB'[i]! : names[i]!)
const [a, b] = [({ names }: SlopeOf) => names[0]!, ({ names }: SlopeOf) => names[1]!]

const operations: Readonly<Record<string, Operation>> = {
  Add: { sign: '+', slopes: [one, one] },
  Sub: { sign: '−', slopes: [one, () => '−1'] },
  Rsub: { sign: '−', slopes: [() => '−1', one] },
  Mul: { sign: '×', slopes: [b, a] },
  Div: { sign: '÷', slopes: [(x) => `1 / ${b(x)}`, (x) => `−${a(x)} / ${b(x)}²`] },
  Neg: { sign: '−( )', slopes: [() => '−1'] },
  Pow: {
    sign: ({ exponent }) => `( )${raised(exponent)}`,
    slopes: [
      ({ names: [x = ''], settings: { exponent }, number }) => {
        if (exponent === undefined) return ''
        if (exponent === 1) return '1'
        if (exponent === 2) return `2 · ${x}`
        const power = raised(exponent - 1)
        return power === 'ⁿ'
          ? `${number(exponent)} · ${x}^${number(exponent - 1)}`
          : `${number(exponent)} · ${x}${power}`
      },
    ],
  },
  Exp: { sign: 'exp', slopes: [({ result, names }) => result || `exp ${names[0]}`] },
  Log: { sign: 'log', slopes: [(x) => `1 / ${a(x)}`] },
  Sqrt: { sign: '√', slopes: [({ result, names }) => `1 / (2 · ${result || `√${names[0]}`})`] },
  Reciprocal: { sign: '1 / ( )', slopes: [(x) => `−1 / ${a(x)}²`] },
  Sin: { sign: 'sin', slopes: [(x) => `cos ${a(x)}`] },
  Cos: { sign: 'cos', slopes: [(x) => `−sin ${a(x)}`] },
  Tanh: { sign: 'tanh', slopes: [({ result, names }) => `1 − ${result || `tanh(${names[0]})`}²`] },
  Sigmoid: { sign: 'σ', slopes: [({ result }) => (result ? `${result} · (1 − ${result})` : 'σ · (1 − σ)')] },
  Relu: { sign: 'relu', slopes: [({ input, names }) => slopeOfRelu(input, names[0]!)] },
  Abs: { sign: '|·|', slopes: [(x) => `sign ${a(x)}`] },
  Sum: { sign: 'Σ', slopes: [one] },
  Mean: { sign: 'mean', slopes: [({ share, number }) => (share > 1 ? `1 / ${number(share)}` : '1')] },
  Mm: {
    sign: '@',
    call: 'matmul',
    slopes: [(x) => `${message} · ${matrix(x, 1)}ᵀ`, (x) => `${matrix(x, 0)}ᵀ · ${message}`],
  },
  Mv: {
    sign: '@',
    call: 'matmul',
    slopes: [(x) => `${message} · ${matrix(x, 1)}ᵀ`, (x) => `${matrix(x, 0)}ᵀ · ${message}`],
  },
  Dot: { sign: '·', call: 'dot', slopes: [b, a] },
  Bmm: { sign: '@', call: 'matmul' },
  UnsafeView: { call: 'matmul' },
  View: { call: 'reshape' },
  T: { sign: '( )ᵀ', call: 'transpose' },
  Transpose: { sign: '( )ᵀ' },
  Addmm: { sign: 'linear', call: 'linear' },
  NllLoss: { call: 'nllLoss' },
  MseLoss: { sign: 'mse' },
}

function raised(exponent: number | undefined): string {
  if (exponent === undefined || !Number.isInteger(exponent) || exponent < 0 || exponent > 9) return 'ⁿ'
  return exponent === 1 ? '' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[exponent]!
}

function slopeOfRelu(input: number | undefined, name: string): string {
  if (input === undefined) return `${name} > 0`
  return input > 0 ? '1' : '0'
}

/** `Mul` of `MulBackward0`. */
const stem = (name: string): string => name.replace(/Backward\d*$/, '')

/** What the engine calls it: `mul`, `logSoftmax`. */
export function callOf(name: string): string {
  const own = stem(name)
  return operations[own]?.call ?? own.charAt(0).toLowerCase() + own.slice(1)
}

/** As it is drawn: `×`, `( )²`, `tanh`. */
export function signOf(name: string, settings: Readonly<Record<string, number>>): string {
  const sign = operations[stem(name)]?.sign
  return typeof sign === 'function' ? sign(settings) : (sign ?? callOf(name))
}

/** The slope with respect to an input, as a formula; empty where there is none that is short. */
export function slopeOf(name: string, input: number, given: SlopeOf): string {
  return operations[stem(name)]?.slopes?.[input]?.(given) ?? ''
}
