/**
 * Cuts the fonts that the site serves out of their published packages: `npm ci && npm run build` in this folder
 * writes `src/site/fonts/*.woff2` and the licences beside them. The results are committed, so the site needs none of this.
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import subset from 'subset-font'
import { listKerning } from './list-kerning.mjs'
import { lowerSuperscripts } from './lower-superscripts.mjs'
import { korean, latin, mathematics, names, signs, turkish } from './characters.ts'

const packages = new URL('node_modules/', import.meta.url)
const target = new URL('../../site/fonts/', import.meta.url)
const cards = new URL('../../site/cards/fonts/', import.meta.url)

const text = ['kern', 'liga', 'mark', 'mkmk', 'ccmp', 'locl', 'lnum', 'tnum', 'sups']
const literata = (subset, style) => `@fontsource-variable/literata/files/literata-${subset}-standard-${style}.woff2`
const mono = (subset) => `@fontsource-variable/jetbrains-mono/files/jetbrains-mono-${subset}-wght-normal.woff2`
const inter = (subset) => `@fontsource-variable/inter/files/inter-${subset}-standard-normal.woff2`

// The optical size runs from body text to titles; outside, text looks as at its ends.
const reading = { wght: { min: 400, max: 650 }, opsz: { min: 16, max: 40, default: 16 } }
const emphasis = { wght: 400, opsz: 16 }
const interface_ = { wght: 500, opsz: 14 }
const code = { wght: { min: 400, max: 600 } }
// What is drawn when the site is built has one weight and one size.
const title = { wght: 550, opsz: 40 }

// Ligatures that draw `=>` or `!=` as one sign would show other code than the reader's: no `calt`, no `liga` in code.
const plain = ['ccmp', 'locl', 'mark', 'mkmk']

const files = [
  { name: 'literata', from: literata('latin', 'normal'), characters: latin, features: text, axes: reading },
  {
    name: 'literata-turkish',
    from: literata('latin-ext', 'normal'),
    characters: turkish,
    features: text,
    axes: reading,
  },
  { name: 'literata-names', from: literata('latin-ext', 'normal'), characters: names, features: text, axes: reading },
  { name: 'literata-italic', from: literata('latin', 'italic'), characters: latin, features: text, axes: emphasis },
  {
    name: 'literata-italic-turkish',
    from: literata('latin-ext', 'italic'),
    characters: turkish,
    features: text,
    axes: emphasis,
  },
  {
    name: 'literata-signs',
    from: '@expo-google-fonts/literata/400Regular/Literata_400Regular.ttf',
    characters: signs,
    features: [],
  },
  {
    name: 'inter',
    from: inter('latin'),
    characters: latin,
    features: ['kern', 'ccmp', 'locl', 'tnum'],
    axes: interface_,
  },
  {
    name: 'inter-turkish',
    from: inter('latin-ext'),
    characters: turkish,
    features: ['kern', 'ccmp', 'locl'],
    axes: interface_,
  },
  { name: 'jetbrains-mono', from: mono('latin'), characters: latin, features: plain, axes: code },
  { name: 'jetbrains-mono-turkish', from: mono('latin-ext'), characters: turkish, features: plain, axes: code },
  {
    name: 'jetbrains-mono-signs',
    from: '@expo-google-fonts/jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf',
    characters: signs,
    features: [],
  },
  // `ssty` gives primes and scripts their own drawings, `dtls` takes the dot off an i below an accent.
  {
    name: 'stix-two-math',
    from: '@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2',
    characters: mathematics,
    features: ['ssty', 'dtls'],
    then: lowerSuperscripts,
  },
  // Cards for links to the site: no reader loads these.
  {
    name: 'literata-title',
    in: cards,
    from: literata('latin', 'normal'),
    characters: latin,
    features: ['kern'],
    axes: title,
  },
  {
    name: 'literata-title-turkish',
    in: cards,
    from: literata('latin-ext', 'normal'),
    characters: turkish,
    features: ['kern'],
    axes: title,
  },
  {
    name: 'noto-serif-kr',
    in: cards,
    from: '@expo-google-fonts/noto-serif-kr/500Medium/NotoSerifKR_500Medium.ttf',
    characters: korean,
    features: [],
  },
]

const licences = {
  'literata.OFL.txt': '@fontsource-variable/literata/LICENSE',
  'inter.OFL.txt': '@fontsource-variable/inter/LICENSE',
  'jetbrains-mono.OFL.txt': '@fontsource-variable/jetbrains-mono/LICENSE',
  'stix-two-math.OFL.txt': '@fontsource/stix-two-math/LICENSE',
}

await mkdir(target, { recursive: true })
for (const { name, in: folder = target, from, characters, features, axes, then = (font) => font } of files) {
  const cut = await subset(await readFile(new URL(from, packages)), characters, {
    targetFormat: 'woff2',
    keepFeatures: features,
    noHinting: true,
    noLayoutClosure: features === plain,
    // Version, copyright and licence travel inside the file.
    preserveNameIds: [0, 5, 13, 14],
    ...(axes && { variationAxes: axes }),
  })
  const font = await then(cut)
  await writeFile(new URL(`${name}.woff2`, folder), font)
  console.log(name.padEnd(26), String(font.length).padStart(7), 'bytes')
}
await writeFile(new URL('kerning.json', cards), listKerning(new URL('literata-title.woff2', cards), latin))
for (const [name, from] of Object.entries(licences)) await copyFile(new URL(from, packages), new URL(name, target))
await copyFile(
  new URL('@expo-google-fonts/noto-serif-kr/LICENSE_FONT', packages),
  new URL('noto-serif-kr.OFL.txt', cards),
)
console.log(`written to ${fileURLToPath(target)}`)
