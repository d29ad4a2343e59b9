/** Damage that makes a file unfit to be read at all: a merge left half done, an invisible first character, wrong bytes. */
import type { Problem } from '../cells/parse/problem.ts'
import { linesOf } from './lines.ts'

export function findDamage(source: string, file: string): Problem | undefined {
  const at = (offset: number, rule: string, message: string, hint: string): Problem => ({
    file,
    ...linesOf(source).placeOf(offset),
    rule,
    message,
    hint,
  })
  if (source.startsWith('\uFEFF')) {
    const hint = 'Save it as UTF-8 without a byte order mark; every other character stays.'
    return at(0, 'byte-order-mark', 'the file begins with a byte order mark (U+FEFF)', hint)
  }
  const conflict = /^(?:<{7} .*|={7}|>{7} .*|\|{7} .*)$/m.exec(source)
  if (conflict && /^<{7} /m.test(source)) {
    const hint = 'Keep one side of each conflict, or both, and delete the lines of <, = and >.'
    return at(conflict.index, 'merge-conflict', 'a merge was left half done here', hint)
  }
  const broken = source.search(/\uFFFD|\0/)
  if (broken >= 0) {
    const hint = 'Save it as UTF-8; take the damaged words from an earlier version of the file.'
    return at(broken, 'encoding', 'the file is not UTF-8: a character could not be read', hint)
  }
  return undefined
}
