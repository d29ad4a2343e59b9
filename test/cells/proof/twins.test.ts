/** The proof of a cell in two languages of code. One interpreter for each call of `prove`: few calls, many cells. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { findCells } from '../../../src/cells/parse/find-cells.ts'
import { pythonHash } from '../../../src/cells/proof/python-hash.ts'
import { closeRunner, loadResult } from '../../../src/cells/proof/load-result.ts'
import { prove, type ProofOptions } from '../../../src/cells/proof/prove.ts'
import { resultsPath } from '../../../src/cells/proof/store.ts'
import { cell, contentOf, replaceIn } from './folder.ts'

vi.setConfig({ testTimeout: 90_000 })
afterAll(closeRunner)

const typescript = `import { tensor } from 'lexigrad'
const w = tensor([2], { requiresGrad: true })
const trainLoss = w.mul(3).sub(10).pow(2)
trainLoss.backward()
const losses = [trainLoss.item(), 0.1]
console.log('loss', trainLoss.item().toFixed(2))`

const python = `import torch
w = torch.tensor([2.0], requires_grad=True)
train_loss = (w * 3 - 10) ** 2
train_loss.backward()
losses = [train_loss.item(), 0.1]
print('loss', f'{train_loss.item():.3f}')`

const twin = (code: string, options = 'id=a') => `\n\`\`\`python live ${options}\n${code}\n\`\`\`\n`
const first = cell(typescript, 'id=a expect="w.grad = -24; trainLoss = 16"')

const rules = async (options: ProofOptions) => {
  const { problems } = await prove(options)
  return problems.map(
    ({ file, line, column, rule, message }) => `${file.split('/').at(-1)}:${line}:${column} ${rule} ${message}`,
  )
}

describe('a twin in Python', () => {
  it('is proved: it runs, keeps the promise of its first cell and computes the same', async () => {
    const folder = contentOf({ en: first + twin(python) })
    const { rows, problems } = await prove({ folder, record: true })
    expect(problems).toEqual([])
    expect(rows.map(({ language, ok, stdout, gradients }) => ({ language, ok, stdout, gradients }))).toEqual([
      { language: 'typescript', ok: true, stdout: 'loss 16.00\n', gradients: { w: [-24] } },
      { language: 'python', ok: true, stdout: 'loss 16.000\n', gradients: { w: [-24] } },
    ])
    expect(Object.keys(rows[1]!.values)).toEqual(['w', 'train_loss', 'losses'])

    const stored = JSON.parse(readFileSync(resultsPath(folder, 'sample'), 'utf8')) as Record<string, object>
    expect(Object.values(stored).map((result) => result)).toMatchObject([
      { cell: 'a', language: 'python', output: ['loss 16.000'], speed: 'quick' },
      { cell: 'a', language: 'typescript' },
    ])
  })

  it('that computes another thing is told, with its place', async () => {
    const changed = python.replace('- 10', '- 9').replace('.3f', '.4f')
    expect(await rules({ folder: contentOf({ en: first + twin(changed) }) })).toEqual([
      'en.mdx:10:1 cell-expect a promises w.grad = -24, but it is [-18]',
      'en.mdx:10:1 cell-expect a promises train_loss = 16, but it is [9]',
      'en.mdx:12:1 cell-twin-differs w.grad is [-18], and w.grad of the TypeScript cell [-24]',
      'en.mdx:13:1 cell-twin-differs train_loss is [9], and trainLoss of the TypeScript cell [16]',
      'en.mdx:15:1 cell-twin-differs losses is [9, 0.1], and losses of the TypeScript cell [16, 0.1]',
      'en.mdx:10:1 cell-twin-prints line 1 of the output says 9.0000, and that of the TypeScript cell 16.00',
    ])
  })

  it('may be apart as far as it declares', async () => {
    const apart = twin(python.replace('0.1', '0.1000001'), 'id=a tolerance=1e-6')
    expect(await rules({ folder: contentOf({ en: first + apart }) })).toEqual([])
    expect(await rules({ folder: contentOf({ en: first + apart.replace('e-6', 'e-8') }) })).toHaveLength(1)
  })

  it('stands on the twin of the cell before, fails at the line of the file, and is the same in every language', async () => {
    const en =
      first + twin(python) + cell('console.log(w.tolist())', 'id=b after=a') + twin('print(w.tolist())', 'id=b')
    const fr = en.replace("print('loss'", "print('perte'").replace("log('loss'", "log('perte'")
    const folder = contentOf({ en, fr })
    expect(await rules({ folder, record: true })).toEqual([])
    const chained = findCells(en, 'en.mdx').cells.at(-1)!
    expect((await loadResult('sample', 'en', chained, { folder })).output.map(({ text }) => text)).toEqual(['[2.0]'])

    const file = join(folder, 'sample', 'fr.mdx')
    replaceIn(file, 'print(w.tolist())', 'print(w @ torch.ones(3))')
    replaceIn(file, 'losses = [train_loss.item(), 0.1]\nprint', 'losses = [train_loss.item(), 0.2]\nprint')
    expect(await rules({ folder, locales: ['fr'] })).toEqual([
      'fr.mdx:15:30 cell-code-differs a differs from the English cell: expected `0.1`, found `0.2`',
      'fr.mdx:15:1 cell-value-differs losses[1] is [16, 0.1] in the English cell, and [16, 0.2] here',
      'fr.mdx:15:1 cell-twin-differs losses is [16, 0.2], and losses of the TypeScript cell [16, 0.1]',
      expect.stringMatching(/^fr\.mdx:23:7 cell-failed RuntimeError: inconsistent tensor size/),
      'fr.mdx:23:9 cell-code-differs b differs from the English cell: expected `.`, found `@`',
    ])
  })

  it('leaves the same text of an object in each run', async () => {
    const folder = contentOf({ en: cell('const a = 1') + twin('class Net:\n    pass\nnet = Net()') })
    await prove({ folder, record: true })
    expect(readFileSync(resultsPath(folder, 'sample'), 'utf8')).toContain('<__main__.Net object>')
  })

  it('that never ends is ended', async () => {
    const endless = cell('const a = 1', 'id=a limit=1') + twin('while True:\n    pass')
    expect(await rules({ folder: contentOf({ en: endless }) })).toEqual([
      'en.mdx:5:1 cell-time-limit Error: the cell was still running after 1 s',
    ])
  })

  it('has random numbers from the same seed as its first cell', async () => {
    const random =
      cell("import { rand } from 'lexigrad'\nconst x = rand([3])", 'id=a') + twin('import torch\nx = torch.rand(3)')
    expect(await rules({ folder: contentOf({ en: random }) })).toEqual([])
  })
})

it('the hash of the interpreter changes with what its files compute', () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const folder = contentOf({})
  const hash = (name: string, text: string) => {
    vi.advanceTimersByTime(5000)
    writeFileSync(join(folder, name), text)
    vi.advanceTimersByTime(5000)
    return pythonHash(folder)
  }
  const one = hash('a.py', 'def f(x):\n    return x\n')
  expect(hash('a.py', 'def f(x):\n    # the same\n    return  x\n')).toBe(one)
  expect(hash('a.py', 'def f(x):\n    return -x\n')).not.toBe(one)
  vi.useRealTimers()
})
