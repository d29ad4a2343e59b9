/**
 * Puts what came back into a translation: the new text and the new lock, or what is wrong. A text that came back is never
 * confirmed by itself; one whose English has moved meanwhile comes in as stale.
 */
import type { Problem } from '../../cells/parse/problem.ts'
import type { Comparison, Pair } from '../compare.ts'
import { lineOf } from '../confirm.ts'
import { hashOf } from '../hash.ts'
import type { Lock, LockLine, ObsoleteLine } from '../lock.ts'
import { readText } from '../read-text.ts'
import { withTexts } from '../splice.ts'
import { lineName } from '../compare.ts'
import { requiredPlaceholders } from './placeholders.ts'
import { splitPlace, type Incoming } from './unit.ts'

export interface Applied {
  source: string
  lock: Lock
  /** Names of the blocks whose text is another now. */
  changed: string[]
  /** Of these, those whose English has moved since the export. */
  stale: string[]
  /** Blocks that English no longer has: their translations are kept in the lock. */
  obsolete: string[]
  problems: Problem[]
}

export interface ApplyOptions {
  /** The file that came back, for messages. */
  file: string
  /** Day, such as `2026-11-27`. */
  date: string
  /** The translator's program vouches for what it calls finished. */
  confirm?: boolean
}

/** @param comparison  with a translation; units of one entry alone */
export function applyUnits(
  comparison: Comparison,
  units: readonly Incoming[],
  { file, date, confirm = false }: ApplyOptions,
): Applied {
  const { translation, lock } = comparison
  if (!translation) throw new TypeError('applyUnits: there is no translation to put the units into.')
  const problems: Problem[] = []
  const texts = new Map<Pair, string>()
  const lines = new Map<Pair, LockLine>()
  const result = { changed: [] as string[], stale: [] as string[], obsolete: [] as string[] }
  const lost: ObsoleteLine[] = []

  for (const unit of units) {
    if (unit.target.trim() === '') continue
    const pair = pairFor(comparison, unit)
    if (!pair) {
      result.obsolete.push(unit.place)
      lost.push({ kind: 'paragraph', text: unit.source, translation: unit.target, date })
      continue
    }
    const { english, translation: own, state, line } = pair
    const isSource = hashOf(unit.source) === hashOf(english.text)
    const isSameTarget = own !== undefined && state !== 'missing' && own.text === unit.target
    const isConfirmed = confirm && !unit.fuzzy && isSource
    if (isSameTarget && !(isConfirmed && state !== 'current' && state !== 'reviewed')) continue
    if (!own) {
      problems.push(
        problem(
          file,
          unit,
          'exchange-block',
          `${unit.place} is not in the translation`,
          'Bring it over first: npm run translate -- sync.',
        ),
      )
      continue
    }
    const fault = isSameTarget ? undefined : placeholderFault(unit, english.kind)
    if (fault) {
      problems.push(
        problem(
          file,
          unit,
          'exchange-placeholder',
          `${unit.place}: ${fault}`,
          'Each must stand in the translation, as in English. Nothing was written.',
        ),
      )
      continue
    }
    texts.set(pair, unit.target)
    if (!isSameTarget) result.changed.push(english.id)
    if (!isSource) result.stale.push(english.id)
    lines.set(pair, isSource ? lineFor(pair, unit, isConfirmed, date) : staleLine(pair, unit, date))
    if (isSource && !isConfirmed && line?.done) lines.get(pair)!.done = line.done
  }

  const source = withTexts(
    translation.source,
    [...texts].map(([pair, text]) => [pair.translation!, text] as const),
  )
  if (problems.length === 0) problems.push(...structureProblems(comparison, texts, units, source, file))
  const blocks = comparison.pairs.flatMap((pair) => lines.get(pair) ?? pair.line ?? [])
  return { source, lock: { blocks, obsolete: [...(lock?.obsolete ?? []), ...lost] }, problems, ...result }
}

/** The block that a unit belongs to: by its name and English, by its English where it was moved, by its name alone. */
function pairFor({ pairs }: Comparison, { place, source }: Incoming): Pair | undefined {
  const { id } = splitPlace(place)
  const wanted = hashOf(source)
  const prose = pairs.filter(({ english }) => !english.frame)
  const byName = prose.find(({ english }) => english.id === id)
  if (byName && hashOf(byName.english.text) === wanted) return byName
  const byText = prose.find(({ english }) => hashOf(english.text) === wanted)
  const byLock = prose.find(({ line, before }) => before !== undefined && line?.source === wanted)
  return byText ?? byLock ?? byName
}

function lineFor({ english }: Pair, { target }: Incoming, isConfirmed: boolean, date: string): LockLine {
  return isConfirmed ? { ...lineOf(english, 'done'), done: hashOf(target), date } : lineOf(english, 'draft')
}

/** Translated from what English said at the export. */
function staleLine({ english }: Pair, { source, target }: Incoming, date: string): LockLine {
  const name = lineName(english)
  return {
    kind: english.kind,
    ...(name === undefined ? {} : { name }),
    source: hashOf(source),
    text: source,
    done: hashOf(target),
    state: 'done',
    date,
  }
}

/** Against the English that the translator saw. */
function placeholderFault({ source, target }: Incoming, kind: string): string | undefined {
  const wanted = requiredPlaceholders(source, kind)
  const given = requiredPlaceholders(target, kind)
  const count = (list: readonly string[], one: string) => list.filter((other) => other === one).length
  const missing = wanted.find((one) => count(given, one) < count(wanted, one))
  const added = given.find((one) => count(given, one) > count(wanted, one))
  if (missing !== undefined) return `${missing} is missing`
  return added === undefined ? undefined : `${added} is not in the English`
}

/** A text that would change the structure of the page: a list where a paragraph was, an open tag. */
function structureProblems(
  { translation }: Comparison,
  texts: ReadonlyMap<Pair, string>,
  units: readonly Incoming[],
  source: string,
  file: string,
): Problem[] {
  const shapes = (text: string) => {
    const { tree, blocks } = readText(text, translation!.file)
    return tree && blocks.map(({ shape }) => shape).join('\n')
  }
  const expected = translation!.blocks.map(({ shape }) => shape).join('\n')
  if (shapes(source) === expected) return []
  const problems: Problem[] = []
  for (const [pair, text] of texts) {
    if (shapes(withTexts(translation!.source, [[pair.translation!, text]])) === expected) continue
    const unit = units.find(({ place, target }) => splitPlace(place).id === pair.english.id && target === text)
    const message = `${pair.english.id}: this text is no ${pair.english.kind}: it would change the structure of the page`
    problems.push(
      problem(
        file,
        unit ?? { line: 1, column: 1 },
        'exchange-structure',
        message,
        'Is a sign that Markdown reads, such as # or <, not escaped?',
      ),
    )
  }
  return problems
}

function problem(
  file: string,
  { line, column }: { line: number; column: number },
  rule: string,
  message: string,
  hint: string,
): Problem {
  return { file, line, column, rule, message, hint }
}
