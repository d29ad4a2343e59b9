/** Whether a cell's twin in another language of code computes what the cell does. */
import { snakeCase } from '../parse/twins.ts'
import type { Cell } from '../parse/find-cells.ts'
import type { Nested } from '../parse/expectation.ts'
import type { Problem } from '../parse/problem.ts'
import { placeOfDeclaration } from '../prepare/code-difference.ts'
import { placeInFile, type EntryText } from './entries.ts'
import { showNested } from './numbers.ts'
import type { CellRun } from './prove.ts'

/**
 * Variables of one name, as each language writes it, have the same numbers and gradients; lines that print as many numbers
 * print the same ones, as far as their digits go.
 */
export function checkTwin(text: EntryText, cell: Cell, run: CellRun, first: CellRun): Problem[] {
  if (run.error || first.error) return []
  return [...checkVariables(text, cell, run, first), ...checkPrinted(text, cell, run, first)]
}

/** Numbers of either language itself have 53 bits, and Python's `sum` rounds once where a loop rounds at each turn. */
const ownRounding = 1e-12

function checkVariables(text: EntryText, cell: Cell, run: CellRun, first: CellRun): Problem[] {
  const { tolerance: declared = 0 } = cell.options
  return run.variables.flatMap((found) => {
    const { name } = found
    const expected = first.variables.find((other) => other.name === name || snakeCase(other.name) === name)
    if (!expected) return []
    const tolerance = found.kind === 'tensor' ? declared : Math.max(declared, ownRounding)
    const compare = (suffix: string, a: Nested | null | undefined, b: Nested | null | undefined): Problem[] => {
      // A text, or a tensor too large to keep, is compared by nobody; nor is a gradient that one language never asked for.
      if (a === undefined || b === undefined || isNear(a, b, tolerance)) return []
      const variable = name.split('.')[0]!
      const place = placeOfDeclaration(cell.code, variable, cell.language)
      return [
        {
          file: text.file,
          ...(place ? placeInFile(cell, place) : cell.fence),
          rule: 'cell-twin-differs',
          message: `${name}${suffix} is ${showNested(b)}, and ${expected.name}${suffix} of the TypeScript cell ${showNested(a)}`,
          hint:
            'Both languages must compute the same. Another thing needs another name; ' +
            'numbers that differ by rounding alone, tolerance=1e-6 in the fence.',
        },
      ]
    }
    return [...compare('', expected.value, found.value), ...compare('.grad', expected.grad, found.grad)]
  })
}

/** One number is the same alone and in a tensor of one element. */
function isNear(a: Nested | null, b: Nested | null, tolerance: number): boolean {
  if (a === null || b === null) return a === b
  const [x, y] = [onlyElement(a), onlyElement(b)]
  if (!Array.isArray(x) && !Array.isArray(y)) return isNearNumber(Number(x), Number(y), tolerance)
  if (!Array.isArray(x) || !Array.isArray(y)) return false
  return x.length === y.length && x.every((item: Nested, i) => isNear(item, y[i] as Nested, tolerance))
}

function onlyElement(value: Nested): Nested {
  return Array.isArray(value) && value.length === 1 ? onlyElement(value[0] as Nested) : value
}

function isNearNumber(a: number, b: number, tolerance: number): boolean {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b))
}

const numberPattern = /(?<![\p{L}\p{N}_.])[-−]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?![\p{L}_])/giu

function checkPrinted(text: EntryText, cell: Cell, run: CellRun, first: CellRun): Problem[] {
  const { tolerance = 0 } = cell.options
  if (run.output.length !== first.output.length) return []
  for (const [i, { text: line }] of run.output.entries()) {
    const [expected, found] = [numbersOf(first.output[i]!.text), numbersOf(line)]
    if (expected.length !== found.length) continue
    const apart = expected.findIndex((a, j) => !printsSame(a, found[j]!, tolerance))
    if (apart < 0) continue
    const message = `line ${i + 1} of the output says ${found[apart]}, and that of the TypeScript cell ${expected[apart]}`
    const hint = `The cell is "${cell.id}"; both languages must print the same numbers.`
    return [{ file: text.file, ...cell.fence, rule: 'cell-twin-prints', message, hint }]
  }
  return []
}

function numbersOf(line: string): string[] {
  return (line.match(numberPattern) ?? []).map((number) => number.replace('−', '-'))
}

/** Two numbers agree to the digits of the one that shows fewer of them. */
function printsSame(a: string, b: string, tolerance: number): boolean {
  const [x, y] = [Number(a), Number(b)]
  const unit = Math.max(lastDigit(a), lastDigit(b))
  const isRounded = Math.abs(x - y) <= (lastDigit(a) === lastDigit(b) ? 0 : unit / 2)
  return isRounded || isNearNumber(x, y, tolerance)
}

/** The value of one unit in the last place shown; whole numbers are exact. */
function lastDigit(number: string): number {
  const [, fraction = '', exponent = '0'] = /^-?\d*(?:\.(\d*))?(?:e([-+]?\d+))?$/i.exec(number) ?? []
  return fraction === '' && exponent === '0' ? 0 : 10 ** (Number(exponent) - fraction.length)
}
