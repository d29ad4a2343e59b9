/** What the proof asks of a cell, each answer a problem at its line and column. */
import { listPredicted } from '../parse/fence.ts'
import type { Cell } from '../parse/find-cells.ts'
import type { Problem } from '../parse/problem.ts'
import { PrepareFault } from '../prepare/errors.ts'
import { findCodeDifference, placeOfDeclaration } from '../prepare/code-difference.ts'
import { placeInFile, type EntryText } from './entries.ts'
import { findMisses, findUnpredictable } from './match.ts'
import type { CellRun } from './prove.ts'
import { findResultDifference, findValueDifferences } from './result-difference.ts'
import { findShownDifference } from './shown.ts'
import type { StoredResult } from './stored.ts'

export interface CheckedCell {
  text: EntryText
  cell: Cell
  run: CellRun
  english: EntryText | undefined
  englishRun: CellRun | undefined
}

/** A cell that ran, kept its promise, and equals the English one in its code, its values and its gradients. */
export function checkCell({ text, cell, run, english, englishRun }: CheckedCell): Problem[] {
  const problems: Problem[] = []
  if (run.error) problems.push(errorProblem(text, cell, run))
  else problems.push(...checkPromise(text, cell, run), ...checkPrediction(text, cell, run))

  const original = english && english !== text ? find(english, cell) : undefined
  if (!english || !original) return problems
  problems.push(...checkFence(text, cell, english, original))
  problems.push(...checkCode(text, cell, english, original))
  if (englishRun && !run.error && !englishRun.error) {
    problems.push(...checkValues(text, cell, run, englishRun), ...checkShown(text, cell, run, englishRun))
  }
  return problems
}

/** Every cell of the English text, in its order, and no other. */
export function checkCellSets(english: EntryText, text: EntryText): Problem[] {
  const problems: Problem[] = []
  for (const cell of text.cells) {
    if (find(english, cell)) continue
    const hint = `Take it out, or add it to ${english.file} too.`
    problems.push({
      file: text.file,
      ...cell.fence,
      rule: 'cell-extra',
      message: `the English text has no ${cell.language} cell "${cell.id}"`,
      hint,
    })
  }
  for (const original of english.cells) {
    if (find(text, original)) continue
    const line = Math.max(1, text.source.split('\n').length - 1)
    const hint = `It stands at ${english.file}:${original.fence.line}.`
    problems.push({
      file: text.file,
      line,
      column: 1,
      rule: 'cell-missing',
      message: `the ${original.language} cell "${original.id}" of the English text is missing`,
      hint,
    })
  }
  return problems
}

/** A result that is not what the store holds, be it of this engine or of one before. */
export function checkStored(text: EntryText, cell: Cell, stored: StoredResult, run: CellRun): Problem[] {
  const message = findResultDifference(stored, run)
  if (!message) return []
  const hint = `If the new result is right: npm run cells -- --entry ${text.slug} --record`
  return [{ file: text.file, ...cell.fence, rule: 'cell-recorded', message: `${cell.id}: ${message}`, hint }]
}

function find({ cells }: EntryText, { id, language }: Cell): Cell | undefined {
  return cells.find((other) => other.id === id && other.language === language)
}

function errorProblem(text: EntryText, cell: Cell, { error, errorIn }: CellRun): Problem {
  const failed = text.cells.find(({ id, language }) => id === errorIn && language === cell.language) ?? cell
  const { line, column = 1, name = 'Error', original = '', code = 'error' } = error ?? {}
  const place = line === undefined ? failed.fence : placeInFile(failed, { line, column })
  const rule = code === 'time-limit' ? 'cell-time-limit' : 'cell-failed'
  const hint =
    code === 'time-limit'
      ? 'Make it shorter, or give it more time: limit=120.'
      : `The cell "${failed.id}" must run to its end (${code}).`
  return { file: text.file, ...place, rule, message: `${name}: ${original}`, hint }
}

function checkPromise(text: EntryText, cell: Cell, run: CellRun): Problem[] {
  return findMisses(cell.expect, run.variables).map(({ expectation, found }) => ({
    file: text.file,
    ...cell.fence,
    rule: 'cell-expect',
    message: `${cell.id} promises ${expectation.text}, but ${found}`,
    hint: 'Mend the cell, or the promise; a tolerance is written ± 0.001.',
  }))
}

/** A reader who is asked for a number is told it after the run. */
function checkPrediction(text: EntryText, cell: Cell, run: CellRun): Problem[] {
  const names = cell.options.predict ? listPredicted(cell.options.predict).map(({ name }) => name) : []
  return findUnpredictable(names, run.variables).map(([name, found]) => ({
    file: text.file,
    ...cell.fence,
    rule: 'cell-predict',
    message: `${cell.id} asks to predict ${name}, but ${found}`,
    hint: 'Ask for a single number that the cell leaves at its top, or its gradient: predict=w.grad.',
  }))
}

function checkFence(text: EntryText, cell: Cell, english: EntryText, original: Cell): Problem[] {
  const written = ({ expect, options }: Cell) =>
    JSON.stringify([expect.map(({ text }) => text), Object.entries(options).sort()])
  if (written(cell) === written(original)) return []
  const show = ({ source }: EntryText, { fence }: Cell) => (source.split(/\r?\n/)[fence.line - 1] ?? '').trim()
  const message = `the options of ${cell.id} are not those of the English cell: ${show(text, cell)}`
  const hint = `The English line is ${show(english, original)}`
  return [{ file: text.file, ...cell.fence, rule: 'cell-fence-differs', message, hint }]
}

function checkCode(text: EntryText, cell: Cell, english: EntryText, original: Cell): Problem[] {
  try {
    const difference = findCodeDifference(original.code, cell.code, cell.language)
    if (!difference) return []
    const { expected, found, isText } = difference
    const message = `${cell.id} differs from the English cell: expected ${shown(expected)}, found ${shown(found)}`
    const hint = isText
      ? `Only what is printed or drawn is translated: a string inside ${cell.language === 'python' ? 'print' : 'console.log'}(…), a label of a plot.`
      : `The English cell stands at ${english.file}:${original.line}. Only comments and printed strings are translated.`
    return [{ file: text.file, ...placeInFile(cell, difference), rule: 'cell-code-differs', message, hint }]
  } catch (fault) {
    // A cell that does not parse has failed already, with its place.
    if (fault instanceof PrepareFault) return []
    throw fault
  }
}

function shown(token: string): string {
  return token === '' ? 'the end' : `\`${token}\``
}

/** Pictures and controls; what is written on them is each language's own. */
function checkShown(text: EntryText, cell: Cell, run: CellRun, englishRun: CellRun): Problem[] {
  if (cell.options.varies === 'data') return []
  const message = findShownDifference(englishRun, run)
  const hint = `The cell is "${cell.id}"; it must show the same in every language but for labels.`
  return message ? [{ file: text.file, ...cell.fence, rule: 'cell-shown-differs', message, hint }] : []
}

function checkValues(text: EntryText, cell: Cell, run: CellRun, englishRun: CellRun): Problem[] {
  const only = cell.options.varies === 'data' ? (cell.options.probe ?? []) : undefined
  return findValueDifferences(englishRun.variables, run.variables, only).map(({ name, variable, expected, found }) => {
    const declared = placeOfDeclaration(cell.code, variable, cell.language)
    const isGradient = /\.grad(?:\[|$)/.test(name)
    return {
      file: text.file,
      ...(declared ? placeInFile(cell, declared) : cell.fence),
      rule: isGradient ? 'cell-gradient-differs' : 'cell-value-differs',
      message: `${name} is ${expected} in the English cell, and ${found} here`,
      hint: `The cell is "${cell.id}"; its code must compute the same in every language.`,
    }
  })
}
