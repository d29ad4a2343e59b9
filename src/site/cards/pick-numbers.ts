/** What a card shows of an entry's first cell: single numbers by name, those with a gradient first, then the loss. */
import { formatNested } from '../../cells/element/format-number.ts'
import type { Nested } from '../../cells/parse/expectation.ts'
import type { Variable } from '../../cells/run/events.ts'
import type { CardNumber } from './draw-card.ts'

const longest = 9
const most = 4

export function pickNumbers(variables: readonly Variable[]): CardNumber[] {
  const numbers = variables.flatMap(({ name, value, grad, dtype }) => {
    const shown = shortNumber(value, dtype)
    return shown === undefined ? [] : { name, value: shown, gradient: shortNumber(grad ?? undefined, dtype) }
  })
  const rank = ({ name, gradient }: CardNumber) => (gradient !== undefined ? 0 : name === 'loss' ? 1 : 2)
  return numbers.sort((a, b) => rank(a) - rank(b)).slice(0, most)
}

/** A single number as the cell writes it, or with fewer digits where that is long. */
function shortNumber(value: Nested | undefined, dtype: string | undefined): string | undefined {
  const single = Array.isArray(value) && value.length === 1 ? value[0] : value
  if (typeof single !== 'number' || !Number.isFinite(single)) return undefined
  const whole = formatNested(single, dtype)
  const text = whole.length <= longest ? whole : String(Number(single.toPrecision(4)))
  return text.replaceAll('-', '−')
}
