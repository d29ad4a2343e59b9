/** What a cell says, in the reader's language: handed over by the page, as data. */
export interface CellStrings {
  name: string
  value: string
  gradient: string
  running: string
  /** With `{{time}}`. */
  done: string
  /** With `{{time}}`. */
  stopped: string
  failed: string
  /** With `{{line}}` and `{{column}}`. */
  place: string
  original: string
}

/**
 * Sentences by error code, with `{{parameters}}`; by an error's class, for codes that have none of their own yet; and `error`
 * for all others.
 */
export type ErrorStrings = Readonly<Record<string, string>>

/** Sets values into a text's `{{places}}`. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{\s*([\w-]+)\s*\}\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : place,
  )
}

/** `3 ms`, `1.2 s`, as the locale writes them. */
export function formatTime(milliseconds: number, locale: string): string {
  const [value, unit] = milliseconds < 1000 ? [milliseconds, 'millisecond'] : [milliseconds / 1000, 'second']
  const maximumFractionDigits = unit === 'second' || value < 1 ? 1 : 0
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits } as const
  return new Intl.NumberFormat(locale, options).format(value)
}

/** What is left of a run, no more exactly than anybody can know it: `8 s`, `2 min`. */
export function formatRest(milliseconds: number, locale: string): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000))
  const [value, unit] = seconds < 100 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute']
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value)
}
