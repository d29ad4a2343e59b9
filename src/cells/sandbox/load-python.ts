/** Fetches what Python is made of: some megabytes, once, when a reader first runs a cell in it. */
import type { Assets, Runtime } from './protocol.ts'

/** An address, and how much it holds once nothing is compressed [bytes]. */
export interface PythonFile {
  url: string
  bytes: number
}

export interface PythonFiles {
  /** The worker's script: the loader, the engine, and `torch`. */
  script: PythonFile
  /** By the names under which the worker asks for them. */
  modules: Readonly<Record<string, PythonFile>>
  /** What a run may do without: it comes after the rest. */
  files: Readonly<Record<string, PythonFile>>
  /** What all but that takes on the way to a reader [bytes]. */
  transfer: number
}

/**
 * @param onPart  told as the bytes come, from 0 to 1
 * @throws where one of them cannot be had, or `signal` says to stop
 */
export async function loadPython(
  { script, modules }: PythonFiles,
  onPart: (part: number) => void,
  signal: AbortSignal,
): Promise<Runtime> {
  const all = [script, ...Object.values(modules)]
  const total = all.reduce((sum, { bytes }) => sum + bytes, 0)
  let loaded = 0
  const load = (file: PythonFile) =>
    loadBytes(file, signal, (bytes) => {
      loaded += bytes
      onPart(Math.min(1, loaded / total))
    })
  const [source, compiled] = await Promise.all([load(script), loadAll(modules, load)])
  onPart(1)
  return { language: 'python', source: new TextDecoder().decode(source), boot: { modules: compiled, files: {} } }
}

export function loadPythonLibrary({ files }: PythonFiles): Promise<Assets> {
  return loadAll(files, (file) => loadBytes(file))
}

async function loadAll(
  named: Readonly<Record<string, PythonFile>>,
  load: (file: PythonFile) => Promise<ArrayBuffer>,
): Promise<Assets> {
  const loading = Object.entries(named).map(async ([name, file]) => [name, await load(file)] as const)
  return Object.fromEntries(await Promise.all(loading))
}

/** Into one buffer, of the size that is expected, so that nothing is held twice. */
async function loadBytes(
  { url, bytes }: PythonFile,
  signal?: AbortSignal,
  onBytes?: (bytes: number) => void,
): Promise<ArrayBuffer> {
  const response = await fetch(url, { ...(signal && { signal }) })
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`)
  let whole = new Uint8Array(bytes)
  const reader = response.body.getReader()
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    if (length + value.length > whole.length) {
      const larger = new Uint8Array(2 * (length + value.length))
      larger.set(whole.subarray(0, length))
      whole = larger
    }
    whole.set(value, length)
    length += value.length
    onBytes?.(value.length)
  }
  return length === whole.length ? whole.buffer : whole.buffer.slice(0, length)
}
