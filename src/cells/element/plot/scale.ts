/** From numbers to places, and the numbers that stand at an axis. */
import type { Range } from '../../library/plot/figure.ts'
import { minus, tenTo, type Words } from './words.ts'

export interface Tick {
  value: number
  text: string
}

export interface Scale {
  isLog: boolean
  domain: Range
  /** Where a number lies between the ends of the axis; NaN where it cannot be shown. */
  at(value: number): number
  ticks(words: Words): Tick[]
}

/** @param count  how many numbers an axis has room for */
export function linearScale(domain: Range, places: Range, count: number): Scale {
  const [low, high] = domain
  const [from, to] = places
  return {
    isLog: false,
    domain,
    at: (value) => from + ((value - low) / (high - low)) * (to - from),
    ticks: ({ locale, number }) => {
      const step = niceStep(high - low, count)
      const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
      const format = new Intl.NumberFormat(locale, {
        minimumFractionDigits: Math.min(decimals, 20),
        maximumFractionDigits: Math.min(decimals, 20),
      })
      const isOdd = Math.max(Math.abs(low), Math.abs(high)) >= 1e6 || decimals > 5
      const first = Math.ceil(low / step - 1e-9)
      const last = Math.floor(high / step + 1e-9)
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
        const value = (first + i) * step
        return { value, text: isOdd ? compact(value, locale, number) : minus(format.format(value || 0)) }
      })
    },
  }
}

function compact(value: number, locale: string, number: Words['number']): string {
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return number(value, 2)
  const format = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 })
  return minus(format.format(value || 0))
}

export function logScale(domain: Range, places: Range, count: number): Scale {
  const [low, high] = domain.map(Math.log10) as [number, number]
  const [from, to] = places
  return {
    isLog: true,
    domain,
    at: (value) => (value > 0 ? from + ((Math.log10(value) - low) / (high - low)) * (to - from) : NaN),
    ticks: ({ number }) => {
      const values: number[] = []
      const step = Math.max(1, Math.ceil((high - low) / count))
      for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
        if (power % step === 0) values.push(10 ** power)
        // Less than two powers of ten would leave an axis almost bare.
        if (high - low < 2) values.push(2 * 10 ** power, 5 * 10 ** power)
      }
      const inside = values.filter((value) => Math.log10(value) >= low - 1e-9 && Math.log10(value) <= high + 1e-9)
      return inside.map((value) => ({ value, text: logText(value, number) }))
    },
  }
}

function logText(value: number, number: Words['number']): string {
  const power = Math.log10(value)
  const isPower = Math.abs(power - Math.round(power)) < 1e-9
  return isPower && Math.abs(power) > 3 ? tenTo(Math.round(power)) : number(value, 3)
}

/** 1, 2 or 5 times a power of ten, so that about `count` of them fit. */
function niceStep(length: number, count: number): number {
  const rough = length / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(rough))
  const part = rough / power
  return power * (part > 7.07 ? 10 : part > 3.16 ? 5 : part > 1.41 ? 2 : 1)
}

/** A domain that begins and ends at numbers that stand at its axis. */
export function niceDomain([low, high]: Range, count: number): Range {
  const step = niceStep(high - low, count)
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step]
}
