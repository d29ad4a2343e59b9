/** A file of any of the formats, known by what is in it. */
import { refuseFile } from './file-error.ts'
import { readPo } from './po.ts'
import type { TermEntry } from '../terms.ts'
import { readTbx } from './tbx.ts'
import { readTmx } from './tmx.ts'
import type { Incoming } from './unit.ts'
import { readXliff12 } from './xliff12.ts'
import { readXliff2 } from './xliff2.ts'
import { parseXml } from './xml.ts'

export type Read = { to: string; units: Incoming[] } | { to: string; terms: Map<string, TermEntry> }

/** @throws ProblemsError where the file is damaged, cut, or of no format known */
export function readExchange(text: string, file: string): Read {
  const source = text.replace(/^\uFEFF/, '')
  if (!source.trimStart().startsWith('<')) return readPo(source, file)
  const root = parseXml(source, file)
  const name = root.name.slice(root.name.indexOf(':') + 1)
  if (name === 'xliff')
    return root.attributes.version?.startsWith('1') ? readXliff12(root, file) : readXliff2(root, file)
  if (name === 'tmx') return readTmx(root, file)
  if (name === 'tbx') return readTbx(root, file)
  const message = `<${root.name}> is of no format known here`
  return refuseFile(
    { file, line: root.line, column: root.column },
    'exchange-format',
    message,
    'Known are PO, XLIFF 1.2 and 2, TMX and TBX.',
  )
}
