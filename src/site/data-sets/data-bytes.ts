/** What a browser fetches of a data set. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { dataFiles, type DataName } from '../../cells/library/data/source.ts'
import { projectRoot } from '../../i18n/paths.ts'

/** [bytes] */
export function dataBytes(name: DataName): number {
  return statSync(join(projectRoot, 'src/cells/library/data', dataFiles[name])).size
}
