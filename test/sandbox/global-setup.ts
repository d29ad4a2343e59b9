/** Before the tests of the sandbox: what their pages load is bundled once for all of them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { serialize } from 'node:v8'
import { bundleCells } from './cell-page.ts'

export default async function setup(): Promise<void> {
  const file = resolve('.cache', 'test', 'cell-bundle')
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, serialize(await bundleCells()))
  process.env.LEXIGRAD_CELL_BUNDLE = file
}
