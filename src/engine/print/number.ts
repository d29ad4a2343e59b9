/**
 * Numbers as Python formats them. JavaScript's toFixed and toExponential round an exact tie away from zero, Python's
 * to the even digit; 100 digits are enough to tell a tie.
 */
function roundedEven(text: string, exact: string): string {
  const kept = text.length
  const isTie = /^50*$/.test(exact.slice(kept)) && exact.length > kept
  // On a tie the digits cut off are exactly 5000…: the shorter text is the exact one, truncated or rounded up.
  if (!isTie) return text
  return Number(exact[kept - 1]) % 2 === 0 ? exact.slice(0, kept) : text
}

/** Python's `f'{value:.{digits}f}'`. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return special(value)
  const text = Math.abs(value) >= 1e21 ? BigInt(value).toString() : value.toFixed(digits)
  const sign = Object.is(value, -0) ? '-' : ''
  if (Math.abs(value) >= 1e21) return digits > 0 ? `${text}.${'0'.repeat(digits)}` : text
  if (digits === 0) {
    const down = Math.trunc(value)
    return Math.abs(value - down) === 0.5 && down % 2 === 0 ? `${down === 0 && value < 0 ? '-0' : down}` : sign + text
  }
  return sign + roundedEven(text, value.toFixed(Math.min(digits + 40, 100)))
}

/** Python's `f'{value:.{digits}e}'`: an exponent of two digits at least. */
export function exponential(value: number, digits: number): string {
  if (!Number.isFinite(value)) return special(value)
  const [mantissa, exponent] = value.toExponential(digits).split('e') as [string, string]
  const [exact] = value.toExponential(Math.min(digits + 40, 100)).split('e') as [string]
  const power = exponent.slice(1).padStart(2, '0')
  return `${Object.is(value, -0) ? '-' : ''}${roundedEven(mantissa, exact)}e${exponent[0]}${power}`
}

/** Python's names of what is not a finite number. */
export function special(value: number): string {
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'
}
