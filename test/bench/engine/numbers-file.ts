/** Writes what a workload is given where a program in another language can read it: a line of JSON, then float32 numbers. */
import { writeFileSync } from 'node:fs'
import type { Given } from './works.ts'

export function writeNumbers(path: string, given: Given): void {
  const entries = Object.entries(given)
  const head = JSON.stringify(entries.map(([name, { shape }]) => [name, shape]))
  const parts = entries.map(([, { data }]) => Buffer.from(data.buffer, data.byteOffset, data.byteLength))
  writeFileSync(path, Buffer.concat([Buffer.from(`${head}\n`), ...parts]))
}
