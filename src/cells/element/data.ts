/**
 * The data sets that a cell's code imports, for a worker that has no network. What cannot be loaded is left out: the cell
 * then says so where it asks for it, and the next run tries again.
 */
import { dataFiles, type DataName } from '../library/data/source.ts'
import type { Assets } from '../sandbox/protocol.ts'

const loaded = new Map<string, Promise<ArrayBuffer>>()

/** A guess from its words: too much is a download for nothing. */
export function neededData(code: string): DataName[] {
  if (!/['"]lexigrad\/data['"]/.test(code)) return []
  return (Object.keys(dataFiles) as DataName[]).filter((name) => new RegExp(`\\b${name}\\b`).test(code))
}

/** @param urls  JSON of addresses by name @returns  by name */
export async function loadData(names: readonly DataName[], urls = '{}'): Promise<Assets> {
  const addresses = JSON.parse(urls) as Partial<Record<DataName, string>>
  const assets: Record<string, ArrayBuffer> = {}
  const load = async (name: DataName) => {
    const url = addresses[name]
    if (url) assets[name] = await loadOnce(url)
  }
  await Promise.allSettled(names.map(load))
  return assets
}

function loadOnce(url: string): Promise<ArrayBuffer> {
  let bytes = loaded.get(url)
  if (!bytes) {
    bytes = fetchBytes(url)
    bytes.catch(() => loaded.delete(url))
    loaded.set(url, bytes)
  }
  return bytes
}

/** @throws where it does not come, or not whole */
async function fetchBytes(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url)
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`)
  // A host may know that it is compressed, and the browser then has undone it.
  const bytes = await response.arrayBuffer()
  return isGzip(new Uint8Array(bytes)) ? decompress(bytes) : bytes
}

const isGzip = ([first, second]: Uint8Array) => first === 0x1f && second === 0x8b

function decompress(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()
}
