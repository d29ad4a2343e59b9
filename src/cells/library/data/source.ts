/**
 * Where data sets come from. A cell asks for them in the midst of its run and cannot wait, so whoever runs it has them at
 * hand before it begins: the page's worker as bytes that came with the code, the proof on its disk.
 */
import { EngineError } from '../../../engine/errors.ts'

/** The data sets that are files. */
export const dataFiles = { digits: 'digits.bin', declaration: 'declaration.json' } as const
export type DataName = keyof typeof dataFiles

export interface DataSource {
  /** The bytes of a data set; undefined where they could not be had. */
  read(name: DataName): Uint8Array | undefined
  /** The language of the text that the cell stands in. */
  locale: string
}

/** Data that is not there, or not whole. */
export class DataError extends EngineError {}

const nothing: DataSource = { read: () => undefined, locale: 'en' }
let source = nothing

/** Sets where the next run finds its data. */
export function provideData(given: DataSource = nothing): void {
  source = given
}

export const dataLocale = (): string => source.locale

/**
 * What `decode` makes of a data set's bytes.
 * @throws DataError where they are missing, or break off
 */
export function readData<T>(name: DataName, decode: (bytes: Uint8Array) => T): T {
  const bytes = source.read(name)
  if (!bytes) throw notThere(name)
  try {
    return decode(bytes)
  } catch {
    throw notThere(name)
  }
}

function notThere(name: DataName): DataError {
  const message = `${name}: this data set is not here; its download failed or broke off. Run the cell again when there is a connection.`
  return new DataError(message, { code: 'data-not-loaded', params: { operation: name } })
}
