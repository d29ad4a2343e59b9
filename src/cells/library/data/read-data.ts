/** A data set's bytes, made into what a cell works with. */
import { EngineError } from '../../../engine/errors.ts'
import { dataSource, type DataName } from './source.ts'

/** Data that are not there, or not whole. */
export class DataError extends EngineError {}

/**
 * What `decode` makes of a data set's bytes.
 * @throws DataError where they are missing, or break off
 */
export function readData<T>(operation: DataName, decode: (bytes: Uint8Array) => T): T {
  const bytes = dataSource().read(operation)
  try {
    if (bytes) return decode(bytes)
  } catch {
    // As good as missing.
  }
  throw new DataError(
    `${operation}: this data set could not be loaded, or only a part of it. Check the connection and run the cell again.`,
    { code: 'data-not-loaded', params: { operation } },
  )
}
