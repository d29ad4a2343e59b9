/** The live cells of an entry's text, with the place of every line of their code in the file. */
import type { Code, Root } from 'mdast'
import type { Expectation } from './expectation.ts'
import { parseFence, type CellLanguage, type CellOptions } from './fence.ts'
import { parseMdx, visit } from './mdx.ts'
import type { Problem } from './problem.ts'
import { checkTwins, joinTwins } from './twins.ts'

export interface Cell {
  id: string
  language: CellLanguage
  code: string
  /** Line of the file on which the code's first line stands, from 1. */
  line: number
  /** Column of the file at which the code's lines begin, from 1; more than 1 inside a list or a quotation. */
  column: number
  /** Place of the fence itself. */
  fence: { line: number; column: number }
  /** Line on which it closes. */
  end?: number
  expect: Expectation[]
  options: CellOptions
}

export interface FoundCells {
  cells: Cell[]
  problems: Problem[]
}

/** Reads a whole MDX file: its cells, and every problem of its syntax and its fences. */
export function findCells(source: string, file: string): FoundCells {
  const { tree, problems } = parseMdx(source, file)
  if (!tree) return { cells: [], problems }
  const found = findCellsInTree(tree, source, file)
  return { cells: found.cells, problems: [...problems, ...found.problems] }
}

/** The same on a tree that is parsed already. */
export function findCellsInTree(tree: Root, source: string, file: string): FoundCells {
  const cells: Cell[] = []
  const problems: Problem[] = []
  const lines = source.split(/\r?\n/)
  visit(tree, (node) => {
    if (node.type !== 'code') return
    const cell = readCell(node, lines, file, problems)
    if (cell) cells.push(cell)
  })
  checkIds(cells, file, problems)
  problems.push(...checkTwins(cells, lines, file))
  return { cells: joinTwins(cells), problems }
}

/** A cell from a code node alone, as a plugin of the site's build meets it; `undefined` for a block that is not live. */
export function cellOf(node: Code): Pick<Cell, 'id' | 'language' | 'code' | 'expect' | 'options'> | undefined {
  const { fence } = parseFence(`${node.lang ?? ''} ${node.meta ?? ''}`)
  return (
    fence && {
      id: fence.id,
      language: fence.language,
      code: codeOf(node),
      expect: fence.expect,
      options: fence.options,
    }
  )
}

/** Windows' line ends would make other tokens of the same template strings. */
function codeOf({ value }: Code): string {
  return value.replaceAll('\r\n', '\n')
}

function readCell(node: Code, lines: string[], file: string, problems: Problem[]): Cell | undefined {
  const start = node.position?.start ?? { line: 1, column: 1 }
  const end = node.position?.end ?? start
  const opening = (lines[start.line - 1] ?? '').slice(start.column - 1)
  const [marker = '', ticks = ''] = /^(`{3,}|~{3,})[ \t]*/.exec(opening) ?? []
  // Sätteri decodes character references in `meta`; the source's own characters keep the columns right.
  const info = opening.slice(marker.length)
  const { fence, problems: faults } = parseFence(info)
  for (const { offset, ...fault } of faults) {
    problems.push({ file, line: start.line, column: start.column + marker.length + offset, ...fault })
  }
  if (!fence) return undefined

  const closing = (lines[end.line - 1] ?? '').trimEnd()
  if (!closing.endsWith(ticks)) {
    const hint = `Close the cell with a line of ${ticks}.`
    problems.push({
      file,
      line: start.line,
      column: start.column,
      rule: 'fence-unclosed',
      message: 'the cell does not end',
      hint,
    })
  }
  return {
    id: fence.id,
    language: fence.language,
    code: codeOf(node),
    line: start.line + 1,
    column: columnOf(codeOf(node), start.line, lines),
    fence: { line: start.line, column: start.column },
    end: end.line,
    expect: fence.expect,
    options: fence.options,
  }
}

/** How far list and quotation markers push the code to the right. */
function columnOf(code: string, fenceLine: number, lines: string[]): number {
  const codeLines = code.split('\n')
  const filled = codeLines.findIndex((line) => line.trim() !== '')
  if (filled < 0) return 1
  const inFile = lines[fenceLine + filled] ?? ''
  const own = codeLines[filled] ?? ''
  return inFile.endsWith(own) ? inFile.length - own.length + 1 : 1
}

function checkIds(cells: readonly Cell[], file: string, problems: Problem[]): void {
  const first = new Map<string, Cell>()
  for (const cell of cells) {
    const key = `${cell.language} ${cell.id}`
    const earlier = first.get(key)
    if (!earlier) first.set(key, cell)
    else if (cell.id) {
      problems.push({
        file,
        ...cell.fence,
        rule: 'cell-duplicate-id',
        message: `the id "${cell.id}" is taken by the cell at line ${earlier.fence.line}`,
        hint: 'Give each cell of a page its own id. (The same id in another language of code makes a second tab.)',
      })
    }
    const { after } = cell.options
    const isBefore = ({ id, language, fence }: Cell) =>
      id === after && language === cell.language && fence.line < cell.fence.line
    if (after && !cells.some(isBefore)) {
      problems.push({
        file,
        ...cell.fence,
        rule: 'cell-unknown-after',
        message: `no ${cell.language} cell "${after}" stands before "${cell.id}"`,
        hint: 'after= names the id of an earlier cell of the same page, in the same language of code.',
      })
    }
  }
}
