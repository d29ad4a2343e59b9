/**
 * Sliders, choices and switches. A run does not wait for the reader: each call says what may be set and returns what was
 * set before this run, and a control that moves begins another one.
 *
 * A control is known by the name that its value is given in the code, `lr` in `const lr = slider(…)`: the same in every
 * language of the page, and after an edit elsewhere.
 */
import { ArgumentError } from '../../engine/errors.ts'
import type { Answer } from '../run/events.ts'
import type { LibraryContext } from './library.ts'
import { placeOfCall } from './place-of-call.ts'
import { readText, readTexts } from './plot/data.ts'
import { badOption, checkNames, lengthsDiffer } from './plot/errors.ts'
import type * as Types from './types.ts'

type Context = Pick<LibraryContext, 'emit' | 'answers' | 'lineOfCode'>

/** More controls than a reader could find their way in. */
const maxControls = 12
/** More choices than a list should have. */
const maxChoices = 50

export function createControls(context: Context) {
  const asked = new Set<string>()

  function ask(operation: string, label: unknown, kind: string, data: unknown): Answer | undefined {
    const name = nameOfCall(operation, context, asked.size + 1)
    if (asked.has(name) || asked.size >= maxControls) {
      throw new ArgumentError(
        `${operation}: a control is declared once in a run, and at most ${maxControls} in all; ${name} is one too many. Take it out of the loop.`,
        { code: 'control-twice', params: { operation, name, limit: maxControls } },
      )
    }
    asked.add(name)
    const shown = readText(operation, 'label', label) ?? name
    context.emit({ type: 'ask', name, kind, label: shown, data })
    return Object.hasOwn(context.answers, name) ? context.answers[name] : undefined
  }

  function slider(label: string, from: number, to: number, options: Types.SliderOptions = {}): number {
    checkNames('slider', options, ['value', 'step', 'log'])
    for (const [name, value] of Object.entries({ from, to })) {
      if (typeof value !== 'number' || !Number.isFinite(value)) throw badOption('slider', name, value, 'x ∈ ℝ')
    }
    if (from >= to) throw badOption('slider', 'to', to, `> ${from}`)
    const { log = false } = options
    if (log && from <= 0) throw badOption('slider', 'from', from, '> 0')
    const { step = log ? 0 : niceStep((to - from) / 100) } = options
    if (typeof step !== 'number' || !(step >= 0)) throw badOption('slider', 'step', step, '> 0')
    const fit = (value: number) => fitted(value, from, to, step)
    const { value = log ? Math.sqrt(from * to) : (from + to) / 2 } = options
    if (typeof value !== 'number' || value < from || value > to) {
      throw badOption('slider', 'value', value, `∈ [${from}, ${to}]`)
    }
    const start = options.value ?? fit(value)
    const answer = ask('slider', label, 'slider', { from, to, step, value: start, ...(log && { log }) })
    return typeof answer === 'number' && Number.isFinite(answer) && answer !== start ? fit(answer) : start
  }

  function choice(label: string, values: readonly Answer[], options: Types.ChoiceOptions<Answer> = {}): Answer {
    checkNames('choice', options, ['value', 'labels'])
    if (!Array.isArray(values) || values.length === 0 || values.length > maxChoices || !values.every(isAnswer)) {
      throw badOption('choice', 'values', values, "['…', …]")
    }
    const labels = readTexts('choice', 'labels', options.labels)
    if (labels && labels.length !== values.length) {
      throw lengthsDiffer('choice', 'labels', labels.length, 'values', values.length)
    }
    const { value = values[0]! } = options
    if (!values.includes(value)) {
      throw badOption('choice', 'value', value, values.map((one) => JSON.stringify(one)).join(' | '))
    }
    const answer = ask('choice', label, 'choice', { values: [...values], labels: labels ?? values.map(String), value })
    return values.find((one) => one === answer) ?? value
  }

  function toggle(label: string, value = false): boolean {
    if (typeof value !== 'boolean') throw badOption('toggle', 'value', value, 'true | false')
    const answer = ask('toggle', label, 'toggle', { value })
    return typeof answer === 'boolean' ? answer : value
  }

  return { slider, choice, toggle } as Pick<typeof Types, 'slider' | 'choice' | 'toggle'>
}

function isAnswer(value: unknown): value is Answer {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

/** On a step, between the ends, without the digits that binary fractions add. */
function fitted(value: number, from: number, to: number, step: number): number {
  const onStep = step > 0 ? from + Math.round((value - from) / step) * step : Number(value.toPrecision(3))
  return Math.min(to, Math.max(from, Number(onStep.toPrecision(12))))
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough) + 1e-9)
  const part = rough / power
  return Number((power * (part >= 5 ? 5 : part >= 2 ? 2 : 1)).toPrecision(1))
}

/** The variable that the call’s value goes to, else the call’s number in the run. */
function nameOfCall(operation: string, { lineOfCode }: Context, index: number): string {
  const [line, column] = placeOfCall() ?? [0, 0]
  const given = /([\p{L}_$][\p{L}\p{N}_$]*)\s*=\s*(?:slider|choice|toggle)\s*\(/gu
  // Browsers name different columns of a call, all of them after its variable.
  const names = [...lineOfCode(line).matchAll(given)].filter(({ index }) => index < column)
  return names.at(-1)?.[1] ?? `${operation}-${index}`
}
