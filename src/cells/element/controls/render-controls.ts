/** Controls as pieces of a page, by the build and by the browser alike. */
import type { Answer, AskEvent } from '../../run/events.ts'
import { h, type PageNode } from '../node.ts'
import { minus } from '../plot/words.ts'

export interface SliderData {
  from: number
  to: number
  step: number
  value: number
  log?: true
}

export interface ChoiceData {
  values: readonly Answer[]
  labels: readonly string[]
  value: Answer
}

export interface ToggleData {
  value: boolean
}

export type Control = { name: string; label: string } & (
  { kind: 'slider'; data: SliderData } | { kind: 'choice'; data: ChoiceData } | { kind: 'toggle'; data: ToggleData }
)

const most = 300
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isAnswer = (value: unknown) => typeof value === 'string' || typeof value === 'boolean' || isNumber(value)

/** Out of a sandbox may come anything; what is no control is left out. */
export function readControl({ name, kind, label, data }: AskEvent): Control | undefined {
  if (name.length > most || label.length > most || !isRecord(data)) return undefined
  const control = { name, kind, label, data } as unknown as Control
  if (kind === 'toggle') return typeof data.value === 'boolean' ? control : undefined
  if (kind === 'choice') {
    const { values, labels, value } = data
    if (!Array.isArray(values) || !Array.isArray(labels) || values.length !== labels.length) return undefined
    const isWhole = values.length <= 50 && values.every(isAnswer) && labels.every((one) => typeof one === 'string')
    return isWhole && values.includes(value as Answer) ? control : undefined
  }
  const { from, to, step, value, log } = data
  if (kind !== 'slider' || ![from, to, step, value].every(isNumber)) return undefined
  const isWhole = (from as number) < (to as number) && (step as number) >= 0
  return isWhole && (log === undefined || (log === true && (from as number) > 0)) ? control : undefined
}

/** Places along a slider whose ways multiply. */
const logPlaces = 200

/** Of the range input, whose own numbers are places where the slider's multiply. */
export function placeOf({ from, to, log }: SliderData, value: number): number {
  return log ? Math.round((Math.log(value / from) / Math.log(to / from)) * logPlaces) : value
}

export function valueAt(data: SliderData, place: number): number {
  const { from, to, step, value: start, log } = data
  // The published value may lie between two places; the place nearest to it means it.
  if (Math.abs(place - placeOf(data, start)) < (log ? 1 : step) / 2) return start
  if (!log) return place
  const value = from * (to / from) ** (place / logPlaces)
  return Math.min(to, Math.max(from, Number(value.toPrecision(3))))
}

/** The value as the locale writes it, with as many decimals as its neighbours need. */
export function formatValue({ step, log }: SliderData, value: number, locale: string): string {
  const decimals = log || step === 0 ? undefined : Math.min(10, (String(step).split('.')[1] ?? '').length)
  const format = new Intl.NumberFormat(
    locale,
    decimals === undefined
      ? { maximumSignificantDigits: 3 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals },
  )
  return minus(format.format(value))
}

/** @param prefix  makes the ids of this cell's controls differ from those of another's */
export function renderControl(control: Control, value: Answer, prefix: string, locale: string): PageNode {
  const id = `${prefix}-${control.name}`
  const shared = { id, name: control.name, 'data-control': control.kind }
  const label = h('label', { for: id }, control.label)
  switch (control.kind) {
    case 'slider': {
      const { data } = control
      const text = formatValue(data, value as number, locale)
      const ends = data.log
        ? { min: '0', max: String(logPlaces), step: '1' }
        : { min: String(data.from), max: String(data.to), step: data.step ? String(data.step) : 'any' }
      const place = String(placeOf(data, value as number))
      return h(
        'div',
        { 'data-name': control.name },
        label,
        h('input', { type: 'range', ...shared, ...ends, value: place, 'aria-valuetext': text }),
        h('output', { for: id }, text),
      )
    }
    case 'choice': {
      const { values, labels } = control.data
      const options = values.map((one, i) =>
        h('option', { value: String(i), selected: one === value || undefined }, labels[i]!),
      )
      return h('div', { 'data-name': control.name }, label, h('select', shared, ...options))
    }
    case 'toggle': {
      const box = h('input', { type: 'checkbox', ...shared, checked: value === true || undefined })
      return h('div', { 'data-name': control.name }, label, box)
    }
  }
}

/** What `value` says in the page, for a control whose element is there. */
export function answerOf(control: Control, element: HTMLElement): Answer {
  if (control.kind === 'slider') return valueAt(control.data, Number((element as HTMLInputElement).value))
  if (control.kind === 'choice') return control.data.values[Number((element as HTMLSelectElement).value)]!
  return (element as HTMLInputElement).checked
}
