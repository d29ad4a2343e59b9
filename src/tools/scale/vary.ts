/**
 * Other entries made from one: the same structure, other numbers in prose, formulas and cells, so that no cache of a
 * build takes two of them for one. Deterministic: an entry's number decides everything.
 */

/** A small generator of whole numbers (mulberry32), seeded. */
export function randomIntegers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** The text of a locale with this entry's title and numbers. Cells get the same numbers in every locale. */
export function varyText(source: string, number: number, title: string): string {
  const prose = randomIntegers(number)
  const [, frontMatter = '', body = ''] = /^---\n([^]*?)\n---\n([^]*)$/.exec(source) ?? []
  let inFence = false
  const lines = body.split('\n').map((line) => {
    if (line.startsWith('```')) {
      inFence = !inFence
      // What a varied cell gives is recorded, not promised.
      return line.replace(/ expect="[^"]*"/, '')
    }
    return inFence ? line : varyProse(line, prose)
  })
  const cells = varyCells(lines.join('\n'), number)
  return `---\n${frontMatter.replace(/^title:.*$/m, `title: ${JSON.stringify(title)}`)}\n---\n${cells}`
}

/** Every number becomes another of the same length; list markers, names of files and targets of links stay. */
function varyProse(line: string, next: (below: number) => number): string {
  const [marker = ''] = /^\s*(\d+\.\s)?/.exec(line) ?? []
  const rest = line.slice(marker.length)
  return (
    marker +
    rest.replace(/\]\([^)]*\)|name="[^"]*"|\d+/g, (found) => (/^\d/.test(found) ? digits(found.length, next) : found))
  )
}

function digits(length: number, next: (below: number) => number): string {
  return Array.from({ length }, () => 1 + next(9)).join('')
}

/**
 * Numbers inside `tensor(…)` and after `target =`: data, on which no count of steps or rows depends. A twin in another
 * language of code gets those of its first cell.
 */
function varyCells(body: string, number: number): string {
  let next = randomIntegers(0)
  let cells = 0
  return body.replace(/```(ts|python) live[^]*?\n```/g, (cell, language) => {
    if (language === 'ts') cells++
    next = randomIntegers(number * 7919 + cells)
    return cell.replace(/(tensor\(\[)([-\d,\s.]+)(\])|(target = )(\d+)/g, (whole, open, list, close, name) => {
      if (name) return `${name}${2 + next(40)}`
      const other = (_: string, fraction: string = '') => `${next(19) - 9}${fraction && '.0'}`
      return `${open}${list.replace(/-?\d+(\.\d+)?/g, other)}${close}` || whole
    })
  })
}
