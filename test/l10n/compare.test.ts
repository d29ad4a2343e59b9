import { describe, expect, test } from 'vitest'
import { listChanges } from '../../src/l10n/changes.ts'
import { compareTexts, type Comparison } from '../../src/l10n/compare.ts'
import { confirmBlocks, markMinor, reviewBlocks } from '../../src/l10n/confirm.ts'
import { hashOf } from '../../src/l10n/hash.ts'
import { formatLock, parseLock, type Lock } from '../../src/l10n/lock.ts'
import { readText } from '../../src/l10n/read-text.ts'
import { countStates } from '../../src/l10n/status.ts'
import { diffWords, formatDiff } from '../../src/l10n/words.ts'
import { files, readFile } from './texts.ts'

const english = [
  'The first paragraph says something about weights.',
  'The second paragraph speaks of the loss $L$ and of 16.',
  'A third one ends the text with `code`.',
]
const french = [
  'Le premier paragraphe parle des poids.',
  'Le deuxième paragraphe parle de la perte $L$ et de 16.',
  'Un troisième finit le texte par du `code`.',
]
const signature = { date: '2026-11-27' }

const compare = (from: string[], to: string[] | undefined, lock?: Lock): Comparison =>
  compareTexts(
    readText(from.join('\n\n'), 'en.mdx'),
    to && readText(to.join('\n\n'), 'fr.mdx'),
    // As it comes back from the disk.
    lock && parseLock(formatLock(lock), 'fr.lock.json').lock,
  )
const confirmed = confirmBlocks(compare(english, french), undefined, signature)
const states = (comparison: Comparison) => comparison.pairs.map(({ state }) => state)
const replaced = (texts: string[], index: number, text: string) => texts.with(index, text)

describe('the state of a block', () => {
  test('is missing without a translation', () => {
    expect(states(compare(english, undefined))).toEqual(['missing', 'missing', 'missing'])
  })

  test('is edited before a person has confirmed it, and current after', () => {
    expect(states(compare(english, french))).toEqual(['edited', 'edited', 'edited'])
    expect(states(compare(english, french, confirmed))).toEqual(['current', 'current', 'current'])
  })

  test('stays current when the English is reflowed, or written in other code points', () => {
    const reflowed = replaced(english, 1, 'The second paragraph\nspeaks of the  loss $L$ and of 16.')
    expect(states(compare(reflowed, french, confirmed))).toEqual(['current', 'current', 'current'])
    expect(hashOf('é')).toBe(hashOf('e\u0301'))
  })

  test('is stale when one word of the English is another', () => {
    const changed = replaced(english, 1, english[1]!.replace('speaks', 'talks'))
    expect(states(compare(changed, french, confirmed))).toEqual(['current', 'stale', 'current'])
  })

  test('is edited when the translation changes; only a word of a person makes it current', () => {
    const changed = replaced(english, 1, english[1]!.replace('speaks', 'talks'))
    const touched = replaced(french, 1, french[1]!.replace('parle', 'traite'))
    const comparison = compare(changed, touched, confirmed)
    expect(states(comparison)).toEqual(['current', 'edited', 'current'])
    expect(states(compare(changed, touched, confirmBlocks(comparison, ['2'], signature)))[1]).toBe('current')
  })

  test('is missing while English stands in its place, marked or not', () => {
    const marked = replaced(french, 1, `{/* to translate */} ${english[1]}`)
    expect(states(compare(english, marked, confirmed))).toEqual(['current', 'missing', 'current'])
  })

  test('is reviewed by a word of a second person, until either text changes', () => {
    const comparison = compare(english, french, confirmed)
    const lock = reviewBlocks(comparison, ['1'], { date: '2026-11-28', reviewer: 'Ada' })
    expect(lock.blocks[0]).toMatchObject({ state: 'reviewed', reviewer: 'Ada', date: '2026-11-28' })
    expect(states(compare(english, french, lock))).toEqual(['reviewed', 'current', 'current'])
    expect(states(compare(replaced(english, 0, 'The first one.'), french, lock))[0]).toBe('stale')
  })

  test('cannot become reviewed before it is confirmed', () => {
    const comparison = compare(english, french)
    expect(reviewBlocks(comparison, undefined, signature).blocks).toEqual([])
  })

  test('stays what it was when an author says that a change is minor', () => {
    const mended = replaced(english, 0, english[0]!.replace('something', 'some thing'))
    const lock = markMinor(compare(mended, french, confirmed), undefined)
    expect(states(compare(mended, french, lock))).toEqual(['current', 'current', 'current'])
    expect(lock.blocks[0]).toMatchObject({ text: mended[0], date: '2026-11-27' })
  })
})

describe('when English has other blocks', () => {
  test('a new one is missing, and its neighbors stay current', () => {
    const grown = english.toSpliced(1, 0, 'Something new stands here.')
    expect(states(compare(grown, french, confirmed))).toEqual(['current', 'missing', 'current', 'current'])
  })

  test('one that is gone leaves its translation obsolete', () => {
    const comparison = compare(english.toSpliced(1, 1), french, confirmed)
    expect(states(comparison)).toEqual(['current', 'current'])
    expect(comparison.obsolete.map(({ translation }) => translation.text)).toEqual([french[1]])
    expect(listChanges(comparison)).toMatchObject([{ state: 'obsolete', before: english[1], line: 3 }])
  })

  test('one that was moved stays current', () => {
    const comparison = compare([english[2]!, english[0]!, english[1]!], french, confirmed)
    expect(states(comparison)).toEqual(['current', 'current', 'current'])
    expect(comparison.pairs.map(({ translation }) => translation?.text)).toEqual([french[2], french[0], french[1]])
  })

  test('one that was moved and changed at once is found by its words', () => {
    const changed = [...english.slice(1), english[0]!.replace('weights', 'many weights')]
    const comparison = compare(changed, french, confirmed)
    expect(comparison.pairs[0]?.translation?.text).toBe(french[1])
  })
})

describe('when the translation has other blocks', () => {
  test('one that it lost is told from one that English gained', () => {
    const comparison = compare(english, french.toSpliced(1, 1), confirmed)
    expect(states(comparison)).toEqual(['current', 'missing', 'current'])
    expect(comparison.lost.map(({ english }) => english.id)).toEqual(['2'])
  })

  test('one that English never had is extra', () => {
    const comparison = compare(english, french.toSpliced(1, 0, 'Un ajout.'), confirmed)
    expect(comparison.extra.map(({ text }) => text)).toEqual(['Un ajout.'])
    expect(states(comparison)).toEqual(['current', 'current', 'current'])
  })

  test('without a lock, code, formulas, links and numbers tell which block is which', () => {
    const comparison = compare(english, french.slice(1))
    expect(comparison.pairs.map(({ translation }) => translation?.text)).toEqual([undefined, french[1], french[2]])
  })
})

test('a change names the kind, both texts and the place in the translation', () => {
  const changed = replaced(english, 1, english[1]!.replace('speaks', 'talks'))
  const [change] = listChanges(compare(changed, french, confirmed))
  expect(change).toEqual({
    id: '2',
    kind: 'paragraph',
    state: 'stale',
    before: english[1],
    after: changed[1],
    line: 3,
    column: 1,
  })
  expect(formatDiff(diffWords(change!.before, change!.after, 'en'))).toMatch('paragraph [-speaks-]{+talks+} of')
})

test('words of Korean are found by its own rules', () => {
  expect(formatDiff(diffWords('역전파는 빠릅니다', '역전파는 느립니다', 'ko'))).toBe(
    '역전파는 [-빠릅니다-]{+느립니다+}',
  )
})

test('words and blocks are counted in each state', () => {
  const changed = replaced(english, 1, english[1]!.replace('speaks', 'talks'))
  expect(countStates(compare(changed, french, confirmed))).toEqual({
    blocks: { missing: 0, stale: 1, edited: 0, current: 2, reviewed: 0 },
    words: { missing: 0, stale: 10, edited: 0, current: 14, reviewed: 0 },
  })
})

test('a lock keeps what it holds when it is written and read, for all texts', () => {
  for (const file of files) {
    const text = readFile(file)
    const lock = confirmBlocks(compareTexts(text, text, undefined), undefined, signature)
    expect(parseLock(formatLock(lock), 'x').lock).toEqual(lock)
    expect(new Set(states(compareTexts(text, text, lock)))).not.toContain('edited')
  }
})

describe('a lock that is damaged', () => {
  const good = formatLock(confirmed)
  test.each([
    ['cut in half', good.slice(0, good.length / 2), /^fr.lock.json:3:\d+ lock the lock ends in the middle/],
    ['with a conflict', good.replace('\n', '\n<<<<<<< ours\n'), /^fr.lock.json:2:1 merge-conflict /],
    ['with a comma too many', good.replace(',"state"', ',,"state"'), /^fr.lock.json:2:\d+ lock the lock is damaged/],
    ['of another version', good.replace('"version":1', '"version":9'), /^fr.lock.json:1:1 lock .*version 9/],
    ['with an unknown state', good.replaceAll('"done",', '"fine",'), /^fr.lock.json:2:1 lock block 1 has no state/],
    ['without a text', good.replace('"text"', '"txet"'), /^fr.lock.json:2:1 lock block 1 lacks "text"/],
    ['with a mark of its bytes', `\uFEFF${good}`, /^fr.lock.json:1:1 byte-order-mark /],
  ])('%s is refused at its place', (_, source, message) => {
    const { lock, problems } = parseLock(source, 'fr.lock.json')
    expect(lock).toBeUndefined()
    const [{ file, line, column, rule, message: text }] = problems as [(typeof problems)[0]]
    expect(`${file}:${line}:${column} ${rule} ${text}`).toMatch(message)
  })
})
