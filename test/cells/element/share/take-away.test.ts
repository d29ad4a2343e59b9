import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toNotebook, toScript } from '../../../../src/cells/element/share/take-away.ts'
import { startPython } from '../../../python/interpreter.ts'
import { findFaults } from './schema.ts'

// From nbformat 5.5 (Jupyter, BSD-3-Clause), as it is published with it.
const schema = JSON.parse(readFileSync('test/python/nbformat.v4.5.schema.json', 'utf8')) as object
const taken = {
  title: 'Rétropropagation *et* [suite]',
  header: 'Une cellule de « Rétropropagation » sur Lexigrad',
  address: 'https://lexigrad.example/fr/backpropagation/',
  licence: 'Ce code peut être utilisé sous licence MIT.',
  id: 'b',
  chain: [
    { id: 'first-gradient', code: 'w = 2\n\nx = "\\n é"' },
    { id: 'b', code: '# Un commentaire\nprint(w * 3)\n' },
  ],
}

test('a script begins with where it comes from, and holds the cells that it stands on', () => {
  expect(toScript(taken, '#')).toBe(
    [
      '# Une cellule de « Rétropropagation » sur Lexigrad',
      '# https://lexigrad.example/fr/backpropagation/',
      '# Ce code peut être utilisé sous licence MIT.',
      '',
      'w = 2',
      '',
      'x = "\\n é"',
      '',
      '# Un commentaire',
      'print(w * 3)',
      '',
    ].join('\n'),
  )
})

test('a notebook is one by the schema of nbformat 4.5', () => {
  const notebook = JSON.parse(toNotebook(taken)) as { cells: { id?: string }[] }
  expect(findFaults(schema, notebook)).toEqual([])
  delete notebook.cells[0]!.id
  expect(findFaults(schema, notebook)).not.toEqual([])
})

test('it says in the reader’s language where it comes from, and its code runs', async () => {
  const { cells } = JSON.parse(toNotebook(taken)) as { cells: { cell_type: string; source: string[] }[] }
  expect(cells.map(({ cell_type: type }) => type)).toEqual(['markdown', 'code', 'code'])
  expect(cells[0]!.source.join('')).toBe(
    '# Rétropropagation \\*et\\* \\[suite\\]\n\nUne cellule de « Rétropropagation » sur Lexigrad\n\n' +
      '<https://lexigrad.example/fr/backpropagation/>\n\nCe code peut être utilisé sous licence MIT.',
  )
  const run = await startPython()
  const code = cells
    .slice(1)
    .map(({ source }) => source.join(''))
    .join('\n')
  expect(run(code).output).toBe('6\n')
})
