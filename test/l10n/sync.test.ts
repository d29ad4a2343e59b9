import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareTexts, type Comparison } from '../../src/l10n/compare.ts'
import { confirmBlocks } from '../../src/l10n/confirm.ts'
import { readText } from '../../src/l10n/read-text.ts'
import { syncTranslation } from '../../src/l10n/sync.ts'
import { files, readFile, shapeOf } from './texts.ts'

const date = '2026-11-27'
const english = `---
title: Title
---

## One

A first paragraph about weights.

- An item
- Another item

| Head | Other |
| --- | --- |
| cell | more |

\`\`\`ts live id=a expect="x = 1"
// A comment
const x = 1
console.log('printed', x)
\`\`\`

$$
a
$$

The end.
`
const french = `---
title: Titre
---

## Un

Un premier paragraphe sur les poids.

- Un point
- Un autre point

| Tête | Autre |
|------|-------|
| case | plus  |

\`\`\`ts live id=a expect="x = 1"
// Un commentaire
const x = 1
console.log('affiché', x)
\`\`\`

$$
a
$$

La fin.
`

const compare = (from: string, to: string, lock = lockOf(english, french)) =>
  compareTexts(readText(from, 'en.mdx'), readText(to, 'fr.mdx'), lock)
const sync = (from: string, to = french) => syncTranslation(compare(from, to), date)

function lockOf(from: string, to: string) {
  return confirmBlocks(compareTexts(readText(from, 'en'), readText(to, 'fr'), undefined), undefined, { date })
}

describe('bringing a translation up to English', () => {
  test('changes no byte where there is nothing to bring', () => {
    expect(sync(english).source).toBe(french)
  })

  test('brings code over and keeps its translated comments and strings', () => {
    const changed = english
      .replace('const x = 1', 'const x = 2\nconst y = x')
      .replace('expect="x = 1"', 'expect="x = 2"')
    const { source, mended } = sync(changed)
    const expected = french
      .replace('const x = 1', 'const x = 2\nconst y = x')
      .replace('expect="x = 1"', 'expect="x = 2"')
    expect(source).toBe(expected)
    expect(mended.map(({ id }) => id)).toEqual(['9'])
  })

  test('brings Python code over, its indentation too, and keeps what is translated of f-strings', () => {
    const twin = "\n```python live id=a\n# A comment\nfor i in range(3):\n    x = i\nprint(f'x is {x:.1f} now')\n```\n"
    const translated = twin.replace('A comment', 'Un commentaire').replace('x is ', 'x vaut ').replace(' now', ' ici')
    const both = (text: string, code: string) => text.replace('\n$$', () => `${code}\n$$`)
    const lock = lockOf(both(english, twin), both(french, translated))
    for (const [from, to] of [
      ['    x = i\n', '    x = i\n    y = x\n'],
      ['    x = i\n', '    x = i\n\nz = 1\n'],
      ["print(f'x is {x:.1f} now')", "    print(f'x is {x:.1f} now')"],
      [':.1f', ':.3f'],
      ['id=a', 'id=a tolerance=1e-6'],
    ] as const) {
      const changed = both(english, twin.replace(from, to))
      const { source } = syncTranslation(compare(changed, both(french, translated), lock), date)
      const expected = translated.replace(
        from.replace('x is ', 'x vaut ').replace(' now', ' ici'),
        to.replace('x is ', 'x vaut ').replace(' now', ' ici'),
      )
      expect(source).toBe(both(french, expected))
    }
  })

  test('brings formulas over', () => {
    expect(sync(english.replace('\na\n', '\na + b\n')).source).toBe(french.replace('\na\n', '\na + b\n'))
  })

  test('takes back what a translator changed in code or formulas', () => {
    expect(sync(english, french.replace('const x = 1', 'const poids = 1').replace('\na\n', '\nb\n')).source).toBe(
      french,
    )
  })

  test('inserts new blocks where they belong, marked', () => {
    const grown = english
      .replace('- Another item', '- A new item\n- Another item')
      .replace('| cell | more |', '| cell | more |\n| third | row |')
      .replace('The end.', 'Before the end.\n\nThe end.')
      .replace('// A comment\n', '// A comment\n// of two lines\n')
      .replace("console.log('printed', x)", "console.log('printed', x)\nconsole.log('again')")
    const { source, added, lock } = sync(grown)
    expect(source).toContain('- Un point\n- {/* to translate */} A new item\n- Un autre point')
    expect(source).toContain('| case | plus |\n| {/* to translate */} third | {/* to translate */} row |')
    expect(source).toContain('{/* to translate */} Before the end.\n\nLa fin.')
    expect(source).toContain("console.log('affiché', x)\nconsole.log('again')")
    expect(added.map(({ text }) => text)).toEqual(['A new item', 'third', 'row', 'again', 'Before the end.'])
    const again = compareTexts(readText(grown, 'en'), readText(source, 'fr'), lock)
    expect(again.pairs.filter(({ state }) => state === 'missing')).toHaveLength(5)
    expect(again.pairs.find(({ english }) => english.kind === 'comment')?.state).toBe('stale')
    expect(syncTranslation(again, date).source).toBe(source)
  })

  test('puts what English has lost into the lock, and takes it from there when English has it again', () => {
    const shorter = english.replace('A first paragraph about weights.\n\n', '').replace('- Another item\n', '')
    const first = sync(shorter)
    expect(first.source).not.toContain('poids')
    expect(first.lock.obsolete).toEqual([
      {
        kind: 'paragraph',
        text: 'A first paragraph about weights.',
        translation: 'Un premier paragraphe sur les poids.',
        date,
      },
      { kind: 'listItem', text: 'Another item', translation: 'Un autre point', date },
    ])
    const second = syncTranslation(compare(english, first.source, first.lock), date)
    expect(second.restored).toHaveLength(2)
    expect(second.lock.obsolete).toEqual([])
    expect(compare(english, second.source, second.lock).pairs.map(({ translation }) => translation?.text)).toEqual(
      readText(french, 'fr').blocks.map(({ text }) => text),
    )
  })

  test('moves what English has moved', () => {
    const moved = english.replace('A first paragraph about weights.\n\n', '') + '\nA first paragraph about weights.\n'
    const { source, removed } = sync(moved)
    expect(removed).toEqual([])
    expect(source).toBe(
      french.replace('Un premier paragraphe sur les poids.\n\n', '') + '\nUn premier paragraphe sur les poids.\n',
    )
  })

  test('keeps comments of the translation where they stand', () => {
    const silenced = french.replace('La fin.', '{/* l10n-ignore term: a name */}\n\nLa fin.')
    expect(sync(english.replace('The end.', 'New.\n\nThe end.'), silenced).source).toContain(
      '{/* to translate */} New.\n\n{/* l10n-ignore term: a name */}\n\nLa fin.',
    )
  })

  test('puts a paragraph that English never had into the lock', () => {
    const { source, lock } = sync(english, french.replace('La fin.', 'Un ajout.\n\nLa fin.'))
    expect(source).toBe(french)
    expect(lock.obsolete).toEqual([{ kind: 'paragraph', text: '', translation: 'Un ajout.', date }])
  })

  test('keeps the line ends of the translation', () => {
    const windows = french.replaceAll('\n', '\r\n')
    expect(sync(english, windows).source).toBe(windows)
    const { source } = sync(english.replace('The end.', 'New.\n\nThe end.'), windows)
    expect(source.replaceAll('\r\n', '')).not.toContain('\n')
  })
})

test('after any change of English, a synced translation has its shape and every translated text', () => {
  const names = files.filter((file) => readFile(file).blocks.length > 5)
  const changes = fc.array(fc.record({ at: fc.nat(), what: fc.constantFrom('delete', 'double', 'new', 'move') }), {
    minLength: 1,
    maxLength: 4,
  })
  fc.assert(
    fc.property(fc.constantFrom(...names), changes, (name, list) => {
      const text = readFile(name)
      const lock = confirmBlocks(compareTexts(text, text, undefined), undefined, { date })
      const pieces = text.source.split(/(?:\r?\n){2}/)
      for (const { at, what } of list) {
        const i = 1 + (at % (pieces.length - 1))
        if (what === 'delete') pieces.splice(i, 1)
        else if (what === 'new') pieces.splice(i, 0, `Something new, number ${at}.`)
        else if (what === 'double') pieces.splice(i, 0, pieces[i] ?? '')
        else pieces.push(...pieces.splice(i, 1))
      }
      const changed = readText(pieces.join('\n\n'), 'en.mdx')
      if (!changed.tree) return
      const { source, lock: after } = syncTranslation(compareTexts(changed, text, lock), date)
      const again: Comparison = compareTexts(changed, readText(source, 'fr.mdx'), after)
      expect(shapeOf(again.translation!)).toEqual(shapeOf(changed))
      const kept = new Set([
        ...again.translation!.blocks.map(({ text }) => text),
        ...after.obsolete.map(({ translation }) => translation),
      ])
      for (const block of text.blocks.filter(({ frame }) => !frame)) expect(kept).toContain(block.text)
      expect(syncTranslation(again, date).source).toBe(source)
    }),
    { numRuns: 40, seed: 11 },
  )
}, 60_000)
