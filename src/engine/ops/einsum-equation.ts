/** Reads an equation of Einstein's summation convention: `'bij,bjk->bik'`. */
import { ArgumentError, runtimeError } from '../errors.ts'

export interface Equation {
  /** A label for each dimension of each operand. Those of an ellipsis are `.0` for the last, `.1` for the one before, … */
  readonly operands: readonly (readonly string[])[]
  readonly output: readonly string[]
}

const isLetter = (c: string): boolean => /^[a-zA-Z]$/.test(c)

const fail = (equation: string, message: string, torch: string): ArgumentError =>
  new ArgumentError(`einsum: '${equation}': ${message}`, {
    code: 'einsum-equation',
    params: { equation },
    torch: runtimeError(`einsum(): ${torch}`),
  })

/** The letters of one side up to a comma, `'...'` standing for an ellipsis. */
function terms(equation: string, from: number, to: number, operands: number | null): string[][] {
  const found: string[][] = [[]]
  for (let i = from; i < to; i++) {
    const c = equation[i]!
    const term = found.at(-1)!
    const at = found.length - 1
    if (c === ' ') continue
    if (c === '.') {
      const where = operands === null ? 'output' : `operand ${at}`
      if (term.includes('...')) {
        const torch =
          operands === null
            ? `found '.' for output but an ellipsis (...) was already found`
            : `found '.' for ${where} for which an ellipsis was already found`
        throw fail(equation, `more than one ellipsis for ${where}.`, torch)
      }
      if (equation.slice(i, i + 3) !== '...' || i + 3 > to) {
        throw fail(
          equation,
          `a point for ${where} that is no part of an ellipsis, '...'.`,
          `found '.' for ${where} that is not part of any ellipsis${operands === null ? ' (...)' : ''}`,
        )
      }
      term.push('...')
      i += 2
    } else if (c === ',' && operands !== null) {
      if (found.length === operands) throw countError(equation, operands, 'fewer')
      found.push([])
    } else if (isLetter(c)) term.push(c)
    else
      throw fail(
        equation,
        `'${c}' is no letter, at place ${i}.`,
        `invalid subscript given at index ${i} in the equation string, subscripts must be in [a-zA-Z]`,
      )
  }
  return found
}

const countError = (equation: string, operands: number, which: 'fewer' | 'more'): ArgumentError =>
  fail(
    equation,
    `${which === 'fewer' ? 'only ' : ''}${operands} tensors were given, ${which} than the equation names.`,
    `${which} operands were provided than specified in the equation`,
  )

/**
 * @param ranks  the number of dimensions of each operand
 * @throws ArgumentError `einsum-equation`, `einsum-rank`
 */
export function readEquation(equation: string, ranks: readonly number[]): Equation {
  const arrow = equation.indexOf('->')
  const inputs = terms(equation, 0, arrow < 0 ? equation.length : arrow, ranks.length)
  if (inputs.length < ranks.length) throw countError(equation, ranks.length, 'more')
  const ellipsis = Math.max(0, ...inputs.map((term, i) => (term.includes('...') ? ranks[i]! - (term.length - 1) : 0)))
  const operands = inputs.map((term, i) => spelledOut(equation, term, ranks[i]!, i))
  const output = arrow < 0 ? implied(inputs, ellipsis) : given(equation, arrow + 2, operands, ellipsis)
  return { operands, output }
}

/** `.2 .1 .0`: the labels of an ellipsis that stands for so many dimensions; broadcasting aligns them at the last. */
const ellipsisLabels = (count: number): string[] => Array.from({ length: count }, (_, d) => `.${count - 1 - d}`)

function spelledOut(equation: string, term: readonly string[], rank: number, operand: number): string[] {
  const open = term.includes('...')
  const named = open ? term.length - 1 : term.length
  if (open ? named > rank : named !== rank) {
    const torch = open
      ? `the number of subscripts in the equation (${named}) is more than the number of dimensions (${rank}) for operand ${operand}`
      : `the number of subscripts in the equation (${named}) does not match the number of dimensions (${rank}) for operand ${operand} and no ellipsis was given`
    const message = `einsum: '${equation}': operand ${operand} has ${rank} dimensions, the equation names ${named}.`
    throw new ArgumentError(message, {
      code: 'einsum-rank',
      params: { equation },
      torch: runtimeError(`einsum(): ${torch}`),
    })
  }
  return term.flatMap((label) => (label === '...' ? ellipsisLabels(rank - named) : [label]))
}

/** Without an arrow: the ellipsis, then the letters that appear once, in the order of the alphabet, capitals first. */
function implied(inputs: readonly (readonly string[])[], ellipsis: number): string[] {
  const letters = inputs.flat().filter((label) => label !== '...')
  const once = letters.filter((label) => letters.indexOf(label) === letters.lastIndexOf(label))
  return [...ellipsisLabels(ellipsis), ...once.sort((a, b) => (a < b ? -1 : 1))]
}

function given(equation: string, from: number, operands: readonly (readonly string[])[], ellipsis: number): string[] {
  const output = terms(equation, from, equation.length, null)[0]!
  const known = new Set(operands.flat())
  output.forEach((label, d) => {
    if (output.indexOf(label) !== d)
      throw fail(
        equation,
        `${label} stands twice in the output.`,
        `output subscript ${label} appears more than once in the output`,
      )
    if (label !== '...' && !known.has(label)) {
      throw fail(
        equation,
        `${label} stands in the output, but for no operand.`,
        `output subscript ${label} does not appear in the equation for any input operand`,
      )
    }
  })
  return output.flatMap((label) => (label === '...' ? ellipsisLabels(ellipsis) : [label]))
}
