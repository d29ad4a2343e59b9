/** The data sets of cells, from the disk. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { dataFiles, type DataName, type DataSource } from '../library/data/source.ts'

const folder = new URL('../library/data/', import.meta.url)

export function diskData(locale: string): DataSource {
  return { read, locale }
}

function read(name: DataName): Uint8Array {
  const file = dataFiles[name]
  const bytes = readFileSync(new URL(file, folder))
  return file.endsWith('.bin') ? gunzipSync(bytes) : bytes
}
