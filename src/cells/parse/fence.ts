/**
 * The line after a fence's backticks: `ts live id=first-gradient expect="w.grad = -24"`.
 *
 * | option    | means                                                                                       |
 * | --------- | ------------------------------------------------------------------------------------------- |
 * | `live`    | the block is a cell                                                                         |
 * | `id`      | its name, the same in every language of the site and for its tab in another language of code |
 * | `expect`  | what must hold after the run, see expectation.ts                                            |
 * | `varies`  | `data`: the cell reads data of the reader's language, so values may differ between locales; |
 * |           | `rounding`: it trains so long that its numbers depend on how a browser rounds; the proof    |
 * |           | runs it on kernels, as a page does. Both, by comma: `varies=data,rounding`                  |
 * | `probe`   | names, by comma, whose values and gradients are the same in all locales even so             |
 * | `after`   | the id of a cell of the same page whose names this one uses                                 |
 * | `predict` | names, by comma, whose numbers the reader is asked for before the run: `w.grad, loss`       |
 * | `limit`   | seconds a run may take, where the usual limit is too short                                  |
 * | `tolerance` | of a twin in another language of code (twins.ts): how far its numbers may be from the first cell's |
 */
import { nearest } from './nearest.ts'
import { ExpectationSyntaxError, parseExpectations, type Expectation } from './expectation.ts'

export type CellLanguage = 'typescript' | 'python'

export interface CellOptions {
  varies?: 'data'
  /** `varies=rounding` */
  rounds?: true
  probe?: string[]
  after?: string
  predict?: string
  /** [seconds] */
  limit?: number
  /** |a − b| ≤ tolerance · max(1, |a|, |b|); 0 if absent */
  tolerance?: number
}

export interface Fence {
  language: CellLanguage
  id: string
  expect: Expectation[]
  options: CellOptions
}

/** A fault in an info string; `offset` counts from its first character. */
export interface FenceProblem {
  offset: number
  rule: string
  message: string
  hint: string
}

/** A cell's fence, or `undefined` for a block that is not live; with the faults of the line. */
export interface ParsedFence {
  fence: Fence | undefined
  problems: FenceProblem[]
}

const languages: Record<string, CellLanguage> = {
  ts: 'typescript',
  typescript: 'typescript',
  py: 'python',
  python: 'python',
}

const known = ['live', 'id', 'expect', 'varies', 'probe', 'after', 'predict', 'limit', 'tolerance']
const idPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const idHint = 'An id is small letters, digits and hyphens: id=first-gradient.'

interface Word {
  name: string
  value: string | undefined
  offset: number
  valueOffset: number
}

export function parseFence(info: string): ParsedFence {
  const problems: FenceProblem[] = []
  const words = readWords(info, problems)
  const [first, ...options] = words
  if (!options.some((word) => word.name === 'live')) return { fence: undefined, problems: [] }

  const language = languages[first?.name ?? '']
  if (!language) {
    problems.push({
      offset: first?.offset ?? 0,
      rule: 'fence-language',
      message: `no cell runs "${first?.name ?? ''}"`,
      hint: 'The language of a live cell is ts or python.',
    })
  }
  const fence: Fence = { language: language ?? 'typescript', id: '', expect: [], options: {} }
  const seen = new Set<string>()
  for (const word of options) {
    if (seen.has(word.name)) {
      problems.push({
        offset: word.offset,
        rule: 'fence-duplicate-option',
        message: `${word.name} is given twice`,
        hint: 'Keep one.',
      })
      continue
    }
    seen.add(word.name)
    readOption(word, fence, problems)
  }
  if (!seen.has('id')) {
    const offset = options.find((word) => word.name === 'live')?.offset ?? 0
    problems.push({ offset, rule: 'fence-missing-id', message: 'the cell has no id', hint: idHint })
  }
  return { fence, problems }
}

function readOption(word: Word, fence: Fence, problems: FenceProblem[]): void {
  const { name, value, valueOffset: offset } = word
  const fault = (rule: string, message: string, hint: string, place = offset) =>
    void problems.push({ offset: place, rule, message, hint })

  if (!known.includes(name)) {
    const near = nearest(name, known)
    return fault(
      'fence-unknown-option',
      `there is no option "${name}"`,
      near ? `Did you mean ${near}?` : `The options are ${known.join(', ')}.`,
      word.offset,
    )
  }
  if (name === 'live') {
    if (value !== undefined) fault('fence-option-value', 'live takes no value', 'Write live alone.')
    return
  }
  if (!value) return fault('fence-option-value', `${name} needs a value`, `Write ${name}=…`, word.offset)

  switch (name) {
    case 'id':
    case 'after':
      if (!idPattern.test(value)) fault('fence-bad-id', `"${value}" is not an id`, idHint)
      if (name === 'id') fence.id = value
      else fence.options.after = value
      return
    case 'expect':
      try {
        fence.expect = parseExpectations(value)
      } catch (error) {
        if (!(error instanceof ExpectationSyntaxError)) throw error
        const hint = 'Write expect="w.grad = -24", several by ";", a tolerance as ± 0.001.'
        fault('fence-expect', error.message, hint, offset + error.offset)
      }
      return
    case 'varies':
      for (const part of value.split(',').map((one) => one.trim())) {
        if (part === 'data') fence.options.varies = 'data'
        else if (part === 'rounding') fence.options.rounds = true
        else fault('fence-option-value', `varies cannot be "${part}"`, 'Write varies=data, or varies=rounding.')
      }
      return
    case 'probe':
      fence.options.probe = value.split(',').map((part) => part.trim())
      return
    case 'predict':
      for (const { name: asked, offset: at } of listPredicted(value)) {
        const isName = /^[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}\p{N}_$]+)*$/u.test(asked)
        const hint = 'Write predict=w.grad, several by comma: predict="loss, w.grad".'
        if (!isName) fault('fence-predict', `predict expects the name of a result, found "${asked}"`, hint, offset + at)
      }
      fence.options.predict = value
      return
    case 'limit': {
      const seconds = Number(value)
      if (!(seconds > 0 && seconds <= 600)) {
        fault('fence-option-value', `limit cannot be "${value}"`, 'Give seconds, up to 600: limit=30.')
      }
      fence.options.limit = seconds
      return
    }
    case 'tolerance': {
      const tolerance = Number(value)
      if (!(tolerance > 0 && tolerance < 1)) {
        const hint = 'Give the largest difference allowed, relative to numbers above 1: tolerance=1e-6.'
        fault('fence-option-value', `tolerance cannot be "${value}"`, hint)
      }
      fence.options.tolerance = tolerance
    }
  }
}

/** The names in `predict`, each with its place. */
export function listPredicted(value: string): { name: string; offset: number }[] {
  let start = 0
  return value.split(',').map((part) => {
    const offset = start + (part.length - part.trimStart().length)
    start += part.length + 1
    return { name: part.trim(), offset }
  })
}

function readWords(info: string, problems: FenceProblem[]): Word[] {
  const words: Word[] = []
  const pattern = /([^\s="']+)(?:=(?:"([^"]*)("?)|'([^']*)('?)|(\S*)))?|\S/gy
  for (let offset = 0; offset < info.length;) {
    offset += /^\s*/.exec(info.slice(offset))?.[0].length ?? 0
    pattern.lastIndex = offset
    const match = pattern.exec(info)
    if (!match) break
    const [text, name, double, doubleEnd, single, singleEnd, bare] = match
    if (name === undefined) {
      const hint = 'Options are written name or name=value, the value in quotes where it holds a space.'
      problems.push({ offset, rule: 'fence-syntax', message: `"${text}" does not belong here`, hint })
    } else {
      const quoted = double ?? single
      if (quoted !== undefined && !(doubleEnd || singleEnd)) {
        const hint = 'Close the quotation mark on the same line.'
        problems.push({
          offset: offset + name.length + 1,
          rule: 'fence-unclosed-quote',
          message: `the value of ${name} does not end`,
          hint,
        })
      }
      const valueOffset = offset + name.length + (quoted === undefined ? 1 : 2)
      words.push({ name, value: quoted ?? bare, offset, valueOffset })
    }
    offset += text.length
  }
  return words
}
