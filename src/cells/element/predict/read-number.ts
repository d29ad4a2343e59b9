/**
 * A number as people write it anywhere: `-24`, `−24,0`, `1 234,5`, `1'234.5`, `1/2`, `½`, `٢٤`, `2,5·10⁻³`, `12 %`.
 *
 * A single comma or point before exactly three digits can be either: `1,234` is read as the reader's language writes it,
 * and the other reading is kept beside it. The point counts as a decimal mark in every language, for code writes it so.
 */
export interface ReadNumber {
  value: number
  /** Half a unit of the last digit given; 0 for a fraction, which is exact. */
  tolerance: number
  /** The other number it may stand for. */
  otherwise?: number
}

const minus = '[-−–—‐‑‒﹣－]'
const space = /[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]/g
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** The digits 0 of other scripts; each is followed by its nine fellows. */
const zeros = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xff10]

/** @param decimal  the mark of the reader's language */
export function readNumber(text: string, decimal: '.' | ','): ReadNumber | undefined {
  const plain = normalise(text)
  if (plain === '') return undefined
  const percent = plain.endsWith('%')
  const body = percent ? plain.slice(0, -1) : plain
  const read = readSpecial(body) ?? readFraction(body, decimal) ?? readDecimal(body, decimal)
  if (!read || !percent) return read
  const { value, tolerance, otherwise } = read
  return {
    value: value / 100,
    tolerance: tolerance / 100,
    ...(otherwise !== undefined && { otherwise: otherwise / 100 }),
  }
}

/** The decimal mark of a language. */
export function decimalMark(locale: string): '.' | ',' {
  const part = new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')
  return part?.value === ',' ? ',' : '.'
}

/** Digits, signs and marks as a program writes them; spaces gone. */
function normalise(text: string): string {
  const withDigits = [...text].map((character) => {
    const code = character.codePointAt(0)!
    const zero = zeros.find((first) => code >= first && code < first + 10)
    return zero === undefined ? character : String(code - zero)
  })
  const powers = withDigits
    .join('')
    .replace(new RegExp(`10(⁻?)([${superscripts}]+)`, 'g'), (_, sign: string, digits: string) => {
      const exponent = [...digits].map((digit) => superscripts.indexOf(digit)).join('')
      return `10^${sign && '-'}${exponent}`
    })
  return powers
    .replace(/[¼-¾⅐-⅞]/g, (sign) => ` ${sign.normalize('NFKC')}`)
    .trim()
    .replace(/^([-+−]?\d+)\s+(\d{1,2}[⁄/]\d+)$/, '$1+$2')
    .replace(space, '')
    .replace(new RegExp(minus, 'g'), '-')
    .replace(/[＋﹢]/g, '+')
    .replace(/[٫。．]/g, '.')
    .replace(/[，、]/g, ',')
    .replace(/[٬'’_]/g, 'ˈ')
    .replace(/[⁄∕／]/g, '/')
    .replace(/[٪％]/g, '%')
    .replace(/[×·⋅*x]10\^/i, 'e')
}

function readSpecial(text: string): ReadNumber | undefined {
  const match = /^([-+]?)(?:∞|inf(?:inity)?|(nan))$/i.exec(text)
  if (!match) return undefined
  return { value: match[2] ? NaN : match[1] === '-' ? -Infinity : Infinity, tolerance: 0 }
}

/** `1/2`, `-3/4`, and `1+1/2` of a mixed one. */
function readFraction(text: string, decimal: '.' | ','): ReadNumber | undefined {
  const mixed = /^([-+]?)(\d+)\+(\d+)\/(\d+)$/.exec(text)
  if (mixed) {
    const [, sign, whole, top, bottom] = mixed
    const value = Number(whole) + Number(top) / Number(bottom)
    return { value: sign === '-' ? -value : value, tolerance: 0 }
  }
  const parts = text.split('/')
  if (parts.length !== 2) return undefined
  const [top, bottom] = parts.map((part) => readDecimal(part, decimal))
  return top && bottom && bottom.value !== 0 ? { value: top.value / bottom.value, tolerance: 0 } : undefined
}

function readDecimal(text: string, decimal: '.' | ','): ReadNumber | undefined {
  const match = /^([-+]?)([\d.,ˈ]*\d[\d.,ˈ]*)(?:e([-+]?\d{1,3}))?$/i.exec(text)
  if (!match) return undefined
  const [, sign, digits = '', exponent = '0'] = match
  const readings = readMarks(digits, decimal)
  if (!readings) return undefined
  const scale = 10 ** Number(exponent)
  const signed = (written: string) => (sign === '-' ? -1 : 1) * Number(`${written}e${Number(exponent)}`)
  const [first, second] = readings
  const decimals = /\.(\d*)$/.exec(first!)?.[1]?.length ?? 0
  return {
    value: signed(first!),
    tolerance: 0.5 * 10 ** -decimals * scale,
    ...(second !== undefined && { otherwise: signed(second) }),
  }
}

/** Digits with a point as their decimal mark or none: the likely reading first, then the other if there is one. */
function readMarks(text: string, decimal: '.' | ','): string[] | undefined {
  const marks = [...text].filter((sign) => /[.,ˈ]/.test(sign))
  const kinds = new Set(marks)
  const last = marks.at(-1)
  const grouped = (whole: string) => /^\d{1,3}(?:[.,ˈ]\d{3})+$/.test(whole)
  const bare = (part: string) => part.replace(/[.,ˈ]/g, '')
  if (kinds.size === 0) return [text]
  if (kinds.size > 2) return undefined
  if (kinds.size === 2) {
    const at = text.lastIndexOf(last!)
    const [whole, rest] = [text.slice(0, at), text.slice(at + 1)]
    const isMixed = last === 'ˈ' || whole.includes(last!) || !grouped(whole)
    return isMixed ? undefined : [`${bare(whole)}.${rest}`]
  }
  if (marks.length > 1 || last === 'ˈ') return grouped(text) ? [bare(text)] : undefined
  const asDecimal = text.replace(',', '.')
  // A leading zero groups nothing.
  if (!grouped(text) || text.startsWith('0')) return [asDecimal]
  return last === decimal || last === '.' ? [asDecimal, bare(text)] : [bare(text), asDecimal]
}
