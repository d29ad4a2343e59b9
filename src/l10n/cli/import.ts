/** `import`: what comes back from translators' own programs. All of it is written, or nothing. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemsError, type Problem } from '../../cells/parse/problem.ts'
import { localesFolder } from '../../i18n/paths.ts'
import { applyUnits } from '../exchange/apply.ts'
import { readExchange } from '../exchange/read-exchange.ts'
import { withTerms } from '../exchange/tbx.ts'
import { uiSlug, withUiUnits } from '../exchange/ui-units.ts'
import { splitPlace, type Incoming } from '../exchange/unit.ts'
import { formatLock, today } from '../lock.ts'
import { readText } from '../read-text.ts'
import { compareTexts } from '../compare.ts'
import { startTranslation } from '../start.ts'
import type { TermEntry } from '../terms.ts'
import type { Workpiece } from '../workpiece.ts'
import { UsageError, type Command } from './command.ts'
import { uiPath } from './export.ts'
import { listSlugs, lockPath, readWorkpiece, shown, targetLocales, textPath, writeFiles } from './workspace.ts'

export const importCommand: Command = {
  summary: 'takes back PO, XLIFF, TMX or TBX; writes all of it or nothing',
  help: `import FILE [--done]

Puts the translations of a file into the texts. A text whose English has changed
since the export comes in as stale. What is the same already is left alone.

  --done  confirm what the program calls finished; without, it waits for
          npm run translate -- done

Exit code: 0; 1 where the file is damaged, cut, for another language, or lacks a
placeholder (then nothing is written); 2 for a wrong call.`,
  options: { done: { type: 'boolean' } },
  run: ({ args, values }) => {
    const [file] = args
    if (!file) throw new UsageError('import wants a file: import fr.po.')
    if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`)
    const read = readExchange(readFileSync(file, 'utf8'), file)
    if (!targetLocales.includes(read.to)) {
      const hint = `Translations go into ${targetLocales.join(', ')}.`
      throw new ProblemsError([
        {
          file,
          line: 1,
          column: 1,
          rule: 'exchange-language',
          message: `the file is for "${read.to}", which is no locale here`,
          hint,
        },
      ])
    }
    const work =
      'terms' in read ? takeTerms(read.to, read.terms) : takeUnits(read.to, read.units, file, values.done === true)
    writeFiles(work.files)
    for (const line of work.said) console.log(line)
    if (work.said.length === 0) console.log(`${file}: nothing that is not there already.`)
    return 0
  },
}

interface Work {
  files: Map<string, string>
  said: string[]
}

function takeTerms(locale: string, terms: ReadonlyMap<string, TermEntry>): Work {
  const path = join(localesFolder, locale, 'terms.yml')
  const { source, changed } = withTerms(existsSync(path) ? readFileSync(path, 'utf8') : '', terms)
  if (changed.length === 0) return { files: new Map(), said: [] }
  return { files: new Map([[path, source]]), said: [`${shown(path)}: ${changed.join(', ')}`] }
}

function takeUnits(locale: string, units: readonly Incoming[], file: string, confirm: boolean): Work {
  const files = new Map<string, string>()
  const said: string[] = []
  const problems: Problem[] = []
  const known = listSlugs()
  for (const [slug, own] of bySlug(units)) {
    if (slug === uiSlug) takeUi(own)
    else if (known.includes(slug)) takeEntry(slug, own)
    else {
      const { line, column } = own[0]!
      const hint = `There are: ${known.slice(0, 12).join(', ')}, ui.`
      problems.push({ file, line, column, rule: 'exchange-entry', message: `there is no entry "${slug}"`, hint })
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems)
  return { files, said }

  function takeUi(own: readonly Incoming[]): void {
    const path = uiPath(locale)
    const result = withUiUnits(existsSync(path) ? readFileSync(path, 'utf8') : '{}\n', own, file)
    problems.push(...result.problems)
    if (result.changed.length === 0) return
    files.set(path, result.source)
    said.push(`${shown(path)}: ${result.changed.length} strings`)
  }

  function takeEntry(slug: string, own: readonly Incoming[]): void {
    const piece = begun(readWorkpiece(locale, slug), own)
    if (!piece) return
    problems.push(...piece.problems)
    if (piece.problems.length > 0) return
    const {
      source,
      lock,
      changed,
      stale,
      obsolete,
      problems: faults,
    } = applyUnits(piece, own, { file, date: today(), confirm })
    problems.push(...faults)
    const lockText = formatLock(lock)
    const wasThere = existsSync(textPath(slug, locale))
    const isSame =
      wasThere &&
      source === piece.translation!.source &&
      lockText === formatLock(piece.lock ?? { blocks: [], obsolete: [] })
    if (isSame) return
    files.set(textPath(slug, locale), source)
    files.set(lockPath(slug, locale), lockText)
    const parts = [
      `${changed.length} texts`,
      ...(stale.length > 0
        ? [`${stale.length} of them stale: English has changed since the export (${stale.join(', ')})`]
        : []),
      ...(obsolete.length > 0 ? [`${obsolete.length} that English no longer has, kept in the lock`] : []),
    ]
    said.push(`${shown(textPath(slug, locale))}: ${parts.join('; ')}`)
  }
}

/** A translation that is not there yet is begun, if anything came for it. */
function begun(piece: Workpiece, units: readonly Incoming[]): Workpiece | undefined {
  if (piece.translation || piece.problems.length > 0) return piece
  if (units.every(({ target }) => target === '')) return undefined
  const { source, lock } = startTranslation(piece.english, today(), {})
  const translation = readText(source, shown(textPath(piece.slug, piece.locale)))
  return { ...piece, ...compareTexts(piece.english, translation, lock) }
}

function bySlug(units: readonly Incoming[]): Map<string, Incoming[]> {
  const found = new Map<string, Incoming[]>()
  for (const unit of units) {
    const { slug } = splitPlace(unit.place)
    found.set(slug, [...(found.get(slug) ?? []), unit])
  }
  return found
}
