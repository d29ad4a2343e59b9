/** Numbers as the reader's language writes them in prose: −24; 0,25 or 0.25; 1.2 · 10⁻⁵. */
import type { TapeNumbers } from '../../run/tape-numbers.ts'

const superscripts: Record<string, string> = {
  '-': '⁻',
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((digit, i) => [i, digit])),
}

/** Beyond these a number is written with a power of ten. */
const [small, large] = [1e-4, 1e6]

export class Numbers {
  readonly #locale: string
  readonly #formats = new Map<number, Intl.NumberFormat>()
  /** Between numbers of a list: a semicolon where the comma is taken. */
  readonly separator: string

  constructor(locale: string) {
    this.#locale = locale
    this.separator = this.#format(2).format(0.5).includes(',') ? '; ' : ', '
  }

  /** @param digits  significant ones, at most */
  one(value: number, digits = 4): string {
    if (Number.isNaN(value)) return 'NaN'
    if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
    const size = Math.abs(value)
    if (size === 0 || (size >= small && size < large)) return minus(this.#format(digits).format(value || 0))
    const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e')
    const power = [...String(Number(exponent))].map((sign) => superscripts[sign]).join('')
    return `${minus(this.#format(digits).format(Number(mantissa)))} · 10${power}`
  }

  /** In a product, a negative number that is not the first stands in parentheses. */
  factor(value: number, digits = 4): string {
    const text = this.one(value, digits)
    return text.startsWith('−') || text.includes('·') ? `(${text})` : text
  }

  /** Whether `one` shows all of it. */
  isWhole(value: number, digits = 4): boolean {
    return Number(value.toPrecision(digits)) === value
  }

  /** `=` between two numbers that are shown whole, `≈` where digits are cut. */
  sign(...values: number[]): string {
    return values.every((value) => this.isWhole(value)) ? '=' : '≈'
  }

  /** One number, a few in brackets, or the shape and the norm of many: `[4 × 3] ‖3.46‖`. */
  tensor({ shape, numbers, count, norm }: TapeNumbers, { most = 4, digits = 4 } = {}): string {
    if (count === 1) return this.one(numbers[0]!, digits)
    const isList = shape.filter((size) => size > 1).length <= 1
    if (isList && count <= Math.min(most, numbers.length)) return this.list(numbers.slice(0, count), digits)
    return `[${this.shape(shape)}] ‖${this.one(norm, 3)}‖`
  }

  list(numbers: readonly number[], digits = 4): string {
    return `[${numbers.map((value) => this.one(value, digits)).join(this.separator)}]`
  }

  /** `4 × 3`; of a bare number nothing. */
  shape(shape: readonly number[]): string {
    return shape.join(' × ')
  }

  #format(digits: number): Intl.NumberFormat {
    let format = this.#formats.get(digits)
    if (!format) {
      format = new Intl.NumberFormat(this.#locale, { maximumSignificantDigits: digits, useGrouping: false })
      this.#formats.set(digits, format)
    }
    return format
  }
}

function minus(text: string): string {
  return text.replace(/^\p{Bidi_C}*-/u, '−')
}
