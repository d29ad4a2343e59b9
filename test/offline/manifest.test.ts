import { expect, test } from 'vitest'
import { sortFiles } from '../../src/site/offline/manifest.ts'

const files = [
  { path: 'assets/cell-sandbox.a1.html', bytes: 4000 },
  { path: 'assets/cell-worker.b2.js', bytes: 400_000 },
  { path: 'assets/editor.c3.js', bytes: 300_000 },
  { path: 'assets/site.d4.css', bytes: 90_000 },
  { path: 'assets/translation-worker.h8.js', bytes: 700 },
  { path: 'assets/FolderEditorPage.astro.i9.js', bytes: 20_000 },
  { path: 'assets/face.e5.woff2', bytes: 50_000 },
  { path: 'assets/python.f6.wasm', bytes: 9_000_000 },
  { path: 'assets/kernels.g7.wasm', bytes: 30_000 },
  { path: 'fr/cell-errors.json', bytes: 30_000 },
  { path: 'fr/backpropagation/index.html', bytes: 60_000 },
]

test('what a run needs is kept at once, large parts afterwards, an interpreter only when it is used', () => {
  expect(sortFiles(files)).toEqual({
    shell: [
      'assets/cell-sandbox.a1.html',
      'assets/cell-worker.b2.js',
      'assets/site.d4.css',
      'assets/kernels.g7.wasm',
      'fr/cell-errors.json',
    ],
    extras: ['assets/editor.c3.js'],
    frame: 'assets/cell-sandbox.a1.html',
  })
})

test('a build without a sandbox is no build', () => {
  expect(() => sortFiles(files.slice(1))).toThrow('no sandbox document')
})
