/** What the translation editor asks of the files, on a folder of their own. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'

const home = mkdtempSync(join(tmpdir(), 'lexigrad-editor-'))
const content = join(home, 'content')
const entry = join(content, 'backpropagation')

beforeEach(() => {
  rmSync(content, { recursive: true, force: true })
  cpSync('content/backpropagation', entry, { recursive: true })
})
afterAll(() => rmSync(home, { recursive: true }))

// The project's folders are settled when they are first asked for.
process.env.LEXIGRAD_CONTENT = content
const { bringOver, checkText, draftOf, readView, saveBlock, suggest } =
  await import('../../../src/l10n/editor/dev-server.ts')
const { answer, refuseRequest } = await import('../../../src/l10n/editor/requests.ts')

const path = (name: string) => join(entry, name)
const read = (name: string) => readFileSync(path(name), 'utf8')
function change(name: string, from: string, to: string): void {
  const text = read(name)
  expect(text).toContain(from)
  writeFileSync(
    path(name),
    text.replace(from, () => to),
  )
}

const view = () => readView('fr', 'backpropagation')
const block = (id: string) => view().blocks.find((one) => one.id === id)!
/** What a page that shows the block now would send. */
function editOf(id: string, text: (old: string) => string) {
  const { english, text: shown = '' } = block(id)
  return { id, english, shown, text: text(shown) }
}
const save = (edit: ReturnType<typeof editOf>, word?: 'done' | 'review') =>
  saveBlock('fr', 'backpropagation', edit, word)

describe('saving a block', { timeout: 60_000 }, () => {
  test('changes the characters of this block and no others', () => {
    const before = read('fr.mdx')
    const saved = save(editOf('3', (old) => old.replace('relais', 'chaîne')))
    expect(saved.kind).toBe('saved')
    expect(read('fr.mdx')).toBe(before.replace('un long relais', 'un long chaîne'))
    expect(block('3').state).toBe('edited')
  })

  test('leaves the lock alone until somebody says done, and then confirms this block', () => {
    const lock = read('fr.lock.json')
    save(editOf('3', (old) => old.replace('relais', 'chaîne')))
    expect(read('fr.lock.json')).toBe(lock)
    expect(
      save(
        editOf('3', (old) => old),
        'done',
      ),
    ).toMatchObject({ kind: 'saved' })
    expect(block('3').state).toBe('current')
    expect(block('4').state).toBe('current')
    const changed = read('fr.lock.json')
      .split('\n')
      .filter((line) => !lock.includes(line))
    expect(changed).toHaveLength(1)
  })

  test('makes a stale block current, with what had changed in English shown before', () => {
    change('en.mdx', 'a long relay of simple operations', 'a long chain of simple operations')
    const stale = block('3')
    expect(stale.state).toBe('stale')
    const parts = (stale.change ?? []).filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind} ${text}`)
    expect(parts).toEqual(['removed relay', 'added chain'])
    save(
      editOf('3', (old) => old.replace('relais', 'chaîne')),
      'done',
    )
    expect(block('3')).toMatchObject({ state: 'current' })
    expect(block('3').change).toBeUndefined()
  })

  test('notes a review of what is confirmed, and of nothing else', () => {
    expect(
      save(
        editOf('3', (old) => old),
        'review',
      ),
    ).toMatchObject({ kind: 'saved' })
    expect(block('3').state).toBe('reviewed')
    const edited = save(
      editOf('4', (old) => `${old} Encore.`),
      'review',
    )
    expect(edited).toMatchObject({ kind: 'saved', unconfirmed: 'review' })
    expect(block('4').state).toBe('edited')
  })

  test('keeps a text with an error, and does not confirm it', () => {
    const saved = save(
      editOf('1', (old) => old.replace('](/weight)', '](/bias)')),
      'done',
    )
    expect(saved).toMatchObject({ kind: 'saved', unconfirmed: 'errors' })
    expect(block('1')).toMatchObject({ state: 'edited', messages: [{ rule: 'link', severity: 'error' }] })
  })

  test('escapes a text for its place', () => {
    save(editOf('title', () => 'Rétropropagation : « retour »'))
    expect(block('title').text).toBe('Rétropropagation : « retour »')
    expect(view().health).toBe('ready')
  })

  test.each([
    ['structure', (old: string) => old.replace('. ', '.\n\n')],
    ['structure', (old: string) => `## ${old}`],
    ['empty', () => '  \n'],
    ['syntax', (old: string) => `${old} <Loss>`],
    ['syntax', (old: string) => `${old} {perte}`],
  ])('writes nothing where a text would break its block: %s', (reason, text) => {
    const before = read('fr.mdx')
    expect(save(editOf('4', text), 'done')).toMatchObject({ kind: 'refused', reason })
    expect(read('fr.mdx')).toBe(before)
  })
})

describe('when somebody else writes the file meanwhile', { timeout: 60_000 }, () => {
  test('texts of other blocks come together', () => {
    const mine = editOf('3', (old) => old.replace('relais', 'chaîne'))
    const theirs = editOf('4', (old) => `${old} Voilà.`)
    expect(save(theirs)).toMatchObject({ kind: 'saved' })
    expect(save(mine)).toMatchObject({ kind: 'saved' })
    expect(block('3').text).toBe(mine.text)
    expect(block('4').text).toBe(theirs.text)
  })

  test('the same block is a conflict, with their text, and nothing is written', () => {
    const mine = editOf('3', (old) => old.replace('relais', 'chaîne'))
    const theirs = editOf('3', (old) => old.replace('relais', 'convoi'))
    save(theirs)
    const before = read('fr.mdx')
    expect(save(mine, 'done')).toMatchObject({ kind: 'conflict', theirs: theirs.text })
    expect(read('fr.mdx')).toBe(before)
    expect(save({ ...mine, shown: theirs.text })).toMatchObject({ kind: 'saved' })
  })

  test('the same text from both is none', () => {
    const mine = editOf('3', (old) => old.replace('relais', 'chaîne'))
    save({ ...mine })
    expect(save(mine, 'done')).toMatchObject({ kind: 'saved' })
    expect(block('3').state).toBe('current')
  })

  test('a block that has moved is found by its text', () => {
    const mine = editOf('5', (old) => `${old} Voilà.`)
    change('en.mdx', '## The idea in plain words\n', '## The idea in plain words\n\nA paragraph that is new.\n')
    bringOver('fr', 'backpropagation')
    expect(save(mine)).toMatchObject({ kind: 'saved' })
    expect(block('6').text).toBe(mine.text)
  })

  test('a block that is gone is said to be, and nothing is written', () => {
    const mine = editOf('3', (old) => `${old} Voilà.`)
    const whole = block('3')
    change('en.mdx', `${whole.english}\n\n`, '')
    bringOver('fr', 'backpropagation')
    const before = read('fr.mdx')
    expect(save(mine)).toMatchObject({ kind: 'gone' })
    expect(read('fr.mdx')).toBe(before)
  })

  test('English that has changed since it was shown is not confirmed unseen', () => {
    const mine = editOf('3', (old) => `${old} Voilà.`)
    change('en.mdx', 'a long relay of simple operations', 'a long chain of simple operations')
    expect(save(mine, 'done')).toMatchObject({ kind: 'saved', unconfirmed: 'english' })
    expect(block('3')).toMatchObject({ state: 'edited', text: mine.text })
  })
})

describe('files that are not whole', { timeout: 60_000 }, () => {
  test.each([
    ['fr.mdx', 'cut', (text: string) => text.slice(0, text.indexOf('\n\n', text.length / 2))],
    ['fr.lock.json', 'damaged', (text: string) => text.slice(0, text.length / 2)],
    ['fr.mdx', 'damaged', (text: string) => `${text}\n\n<Forward>`],
    ['fr.mdx', 'damaged', (text: string) => `<<<<<<< HEAD\n${text}=======\n>>>>>>> other\n`],
  ])('are not written: %s %s', (name, health, damage) => {
    const mine = editOf('3', (old) => `${old} Voilà.`)
    writeFileSync(path(name), damage(read(name)))
    const before = [read('fr.mdx'), read('fr.lock.json')]
    expect(view().health).toBe(health)
    expect(save(mine, 'done')).toMatchObject({ kind: 'refused', reason: health })
    bringOver('fr', 'backpropagation')
    expect([read('fr.mdx'), read('fr.lock.json')]).toEqual(before)
  })

  test('a translation that nobody has begun is begun on request', () => {
    rmSync(path('fr.mdx'))
    rmSync(path('fr.lock.json'))
    expect(view().health).toBe('absent')
    expect(bringOver('fr', 'backpropagation').health).toBe('ready')
    expect(block('3')).toMatchObject({ state: 'missing' })
    // A name may be the same in both languages: to say done is then all there is to do.
    expect(
      save(
        editOf('2', (old) => old),
        'done',
      ),
    ).toMatchObject({ kind: 'saved' })
    expect(block('2').state).toBe('current')
    expect(read('fr.mdx')).toContain('\n## The idea in plain words\n')
  })
})

describe('while one writes', { timeout: 60_000 }, () => {
  test('the check speaks of the text as it stands in the page, with its repair', () => {
    const edit = editOf('1', (old) => old.replace('](/weight)', '](/bias)').replace('l’ampleur', "l'ampleur"))
    const { messages } = checkText('fr', 'backpropagation', edit)
    expect(messages.map(({ rule }) => rule).sort()).toEqual(['link', 'typography'])
    const { fix } = messages.find(({ rule }) => rule === 'typography')!
    expect(edit.text.slice(0, fix!.start) + fix!.text + edit.text.slice(fix!.end)).toContain('l’ampleur')
    expect(
      checkText(
        'fr',
        'backpropagation',
        editOf('1', (old) => `${old}\n\nDeux.`),
      ),
    ).toMatchObject({
      reason: 'structure',
    })
  })

  test('terms are those of the English text, as they stand within a sentence', () => {
    const loss = block('3').terms.find(({ english }) => english === 'loss')
    expect(loss).toMatchObject({ preferred: expect.arrayContaining(['perte']) })
  })

  test('the memory gives what was confirmed for the same text and for one like it', () => {
    const { english, text } = block('3')
    expect(suggest('fr', english, undefined)[0]).toMatchObject({ likeness: 1, translation: text })
    const [like] = suggest('fr', english.replace('relay', 'chain'), undefined)
    expect(like).toMatchObject({ translation: text })
    expect(like!.likeness).toBeGreaterThan(0.9)
    expect(like!.change.filter(({ kind }) => kind !== 'same')).toHaveLength(2)
    expect(suggest('fr', english, text)).toEqual([])
    expect(suggest('fr', 'Nothing at all like it, in no respect whatever.', undefined)).toEqual([])
  })

  test('what is shown has all texts that can stand in it', () => {
    const good = editOf('3', (old) => `${old} Voilà.`)
    const bad = editOf('4', (old) => `${old} <Loss>`)
    const draft = draftOf('fr', 'backpropagation', [good, bad])!
    expect(draft.source).toContain(good.text)
    expect(draft.source).not.toContain('<Loss>\n\n')
  })

  test('a cell is shown with its comments as they are being written', () => {
    const { page, id } = view().blocks.find(({ kind }) => kind === 'comment')!
    const comment = editOf(id, () => 'Un autre commentaire')
    const { cells } = draftOf('fr', 'backpropagation', [comment])!
    expect(new Map(cells).get(page)).toContain('Un autre commentaire')
    expect(read('fr.mdx')).not.toContain('Un autre commentaire')
  })
})

describe('requests', () => {
  const headers = { 'x-lexigrad-translation': '1', 'content-type': 'application/json', host: 'localhost:4321' }
  test.each([
    ['of this page', 'POST', {}, true],
    [
      'of this page, with its origin',
      'POST',
      { origin: 'http://localhost:4321', 'sec-fetch-site': 'same-origin' },
      true,
    ],
    ['that a link makes', 'GET', {}, false],
    ['without the header', 'POST', { 'x-lexigrad-translation': undefined }, false],
    ['of a form', 'POST', { 'content-type': 'text/plain' }, false],
    ['of another site', 'POST', { origin: 'https://example.org' }, false],
    ['of a frame without an origin', 'POST', { origin: 'null' }, false],
    ['of another port', 'POST', { 'sec-fetch-site': 'same-site' }, false],
  ])('%s', (_, method, more, isHeard) => {
    expect(refuseRequest(method, { ...headers, ...more }) === undefined).toBe(isHeard)
  })

  test.each([
    [{ locale: 'en', slug: 'backpropagation' }],
    [{ locale: '../fr', slug: 'backpropagation' }],
    [{ locale: 'fr', slug: '../../etc' }],
    [{ locale: 'fr' }],
    [null],
  ])('about what is not there: %j', (data) => {
    expect(answer('read', data).status).toBe(400)
  })

  test('with a part missing are not carried out', () => {
    const place = { locale: 'fr', slug: 'backpropagation' }
    expect(answer('save', { ...place, edit: { id: '3' } }).status).toBe(400)
    expect(answer('save', { ...place, edit: editOf('3', (old) => old), word: 'all' }).status).toBe(400)
    expect(answer('erase', place).status).toBe(404)
  })
})
