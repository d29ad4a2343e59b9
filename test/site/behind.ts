/**
 * The project's content as it would be after somebody has changed English and before a translator has come by: a
 * paragraph, an item of a list, a cell of a table and a caption changed, a paragraph new; and in French one paragraph
 * that was brought over and waits to be translated.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

export const newParagraph = 'Nobody has translated this sentence yet.'

export const changes: readonly (readonly [from: string, to: string])[] = [
  ['knows one number: how large the mistake was', 'knows one number only: how large the mistake was'],
  ['Everything waits.', 'Everything must wait.'],
  ['One graph, two journeys.', 'One graph, two long journeys.'],
  ['Sweeps the graph once', 'Sweeps the graph exactly once'],
]

const edits: Record<string, (text: string) => string> = {
  'backpropagation/en.mdx': (text) =>
    changes
      .reduce((changed, [from, to]) => replace(changed, from, to), text)
      .replace('\n## The mathematics\n', `\n${newParagraph}\n\n## The mathematics\n`),
  'backpropagation/fr.mdx': (text) =>
    text.replace(
      /^Imaginons le réseau .*$/m,
      '{/* to translate */} Think of a network as a long relay of simple operations.',
    ),
}

/** The entries it has: the one that is changed, and two more, so that lists have something to put in order. */
const kept = new Set(['backpropagation', 'gradient', 'chain-rule'])

/** Writes it into `folder`, and only what is not there already, so that a build of it stays fresh. */
export function writeContentBehind(folder: string): void {
  for (const name of readdirSync('content', { recursive: true, withFileTypes: true })) {
    if (!name.isFile() || !kept.has(basename(name.parentPath))) continue
    const source = join(name.parentPath, name.name)
    const path = source.replaceAll('\\', '/').slice('content/'.length)
    const target = join(folder, path)
    const edit = edits[path]
    const wanted = edit ? Buffer.from(edit(readFileSync(source, 'utf8'))) : readFileSync(source)
    if (existsSync(target) && readFileSync(target).equals(wanted)) continue
    mkdirSync(join(target, '..'), { recursive: true })
    writeFileSync(target, wanted)
  }
}

function replace(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`content/backpropagation/en.mdx no longer says "${from}".`)
  return text.replace(from, to)
}
