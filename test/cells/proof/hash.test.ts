import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { codeHash } from '../../../src/cells/proof/code-hash.ts'
import { dataHash, engineHash } from '../../../src/cells/proof/hash.ts'
import { shortHash } from '../../../src/cells/proof/short-hash.ts'

const hash = (code: string, locale = 'en', options = {}) =>
  codeHash([{ language: 'typescript', code, options }], locale)

describe('the hash of a cell', () => {
  const code = "// a comment\nconst a: number = 1\nconsole.log('one', `two  ${a}`)"

  it.each([
    ['a comment', code.replace('// a comment', '/* another */')],
    ['white space', code.replace('a: number = 1', 'a:number=1')],
    ['a type', code.replace(': number', ': unknown')],
  ])('does not change with %s', (_, changed) => {
    expect(changed).not.toBe(code)
    expect(hash(changed)).toBe(hash(code))
  })

  it.each([
    ['a number', code.replace('1', '2')],
    ['a string', code.replace("'one'", "'un'")],
    ['white space inside a template', code.replace('two  ', 'two ')],
  ])('changes with %s', (_, changed) => {
    expect(changed).not.toBe(code)
    expect(hash(changed)).not.toBe(hash(code))
  })

  it('knows the language of the text only where the data vary with it', () => {
    expect(hash(code, 'fr')).toBe(hash(code, 'en'))
    expect(hash(code, 'fr', { varies: 'data' })).not.toBe(hash(code, 'en', { varies: 'data' }))
  })

  it('knows whether the cell runs on kernels', () => {
    expect(hash(code, 'en', { rounds: true })).not.toBe(hash(code))
  })

  it('counts the cells that it stands on', () => {
    const cells = ['const a = 1', 'a'].map((code) => ({ language: 'typescript' as const, code, options: {} }))
    expect(codeHash(cells, 'en')).not.toBe(codeHash(cells.slice(1), 'en'))
  })

  it('is there for code that does not parse', () => {
    expect(hash('const = “')).toMatch(/^[\da-f]{16}$/)
  })
})

describe('the hash of the engine', () => {
  it('changes with what it computes in any file that can be reached, and with nothing else', () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const folder = mkdtempSync(join(tmpdir(), 'lexigrad-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    mkdirSync(join(folder, 'ops'))
    let clock = 1_000_000
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      clock += 10
      utimesSync(join(folder, name), clock, clock)
      vi.advanceTimersByTime(2000)
      return engineHash(join(folder, 'index.ts'))
    }
    write('index.ts', '')
    write('ops/mul.ts', 'export const mul = (a: number, b: number): number => a * b')
    write('kernel.wasm', 'bytes')
    write('other.ts', 'export const unused = 1')
    const first = write(
      'index.ts',
      "export { mul } from './ops/mul.ts'\nexport const address = new URL('./kernel.wasm', import.meta.url)",
    )

    expect(write('ops/mul.ts', '// Multiplies.\nexport const mul = (a: bigint, b: bigint) => a *\n  b')).toBe(first)
    expect(write('other.ts', 'export const unused = 2')).toBe(first)
    expect(write('ops/mul.ts', 'export const mul = (a: number, b: number): number => a + b')).not.toBe(first)
    expect(write('ops/mul.ts', 'export const mul = (a: number, b: number): number => a * b')).toBe(first)
    expect(write('kernel.wasm', 'other bytes')).not.toBe(first)
  })
})

describe('the hash of the data sets', () => {
  it('counts where a cell of the chain imports them, and changes with their bytes', () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const folder = mkdtempSync(join(tmpdir(), 'lexigrad-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const index = join(folder, 'index.ts')
    writeFileSync(index, "import '../outside.ts'\nexport const file = './digits.bin'")
    writeFileSync(join(folder, 'digits.bin'), 'bytes')
    const chain = [{ code: "import { digits } from 'lexigrad/data'" }, { code: 'digits()' }]
    const first = dataHash(chain, index)
    expect(first).toMatch(/^[\da-f]{16}$/)
    expect(dataHash(chain.slice(1), index)).toBe('')
    writeFileSync(join(folder, 'digits.bin'), 'other bytes')
    vi.advanceTimersByTime(2000)
    utimesSync(join(folder, 'digits.bin'), 2_000_000_000, 2_000_000_000)
    expect(dataHash(chain, index)).not.toBe(first)
  })
})

describe('the short hash', () => {
  it.each(['', 'abc', 'é', 'e\u0301', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), '경사 '.repeat(1000)])(
    'is the beginning of SHA-256: %#',
    (text) => {
      const expected = createHash('sha256').update(text.normalize('NFC')).digest('hex').slice(0, 16)
      expect(shortHash(text)).toBe(expected)
    },
  )
})
