/** The commands as a person calls them, on a folder of their own. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'

const home = mkdtempSync(join(tmpdir(), 'lexigrad-translate-'))
const content = join(home, 'content')
const entry = join(content, 'backpropagation')

beforeEach(() => {
  rmSync(content, { recursive: true, force: true })
  cpSync('content/backpropagation', entry, { recursive: true })
})
afterAll(() => rmSync(home, { recursive: true }))

// The project's folders are settled when they are first asked for.
process.env.LEXIGRAD_CONTENT = content
const { runCommand } = await import('../../src/l10n/cli/run.ts')

async function translate(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const log = vi.spyOn(console, 'log').mockImplementation((text: unknown) => void (said.out += `${String(text)}\n`))
  const error = vi.spyOn(console, 'error').mockImplementation((text: unknown) => void (said.err += `${String(text)}\n`))
  try {
    const code = await runCommand(args)
    return { code, ...said }
  } finally {
    log.mockRestore()
    error.mockRestore()
  }
}

const path = (name: string) => join(entry, name)
const read = (name: string) => readFileSync(path(name), 'utf8')
function change(name: string, from: string | RegExp, to: string): void {
  const text = read(name)
  const changed = text.replace(from, () => to)
  if (changed === text) throw new Error(`Nothing to replace in ${name}: ${String(from)}`)
  writeFileSync(path(name), changed)
}

describe('a translation after a change of English', { timeout: 120_000 }, () => {
  test('is stale in one block, shown word by word, and current again once it is done', async () => {
    change('en.mdx', 'Everything waits.', 'Everything must wait.')
    const [status] = JSON.parse((await translate('status', 'fr', '--json')).out)
    expect(status).toMatchObject({ locale: 'fr', slug: 'backpropagation', errors: 0 })
    expect(status.blocks).toMatchObject({ missing: 0, stale: 1, edited: 0, reviewed: 0 })
    expect(status.words.stale).toBeGreaterThan(5)

    const [change_, ...others] = JSON.parse((await translate('diff', 'fr', 'backpropagation', '--json')).out)
    expect(others).toEqual([])
    expect(change_).toMatchObject({ kind: 'listItem', state: 'stale', column: 3 })
    expect(read('fr.mdx').split('\n')[change_.line - 1]).toContain('Tout attend.')
    expect((await translate('diff', 'fr', 'backpropagation')).out).toContain('[-waits-]{+must wait+}')

    // What is stale fails no check.
    expect((await translate('check', 'fr')).code).toBe(0)
    expect((await translate('done', 'fr', 'backpropagation', change_.id)).out).toMatch('1 block confirmed')
    expect(JSON.parse((await translate('status', 'fr', '--json')).out)[0].blocks.stale).toBe(0)
    expect(JSON.parse((await translate('status', 'ko', '--json')).out)[0].blocks.stale).toBe(1)
  })

  test('stays current everywhere when the author says that it is minor', async () => {
    change('en.mdx', 'Everything waits.', 'Everything waits!')
    expect((await translate('minor', 'backpropagation')).code).toBe(0)
    expect(JSON.parse((await translate('status', '--json')).out).map((one: { blocks: object }) => one.blocks)).toEqual(
      Array.from({ length: 4 }, () => expect.objectContaining({ stale: 0, edited: 0, missing: 0 })),
    )
  })

  test('is brought over by sync, with comments and printed texts in its own language', async () => {
    change('en.mdx', 'const target = 10', 'const target = 12')
    change('en.mdx', '## Limits', '## Limits\n\nA paragraph that is new.')
    const before = await translate('check', 'tr')
    expect(before.code).toBe(1)
    expect(before.out).toMatch(/tr\.mdx:\d+:\d+ code code differs from English: expected `12`, found `10`/)
    expect((await translate('sync', 'tr')).out).toMatch(/tr\.mdx: 1 to translate, 1 of code/)
    expect(read('tr.mdx')).toContain('const target = 12')
    expect(read('tr.mdx')).toContain("console.log('kayıp")
    expect(read('tr.mdx')).toContain('{/* to translate */} A paragraph that is new.')
    expect((await translate('check', 'tr')).code).toBe(0)
    expect((await translate('sync', 'tr')).out).toBe('')
  })

  test('can be reviewed once it is confirmed, and says by whom', async () => {
    expect((await translate('review', 'es', 'backpropagation', '--by', 'Ada')).code).toBe(0)
    expect(JSON.parse((await translate('status', 'es', '--json')).out)[0].blocks).toMatchObject({
      current: 0,
      edited: 0,
      missing: 0,
    })
    expect(JSON.parse((await translate('status', 'es', '--json')).out)[0].blocks.reviewed).toBeGreaterThan(50)
    expect(read('es.lock.json')).toContain('"reviewer":"Ada"')
  })
})

describe('what cannot be read', { timeout: 120_000 }, () => {
  const everything = () => readdirSync(entry).map((name) => [name, read(name)])

  test.each([
    [
      'fr.mdx',
      'a file cut in half',
      (text: string) => text.slice(0, text.indexOf('\n## ', text.length / 3)),
      /fr\.mdx: left alone\. \d+ confirmed blocks are gone/,
    ],
    [
      'fr.mdx',
      'a merge left half done',
      (text: string) => text.replace('## Limites', '<<<<<<< ours\n## Limites\n=======\n## Bornes\n>>>>>>> theirs'),
      /fr\.mdx:\d+:1 merge-conflict/,
    ],
    ['fr.mdx', 'a byte order mark', (text: string) => `\uFEFF${text}`, /fr\.mdx:1:1 byte-order-mark/],
    ['fr.mdx', 'a component left open', (text: string) => text.replace('</Loss>', ''), /fr\.mdx:\d+:\d+ mdx-syntax/],
    [
      'fr.lock.json',
      'a lock cut in half',
      (text: string) => text.slice(0, text.length / 2),
      /fr\.lock\.json:\d+:\d+ lock the lock ends in the middle/,
    ],
    [
      'fr.lock.json',
      'a lock with a conflict',
      (text: string) => text.replace('\n', '\n<<<<<<< ours\n'),
      /fr\.lock\.json:2:1 merge-conflict/,
    ],
    [
      'en.mdx',
      'English that does not parse',
      (text: string) => text.replace('</Loss>', ''),
      /en\.mdx:\d+:\d+ mdx-syntax/,
    ],
  ])('%s: %s is refused by sync, and nothing is written', async (name, _, damage, message) => {
    writeFileSync(path(name), damage(read(name)))
    const before = everything()
    const { code, err } = await translate('sync', 'fr')
    expect(err).toMatch(message)
    expect(code).toBe(1)
    expect(everything()).toEqual(before)
  })

  test('keeps a text with errors from being confirmed', async () => {
    change('fr.mdx', 'const target = 10', 'const cible = 10')
    const before = everything()
    const { code, err } = await translate('done', 'fr', 'backpropagation')
    expect([code, err]).toEqual([1, expect.stringMatching(/not confirmed, 1 error; the first:\n.*fr\.mdx:\d+:7 code /)])
    expect(everything()).toEqual(before)
  })

  test('in Windows’ line ends is read, brought over and kept so', async () => {
    for (const name of ['en.mdx', 'fr.mdx']) writeFileSync(path(name), read(name).replaceAll('\n', '\r\n'))
    const before = read('fr.mdx')
    expect((await translate('check', 'fr')).code).toBe(0)
    expect((await translate('sync', 'fr')).code).toBe(0)
    expect(read('fr.mdx')).toBe(before)
  })
})

describe('a wrong call', { timeout: 60_000 }, () => {
  test.each([
    [['sttus'], 'There is no command "sttus". Did you mean status?'],
    [['status', 'fra'], 'There is no locale or entry "fra". Did you mean fr?'],
    [['diff', 'fr', 'backprop'], 'There is no entry "backprop". Did you mean backpropagation?'],
    [['done', 'fr', 'backpropagation', '999'], 'There is no block "999".'],
    [['check', '--format', 'xml'], '--format xml: there are text, github and json.'],
    [['check', '--fx'], "Unknown option '--fx'"],
    [['add', 'fr'], 'fr is there already'],
    [['add', 'klingon!'], '"klingon!" is no language code'],
    [['new', 'Bad Slug'], '"Bad Slug" is no slug'],
    [['pseudo', 'xx', '--out', 'x'], 'There is no pseudo-locale "xx".'],
  ])('%s is answered with what there is', async (args, message) => {
    const { code, err } = await translate(...args)
    expect(err).toContain(message)
    expect(code).toBe(2)
  })
})

test('annotations name file, line, column and rule', { timeout: 60_000 }, async () => {
  change('ko.mdx', 'const target = 10', 'const target = 11')
  const { out, code } = await translate('check', 'ko', '--format', 'github')
  expect(code).toBe(1)
  expect(out).toMatch(
    /^::error file=[^,]*ko\.mdx,line=\d+,col=16,title=code::code differs from English: expected `10`, found `11`%0A/m,
  )
})

test('signs are mended in place, and what was confirmed stays so', { timeout: 60_000 }, async () => {
  const good = read('fr.mdx')
  writeFileSync(path('fr.mdx'), good.replaceAll('\u202F;', ' ;').replaceAll('’entraînement', "'entraînement"))
  expect((await translate('check', 'fr', '--fix')).out).toMatch(/fr\.mdx: \d+ mended/)
  expect(read('fr.mdx')).toBe(good)
  expect(JSON.parse((await translate('status', 'fr', '--json')).out)[0].blocks.edited).toBe(0)
})

test('a new entry has a text in every language, to be translated, and no error', { timeout: 60_000 }, async () => {
  expect((await translate('new', 'gradient-checking')).code).toBe(0)
  const files = readdirSync(join(content, 'gradient-checking')).sort()
  expect(files).toEqual(
    ['en', 'entry.yml', 'es', 'fr', 'ko', 'tr']
      .flatMap((name) =>
        name === 'entry.yml' ? [name] : name === 'en' ? ['en.mdx'] : [`${name}.lock.json`, `${name}.mdx`],
      )
      .sort(),
  )
  expect((await translate('check')).code).toBe(0)
  const status = JSON.parse((await translate('status', 'gradient-checking', '--json')).out)
  expect(
    status.every(
      (one: { blocks: { current: number; missing: number } }) => one.blocks.current === 0 && one.blocks.missing > 10,
    ),
  ).toBe(true)
})

test('a cell whose recorded result is another than in English is an error, and no cell is run', async () => {
  const results = JSON.parse(read('results.json')) as Record<
    string,
    { cell: string; locales: string[]; variables: { name: string; grad?: unknown }[] }
  >
  const own = Object.values(results).find(({ cell, locales }) => cell === 'first-gradient' && locales.includes('fr'))!
  own.variables.find(({ name }) => name === 'w')!.grad = [-23]
  writeFileSync(path('results.json'), JSON.stringify(results))
  const { out, code } = await translate('check', 'fr')
  expect(out).toMatch(/fr\.mdx:\d+:1 result first-gradient: w\.grad\S* is .*-23.*, and .*-24.* in English/)
  expect(code).toBe(1)
}, 60_000)
