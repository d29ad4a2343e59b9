import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** Each fault: the file it is made in, how, and the line that must be reported for it. */
const faults: { name: string; file: string; from: string | RegExp; to: string; report: RegExp }[] = [
  {
    name: 'an unclosed component',
    file: 'fr.mdx',
    from: '</Forward>',
    to: '',
    report: /fr\.mdx:\d+:\d+ mdx-syntax .*closing tag/,
  },
  {
    name: 'an import in an entry',
    file: 'en.mdx',
    from: '## The mathematics',
    to: "import x from 'y'\n\n## The mathematics",
    report: /en\.mdx:\d+:1 mdx-import/,
  },
  {
    name: 'an empty title',
    file: 'es.mdx',
    from: /^title: .*$/m,
    to: 'title: ""',
    report: /es\.mdx:2:8 schema title: expected some text \(found ""\)/,
  },
  {
    name: 'an unknown key in the front matter',
    file: 'tr.mdx',
    from: /^title: /m,
    to: 'titel: x\ntitle: ',
    report: /tr\.mdx:2:1 schema .*titel/,
  },
  {
    name: 'front matter that is no YAML',
    file: 'ko.mdx',
    from: /^title: .*$/m,
    to: 'title: "a',
    report: /ko\.mdx:\d+:\d+ yaml /,
  },
  {
    name: 'a topic that does not exist',
    file: 'entry.yml',
    from: /^topic: .*$/m,
    to: 'topic: cooking',
    report: /entry\.yml:1:8 schema topic: .*cooking.*\n.*\n.*\n.*\n?.*Use one of: foundations/,
  },
  {
    name: 'a year that is a word',
    file: 'entry.yml',
    from: /year: 1986/,
    to: 'year: long ago',
    report: /entry\.yml:\d+:11 schema sources\.0\.year: .*found "long ago"/,
  },
  {
    name: 'a related term that does not exist',
    file: 'entry.yml',
    from: '  - gradient-descent\n',
    to: '  - gradient-ascent\n',
    report: /entry\.yml:\d+:1 unknown-slug related: no entry and no term is called "gradient-ascent"/,
  },
  {
    name: 'a link to no entry',
    file: 'en.mdx',
    from: '(/gradient-descent)',
    to: '(/gradient-decent)',
    report: /en\.mdx:\d+:\d+ link-entry .*"gradient-decent"[^]*?Did you mean \/gradient-descent\?/,
  },
  {
    name: 'a link to no heading',
    file: 'en.mdx',
    from: '(/gradient)',
    to: '(/good#the-mathematic)',
    report: /en\.mdx:\d+:\d+ link-heading .*[^]*?Did you mean #the-mathematics\?/,
  },
  {
    name: 'a missing section',
    file: 'fr.mdx',
    from: /^## .*$/m,
    to: '',
    report: /fr\.mdx:\d+:1 heading-count \d+ headings, where the English text has \d+/,
  },
  {
    name: 'an unknown component',
    file: 'en.mdx',
    from: '<Loss>16</Loss>',
    to: '<Los>16</Los>',
    report: /en\.mdx:\d+:\d+ component there is no component <Los>/,
  },
  {
    name: 'a figure without a label',
    file: 'en.mdx',
    from: /^ {2}weight=.*\n/m,
    to: '',
    report: /en\.mdx:\d+:1 figure the figure's label "weight" is not given/,
  },
  {
    name: 'two cells with one id',
    file: 'en.mdx',
    from: 'id=training-cycle',
    to: 'id=first-gradient',
    report: /en\.mdx:\d+:1 cell-duplicate-id the id "first-gradient" is taken by the cell at line \d+/,
  },
  {
    name: 'an option that does not exist',
    file: 'en.mdx',
    from: 'live id=first',
    to: 'live colour=red id=first',
    report: /en\.mdx:\d+:\d+ fence-unknown-option .*colour/,
  },
]

let folder: string
let report: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lexigrad-bad-input-'))
  const good = join(folder, 'good')
  cpSync('content/backpropagation', good, { recursive: true })
  faults.forEach(({ file, from, to }, index) => {
    const copy = join(folder, `fault-${index}`)
    cpSync(good, copy, { recursive: true })
    const text = readFileSync(join(copy, file), 'utf8')
    const changed = text.replace(from, to)
    if (changed === text) throw new Error(`The fault "${faults[index]?.name}" changes nothing in ${file}.`)
    writeFileSync(join(copy, file), changed)
  })
  mkdirSync(join(folder, 'german'))
  cpSync(good, join(folder, 'german'), { recursive: true })
  writeFileSync(join(folder, 'german', 'de.mdx'), '')
  report = check()
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true }))

function check(): string {
  try {
    return execFileSync(process.execPath, ['src/site/content/check/main.ts'], {
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, LEXIGRAD_CONTENT: folder },
    })
  } catch (error) {
    return (error as { stderr: string }).stderr
  }
}

test.each(faults.map((fault, index) => ({ ...fault, index })))(
  '$name is reported at its place',
  ({ report: line, index }) => {
    const own = report
      .split('\n\n')
      .filter((text) => text.startsWith(join(relative(process.cwd(), folder), `fault-${index}/`)))
    expect(own.join('\n\n')).toMatch(line)
  },
)

test('a file of an unknown locale is reported', () => {
  expect(report).toMatch(/german\/de\.mdx:1:1 unknown-locale no locale is called "de" \(known: en, fr, es, tr, ko\)/)
})

test('an entry without fault is not reported', () => {
  expect(report).not.toContain(join(folder, 'good'))
  expect(report).not.toContain('good/')
})
