/** Other programs read and write these files, and they come back whole: gettext, and translate-toolkit, where installed. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listSlugs, readWorkpiece } from '../../../src/l10n/cli/workspace.ts'
import { writePo } from '../../../src/l10n/exchange/po.ts'
import { readExchange } from '../../../src/l10n/exchange/read-exchange.ts'
import { writeTmx } from '../../../src/l10n/exchange/tmx.ts'
import { unitsOf, type Exchange, type Incoming } from '../../../src/l10n/exchange/unit.ts'
import { writeXliff12 } from '../../../src/l10n/exchange/xliff12.ts'

const folder = mkdtempSync(join(tmpdir(), 'exchange-'))
afterAll(() => rmSync(folder, { recursive: true }))

const units = listSlugs().flatMap((slug) => unitsOf(slug, readWorkpiece('fr', slug)))
const exchange: Exchange = { from: 'en', to: 'fr', units }

const works = (command: string, ...args: string[]) => spawnSync(command, args).status === 0
const hasGettext = works('msgfmt', '--version')
const python = ['/usr/bin/python3', 'python3'].find((one) => works(one, '-c', 'import translate.storage.factory'))

const rewrite = `
import sys
from translate.storage import factory
store = factory.getobject(sys.argv[1])
assert len(store.units) > 0
with open(sys.argv[2], 'wb') as file:
    store.serialize(file)
`

test.skipIf(!hasGettext)('gettext accepts the PO file', () => {
  const path = join(folder, 'fr.po')
  writeFileSync(path, writePo(exchange, '2026-11-27'))
  const { status, stderr } = spawnSync('msgfmt', ['-c', '-o', join(folder, 'fr.mo'), path], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test.skipIf(!python).each([
  ['po', writePo(exchange, '2026-11-27')],
  ['xlf', writeXliff12(exchange)],
  ['tmx', writeTmx(exchange)],
])('translate-toolkit reads and writes the %s file, and it comes back whole', (format, text) => {
  const [from, to] = [join(folder, `there.${format}`), join(folder, `back.${format}`)]
  writeFileSync(from, text)
  const { status, stderr } = spawnSync(python!, ['-c', rewrite, from, to], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const read = (path: string) =>
    (readExchange(readFileSync(path, 'utf8'), path) as { units: Incoming[] }).units.map(
      ({ place, source, target }) => ({
        place,
        source,
        target,
      }),
    )
  expect(read(to)).toEqual(read(from))
})
