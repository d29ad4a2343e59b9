/**
 * The parser's WebAssembly from its package, which npm installs on no machine of ours: it is made for a processor called
 * `wasm32`. So the package's own file stands here, and is taken only if it is the one that `package-lock.json` names.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { projectRoot } from '../../../i18n/paths.ts'

const packageName = '@bruits/satteri-wasm32-wasi'
const folder = join(projectRoot, 'src', 'site', 'translation-editor', 'parser')

/** @throws Error where the package is missing, or another than the lock file names */
export function unpackParser(): Uint8Array<ArrayBuffer> {
  const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; integrity: string }>
  }
  const { version, integrity } = packages[`node_modules/${packageName}`]!
  const name = `${packageName.replace('@', '').replace('/', '-')}-${version}.tgz`
  const path = join(folder, name)
  const hint = `Run "npm pack ${packageName}@${version}" in src/site/translation-editor/parser, and delete the old file.`
  if (!existsSync(path)) throw new Error(`${path} is not there. ${hint}`)
  const archive = readFileSync(path)
  const found = `sha512-${createHash('sha512').update(archive).digest('base64')}`
  if (found !== integrity) throw new Error(`${path} is not the file that package-lock.json names. ${hint}`)
  return withOwnMemory(fileIn(gunzipSync(archive), '.wasm'))
}

/** The first file of a tar archive whose name ends so. */
function fileIn(tar: Buffer, ending: string): Uint8Array<ArrayBuffer> {
  for (let at = 0; at < tar.length;) {
    const text = (from: number, length: number) => tar.toString('latin1', at + from, at + from + length).split('\0')[0]!
    const size = Number.parseInt(text(124, 12), 8) || 0
    if (text(0, 100).endsWith(ending)) return new Uint8Array(tar.subarray(at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  throw new Error(`The package holds no file that ends with ${ending}.`)
}

/**
 * The module asks for memory that threads share, which browsers give only to pages isolated by headers of their server.
 * It runs in one thread here: its import of memory loses the flag. (WebAssembly's threads proposal: atomic instructions
 * are valid on memory that is not shared.)
 */
function withOwnMemory(wasm: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let at = 8
  const number = () => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++]!
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
  }
  const skipName = () => {
    const length = number()
    at += length
  }
  const skipLimits = () => {
    const flags = number()
    number()
    if (flags & 1) number()
  }
  const importSection = 2
  for (let end: number; at < wasm.length; at = end) {
    const section = wasm[at++]!
    const length = number()
    end = at + length
    if (section !== importSection) continue
    for (let left = number(); left > 0; left--) {
      skipName()
      skipName()
      const kind = wasm[at++]
      if (kind === 0) number()
      else if (kind === 1) {
        at++
        skipLimits()
      } else if (kind === 2) {
        const shared = 2
        wasm[at]! &= ~shared
        return wasm
      } else at += 2
    }
  }
  throw new Error('The module imports no memory.')
}
