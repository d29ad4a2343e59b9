/** A card as PNG. What was drawn once is kept by what it is drawn from, so that only what changed is drawn again. */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { projectRoot } from '../../i18n/paths.ts'
import { cardSize } from './card-size.ts'
import { drawCard, type Card } from './draw-card.ts'
import { encodeIndexed } from './indexed-png.ts'

const cache = join(projectRoot, '.cache', 'cards')

export async function renderCard(card: Card): Promise<Buffer> {
  const key = createHash('sha256').update(tools()).update(JSON.stringify(card)).digest('hex').slice(0, 24)
  const file = join(cache, `${key}.png`)
  if (existsSync(file)) return readFileSync(file)
  const pixels = await sharp(Buffer.from(drawCard(card)))
    .removeAlpha()
    .raw()
    .toBuffer()
  const png = encodeIndexed(pixels, cardSize.width, cardSize.height)
  mkdirSync(cache, { recursive: true })
  writeFileSync(file, png)
  return png
}

let known: string | undefined

/** The code and the faces that cards are drawn with. */
function tools(): string {
  if (known) return known
  const hash = createHash('sha256').update(JSON.stringify(sharp.versions))
  const patterns = ['src/site/cards/**/*.{ts,json,woff2}', 'src/site/fonts/*.woff2']
  for (const file of globSync(patterns, { cwd: projectRoot }).sort()) hash.update(readFileSync(join(projectRoot, file)))
  return (known = hash.digest('hex'))
}
