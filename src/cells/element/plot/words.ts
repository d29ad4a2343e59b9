/** The words of a picture, and its numbers as the reader's language writes them. */
import { fill } from '../strings.ts'

/** The section `plot` of ui.json. */
export type PlotTexts = Readonly<Record<string, string>>

export interface Words {
  locale: string
  /** A text of the section, with its values set in; empty where it is not there. */
  say(name: string, values?: Readonly<Record<string, string | number>>): string
  /** A number of at most so many significant digits. */
  number(value: number | null | undefined, digits?: number): string
}

export function createWords(texts: PlotTexts, locale: string): Words {
  const formats = new Map<string, Intl.NumberFormat>()
  const format = (digits: number, notation: 'standard' | 'scientific') => {
    const key = `${digits} ${notation}`
    let found = formats.get(key)
    if (!found) {
      found = new Intl.NumberFormat(locale, { maximumSignificantDigits: digits, notation })
      formats.set(key, found)
    }
    return found
  }
  const number = (value: number | null | undefined, digits = 4) => {
    if (value === null || value === undefined || !Number.isFinite(value)) return '–'
    const size = Math.abs(value)
    const isOdd = size !== 0 && (size < 1e-4 || size >= 1e9)
    return minus(
      isOdd ? powerOfTen(format(digits, 'scientific').format(value)) : format(digits, 'standard').format(value),
    )
  }
  return {
    locale,
    number,
    say: (name, values = {}) => {
      const shown = Object.entries(values).map(([key, value]) => [
        key,
        typeof value === 'number' ? number(value) : value,
      ])
      return fill(texts[name] ?? '', Object.fromEntries(shown) as Record<string, string>)
    },
  }
}

/** The minus sign, as wide as plus. */
export function minus(text: string): string {
  return text.replaceAll('-', '−')
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** `10⁻³`. */
export function tenTo(power: number): string {
  const digits = [...String(Math.abs(power))].map((digit) => raised[Number(digit)])
  return `10${power < 0 ? '⁻' : ''}${digits.join('')}`
}

/** `2,5E-7` is `2,5·10⁻⁷`. */
function powerOfTen(text: string): string {
  return text.replace(/[^\d]*E(-?\d+)$/i, (_, power: string) => `·${tenTo(Number(power))}`)
}
