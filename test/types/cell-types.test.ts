import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listEntries, listLocales, readEntry } from '../../src/cells/proof/entries.ts'
import { sourceContentFolder } from '../../src/i18n/paths.ts'
import { loadApi } from '../../src/site/api/load-api.ts'
import { describeTypes, nameSpans } from '../../src/site/types/describe.ts'
import { typeProblems } from '../../src/site/types/entry-types.ts'
import { typedCodes } from '../../src/site/types/program.ts'

const timeout = 60_000

function typesIn(...chain: string[]): Record<string, string> {
  const code = chain.at(-1)!
  const { names } = describeTypes(typedCodes([chain])[0]!, code, loadApi())
  return Object.fromEntries(
    nameSpans(code).map(([from, to], index) => [code.slice(from, to), names[index]?.type ?? '']),
  )
}

test(
  'every published cell fits the engine’s declarations',
  () => {
    const texts = listEntries(sourceContentFolder).flatMap((slug) =>
      listLocales(sourceContentFolder, slug).map((locale) => readEntry(sourceContentFolder, slug, locale)),
    )
    expect(typeProblems(texts)).toEqual([])
  },
  timeout,
)

test(
  'a cell that does not is told of with its place in the file',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'types-'))
    mkdirSync(join(folder, 'gradient'))
    const cell = "import { tensor } from 'lexigrad'\nconst w = tensor([1])\nw.multiplied(2)\n"
    writeFileSync(
      join(folder, 'gradient', 'en.mdx'),
      `---\ntitle: A\n---\n\nText.\n\n\`\`\`ts live id=one\n${cell}\`\`\`\n`,
    )
    const [problem, ...others] = typeProblems([readEntry(folder, 'gradient', 'en')])
    expect(problem).toMatchObject({ line: 10, column: 3, rule: 'cell-type' })
    expect(problem?.message).toContain("Property 'multiplied' does not exist on type 'Tensor'")
    expect(others).toEqual([])
  },
  timeout,
)

test(
  'names are said as the documentation says them',
  () => {
    const types = typesIn(
      "import { nn, tensor } from 'lexigrad'\nconst model = new nn.Linear(2, 3, { bias: false })\nconst y = model.forward(tensor([[1, 2]])).mean({ dim: 0 })\nconst n = y.item().toFixed(2)",
    )
    expect(types['model']).toBe('const model: nn.Linear')
    expect(types['Linear']).toBe('new nn.Linear(inFeatures, outFeatures, { bias? })')
    expect(types['y']).toMatch(/^const y: Tensor$/)
    expect(types['mean']).toMatch(/^Tensor\.mean\(/)
    expect(types['n']).toBe('const n: string')
  },
  timeout,
)

test(
  'a cell that goes on from another knows its names',
  () => {
    const types = typesIn("import { tensor } from 'lexigrad'\nconst w = tensor([1])", 'const twice = w.mul(2)')
    expect(types['w']).toMatch(/Tensor$/)
    expect(types['twice']).toBe('const twice: Tensor')
  },
  timeout,
)
