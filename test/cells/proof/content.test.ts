/** The proof of the site's own entries, as `npm run cells` gives it, and that it can fail. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { formatProblems } from '../../../src/cells/parse/problem.ts'
import { prove, type ProofRow } from '../../../src/cells/proof/prove.ts'
import { copyOf, replaceIn } from './folder.ts'

const run = promisify(execFile)

describe('the entries', () => {
  it('are proved: every cell in every language, as the store tells it', { timeout: 300_000 }, async () => {
    const { rows, problems, sources } = await prove()
    expect(problems, formatProblems(problems, sources)).toEqual([])
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every(({ ok }) => ok)).toBe(true)
  })

  it('give dL/dw = −24 in five languages, in TypeScript and in Python', { timeout: 120_000 }, async () => {
    const { rows } = await prove({ entries: ['backpropagation'] })
    const first = rows.filter(({ id }) => id === 'first-gradient')
    for (const language of ['typescript', 'python']) {
      const own = first.filter((row) => row.language === language)
      expect(own.map(({ locale }) => locale)).toEqual(['en', 'es', 'fr', 'ko', 'tr'])
    }
    for (const { gradients } of first) expect(gradients).toEqual({ w: [-24] })
  })
})

describe('the proof can fail', () => {
  it('a changed sign in one language turns it red, with file, line and both values', { timeout: 120_000 }, async () => {
    const folder = copyOf('backpropagation')
    const file = join(folder, 'backpropagation', 'fr.mdx')
    replaceIn(file, 'const w = tensor([2]', 'const w = tensor([-2]')
    const lines = readFileSync(file, 'utf8').split('\n')
    const line = lines.findIndex((text) => text.startsWith('const w = tensor([-2]')) + 1
    const fence = lines.findIndex((text) => text.startsWith('```ts live id=first-gradient')) + 1

    const { rows, problems } = await prove({ folder })
    expect(rows.filter(({ ok }) => !ok).map(({ locale, id, language }) => [locale, id, language])).toEqual([
      ['fr', 'first-gradient', 'typescript'],
      ['fr', 'first-gradient', 'python'],
    ])
    const twin = problems.filter(({ rule }) => rule.startsWith('cell-twin'))
    expect(twin[0]!.message).toBe('w is [2], and w of the TypeScript cell [-2]')
    expect(
      problems
        .filter((problem) => !twin.includes(problem))
        .map(({ file, line, column, rule, message }) => `${file}:${line}:${column} ${rule} ${message}`),
    ).toEqual([
      `${file}:${fence}:1 cell-expect first-gradient promises w.grad = -24, but it is [-96]`,
      `${file}:${line}:19 cell-code-differs first-gradient differs from the English cell: expected \`2\`, found \`-\``,
      `${file}:${line}:7 cell-value-differs w[0] is [2] in the English cell, and [-2] here`,
      `${file}:${line}:7 cell-gradient-differs w.grad[0] is [-24] in the English cell, and [-96] here`,
      expect.stringMatching(/cell-value-differs prediction\[0\] is \[6\] in the English cell, and \[-6\] here$/),
      expect.stringMatching(/cell-value-differs loss\[0\] is \[16\] in the English cell, and \[256\] here$/),
    ])
  })

  it('so does the command, which exits with 1 and says why', { timeout: 120_000 }, async () => {
    const folder = copyOf('backpropagation')
    replaceIn(join(folder, 'backpropagation', 'ko.mdx'), 'const x = tensor([3])', 'const x = tensor([4])')
    const call = run(process.execPath, ['src/cells/proof/main.ts', '--json', '--locale', 'ko'], {
      env: { ...process.env, LEXIGRAD_CONTENT: folder },
    })
    const { code, stdout, stderr } = await call.then(
      () => expect.fail('it exited with 0'),
      (error: { code: number; stdout: string; stderr: string }) => error,
    )
    expect(code).toBe(1)
    const rows = JSON.parse(stdout) as ProofRow[]
    expect(rows.map(({ locale, id, language, ok }) => [locale, id, language, ok])).toEqual([
      ['ko', 'first-gradient', 'typescript', false],
      ['ko', 'first-gradient', 'python', false],
      ['ko', 'training-cycle', 'typescript', true],
      ['ko', 'training-cycle', 'python', true],
    ])
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'entry',
      'locale',
      'id',
      'language',
      'ok',
      'stdout',
      'gradients',
      'values',
      'ms',
      'error',
    ])
    expect(rows[0]?.error).toContain('expected `3`, found `4`')
    expect(stderr).toContain('ko.mdx')
  })
})
