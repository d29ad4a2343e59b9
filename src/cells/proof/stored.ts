/** What a cell gave when it was proved, and the JSON that it is kept as. */
import type { CellLanguage } from '../parse/fence.ts'
import type { OutputEvent, OutputLevel, Variable } from '../run/events.ts'
import { fromJson, toJson, type JsonNested } from './numbers.ts'
import { shownOf, type Shown } from './shown.ts'

/** How long a cell takes, as coarse as the store can bear without changing at every run: under a second, or more. */
export type Speed = 'quick' | 'slow'

export interface CellResult extends Shown {
  output: OutputEvent[]
  variables: Variable[]
  speed: Speed
}

export interface StoredResult extends CellResult {
  cell: string
  language: CellLanguage
  /** The locales whose cell this is, one or several. */
  locales: string[]
  /** Hash of the code alone: what the result was on another engine can be found by it. */
  code: string
}

export type Results = Map<string, StoredResult>

/** The results that a store's file holds. */
export function parseResults(json: string): Results {
  const stored = JSON.parse(json) as Record<string, JsonResult>
  return new Map(Object.entries(stored).map(([key, result]) => [key, fromStored(result)]))
}

/** The same code's result on another engine. */
export function findByCode(results: Results, code: string): StoredResult | undefined {
  return [...results.values()].find((result) => result.code === code)
}

interface JsonVariable extends Omit<Variable, 'value' | 'grad'> {
  value?: JsonNested
  grad?: JsonNested | null
}

interface JsonResult extends Shown {
  cell: string
  language: CellLanguage
  locales: string[]
  speed: Speed
  code: string
  /** A line of `console.log` is its text, one of another level an array of level and text. */
  output: (string | [OutputLevel, string])[]
  variables: JsonVariable[]
}

export function toStored(result: StoredResult): JsonResult {
  const { cell, language, locales, speed, code, output, variables } = result
  return {
    cell,
    language,
    locales,
    speed,
    code,
    output: output.map(({ level, text }) => (level === 'log' ? text : [level, text])),
    variables: variables.map(({ value, grad, ...rest }) => ({
      ...rest,
      ...(value !== undefined && { value: toJson(value) }),
      ...(grad !== undefined && { grad: grad && toJson(grad) }),
    })),
    ...shownOf(result),
  }
}

function fromStored({ output, variables, ...rest }: JsonResult): StoredResult {
  return {
    ...rest,
    output: output.map((line) => {
      const [level, text] = typeof line === 'string' ? (['log', line] as const) : line
      return { type: 'output', level, text }
    }),
    variables: variables.map(({ value, grad, ...variable }) => ({
      ...variable,
      ...(value !== undefined && { value: fromJson(value) }),
      ...(grad !== undefined && { grad: grad === null ? null : fromJson(grad) }),
    })),
  }
}
