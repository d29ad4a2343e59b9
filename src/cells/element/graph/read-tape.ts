/** Whether what a run told of its graphs is what it should be, field by field: whatever comes out of a sandbox may be forged. */
import type { NamedTape, Tape, TapeCheck, TapeData, TapeEdge, TapeNode } from '../../run/tape.ts'
import type { TapeNumbers } from '../../run/tape-numbers.ts'

type Fields = Record<string, unknown>

/** More than an honest run sends. */
const most = { tapes: 10, nodes: 2000, edges: 20_000, numbers: 64, text: 200 }

/** @returns the same as typed data; `undefined` where anything is not as it should be */
export function readTapes(data: unknown): TapeData | undefined {
  if (!isFields(data) || !isList(data.tapes, most.tapes, isNamedTape) || !isList(data.further, 1000, isText))
    return undefined
  return data as unknown as TapeData
}

function isNamedTape(value: unknown): value is NamedTape {
  return isFields(value) && isText(value.result) && isTape(value.tape)
}

/** The nodes stand in order, so that no edge can lead back: nothing that follows edges runs in a circle. */
function isTape(value: unknown): value is Tape {
  if (!isFields(value) || !isCount(value.omitted) || typeof value.checked !== 'boolean') return false
  if (!isList(value.nodes, most.nodes, isNode) || !isList(value.edges, most.edges, isEdge)) return false
  const place = new Map((value.nodes as TapeNode[]).map(({ id }, i) => [id, i]))
  if (place.size !== value.nodes.length || place.size === 0) return false
  return (value.edges as TapeEdge[]).every(
    ({ from, to }) => place.has(to) && (!place.has(from) || place.get(from)! < place.get(to)!),
  )
}

function isNode(value: unknown): value is TapeNode {
  return (
    isFields(value) &&
    Number.isSafeInteger(value.id) &&
    ['operation', 'leaf', 'constant'].includes(value.kind as string) &&
    isText(value.name) &&
    isOptional(value.variable, isText) &&
    isList(value.shape, 64, isCount) &&
    isText(value.dtype) &&
    isOptional(value.value, isNumbers) &&
    isList(value.gradients, 1000, (gradient) => gradient === null || isNumbers(gradient)) &&
    isFields(value.settings) &&
    Object.values(value.settings).every(isNumber) &&
    isOptional(value.kept, (kept) => kept === null || isNumbers(kept)) &&
    isOptional(value.check, isCheck)
  )
}

function isEdge(value: unknown): value is TapeEdge {
  return (
    isFields(value) &&
    [value.from, value.to].every(Number.isSafeInteger) &&
    [value.output, value.input].every(isCount) &&
    isOptional(value.local, isNumbers) &&
    isOptional(value.product, isNumbers)
  )
}

function isNumbers(value: unknown): value is TapeNumbers {
  return (
    isFields(value) &&
    isList(value.shape, 64, isCount) &&
    isList(value.numbers, most.numbers, isNumber) &&
    isCount(value.count) &&
    isNumber(value.norm) &&
    ((value.numbers as unknown[]).length > 0 || value.count === 0)
  )
}

function isCheck(value: unknown): value is TapeCheck {
  return (
    isFields(value) &&
    [value.checked, value.elements].every(isCount) &&
    isNumber(value.error) &&
    isList(value.estimates, most.numbers, isNumber) &&
    isList(value.places, most.numbers, isCount)
  )
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= most.text
const isNumber = (value: unknown): value is number => typeof value === 'number'
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isOptional = (value: unknown, check: (value: unknown) => boolean): boolean => value === undefined || check(value)
const isList = (value: unknown, longest: number, check: (item: unknown) => boolean): value is unknown[] =>
  Array.isArray(value) && value.length <= longest && value.every((item) => check(item))
