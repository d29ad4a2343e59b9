/** Numbers with their units, as each language writes them. */
import type { Translate } from '../../i18n/translate.ts'

const significant = (locale: string, digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, { maximumSignificantDigits: digits })

export interface Format {
  /** Milliseconds, in the unit that suits: `98 ns`, `4.2 ms`. */
  time(milliseconds: number): string
  ratio(ratio: number): string
  kilobytes(bytes: number): string
  /** [GFLOP/s] */
  speed(gigaflops: number): string
  number(value: number): string
  date(day: string): string
}

export function formatsOf(locale: string, t: Translate): Format {
  const three = significant(locale, 3)
  const two = significant(locale, 2)
  const withUnit = (value: number, unit: string) => t('speed.withUnit', { value: three.format(value), unit })
  return {
    time(milliseconds) {
      if (milliseconds < 1e-3) return withUnit(milliseconds * 1e6, 'ns')
      if (milliseconds < 1) return withUnit(milliseconds * 1e3, 'µs')
      return milliseconds < 1e3 ? withUnit(milliseconds, 'ms') : withUnit(milliseconds / 1e3, 's')
    },
    ratio: (ratio) => t('speed.ratio', { value: (ratio < 10 ? two : three).format(ratio) }),
    kilobytes: (bytes) => withUnit(bytes / 1000, t('speed.kilobyte')),
    speed: (gigaflops) => withUnit(gigaflops, 'GFLOP/s'),
    number: (value) => three.format(value),
    date: (day) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)),
  }
}
