/**
 * `npm run record:python -- [slug …]`: runs every Python cell of the entries with PyTorch itself and keeps what it prints,
 * in every language, in test/python/cells/<slug>.json. Tests compare with it what our interpreter printed. It needs a Python that
 * has PyTorch: `python3`, or what PYTHON names. Where that has no matplotlib, plots are left out, which print nothing.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listEntries } from '../../src/cells/proof/entries.ts'
import { contentFolder } from '../../src/cells/proof/paths.ts'
import { listCells, readRecorded, recordedFile, type Recorded } from '../python/recorded-cells.ts'

const python = process.env.PYTHON ?? 'python3'
const wanted = process.argv.slice(2)
const version = spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' })
if (version.status !== 0) {
  console.error(`${python} has no PyTorch. Name one that has: PYTHON=… npm run record:python`)
  process.exit(2)
}

let failed = 0
const folder = mkdtempSync(join(tmpdir(), 'lexigrad-'))
try {
  for (const slug of wanted.length > 0 ? wanted : listEntries(contentFolder())) record(slug)
} finally {
  rmSync(folder, { recursive: true })
}
process.exitCode = failed > 0 ? 1 : 0

function record(slug: string): void {
  const known = readRecorded(slug)
  const cells: Recorded['cells'] = {}
  for (const { name, chain, code, at } of listCells(slug)) {
    // Recorded as it stands: PyTorch would say the same again.
    if (known.cells[name]?.code === code && wanted.length === 0) {
      cells[name] = known.cells[name]
      continue
    }
    const files = chain.map((text, index) => {
      const file = join(folder, `cell-${index + 1}.py`)
      writeFileSync(file, text)
      return file
    })
    const run = spawnSync(python, [join(import.meta.dirname, 'run-cells.py'), ...files], { encoding: 'utf8' })
    if (run.status !== 0) {
      failed++
      console.error(`${at} ${run.stderr.trim().split('\n').at(-1)}`)
      continue
    }
    cells[name] = { code, output: run.stdout }
    console.log(`${slug} ${name}`)
  }
  const path = recordedFile(slug)
  if (Object.keys(cells).length === 0) return rmSync(path, { force: true })
  const rows = Object.entries(cells).map(([name, cell]) => `    ${JSON.stringify(name)}: ${JSON.stringify(cell)}`)
  const made = JSON.stringify(`PyTorch ${version.stdout.trim()}`)
  writeFileSync(path, `{\n  "made_with": ${made},\n  "cells": {\n${rows.join(',\n')}\n  }\n}\n`)
}
