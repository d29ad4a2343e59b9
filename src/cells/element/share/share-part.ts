/** *Share*, *Embed*, *Copy*, *Download*, *Notebook*: the code leaves the page as a link, as a frame, as text, as a file. */
import type { Cell } from '../cell.ts'
import { cellRun } from '../cell-run.ts'
import { earlierCells } from '../chain.ts'
import { say, showNotice } from '../notice.ts'
import { nameOf } from '../own-key.ts'
import { fill } from '../strings.ts'
import { frameHtml } from './frame-html.ts'
import { longestLink, toFragment } from './link.ts'
import { toNotebook, toScript } from './take-away.ts'

export async function join(cell: Cell): Promise<void> {
  const texts = await cell.texts('share')
  cell.act('share', () => void share(cell, texts))
  cell.act('embed', () => void embed(cell, texts))
  cell.act('copy', () => void copy(cell, texts, cell.source.text, 'copied', 'selectCode'))
  cell.act('download', () => download(cell, texts, cell.language === 'python' ? 'py' : 'ts'))
  cell.act('notebook', () => download(cell, texts, 'ipynb'))
}

type Texts = Readonly<Record<string, string>>

/** The entry's page, also for the cell that the first page borrows from it. */
function addressOf({ element }: Cell): URL {
  return new URL(`${element.dataset.slug}/`, new URL(element.dataset.texts ?? '', location.href))
}

/** The code as it stands, and what the reader has set. */
function fragmentOf({ element, source, locale, answers, seed }: Cell): Promise<string> {
  const shared = { cell: nameOf(element), code: source.text, published: source.published, locale, answers }
  return toFragment(seed === undefined ? shared : { ...shared, seed })
}

/** A frame with the page that holds this cell alone (site/plugins/embed.ts); a text of the reader's own goes with it. */
async function embed(cell: Cell, texts: Texts): Promise<void> {
  const { element, source, id } = cell
  const { slug, textLocale = cell.locale, texts: strings = '' } = element.dataset
  const url = new URL(`../embed/${textLocale}/${slug}/${id}/`, new URL(strings, location.href))
  if (source.text !== source.published) url.hash = await fragmentOf(cell)
  else if (cell.language === 'python') url.hash = element.id
  if (url.href.length > longestLink) return say(cell, texts['tooLong'] ?? '')
  const name = document.querySelector('.entry h1, .embed h1, .way-in a')?.textContent?.trim() ?? ''
  // Its own head and foot stand around the cell.
  const height = element.offsetHeight + 130
  const title = fill(texts['embedTitle'] ?? '', { title: name })
  await copy(cell, texts, frameHtml({ address: url.href, title, height }), 'embedCopied', 'selectEmbed')
}

async function share(cell: Cell, texts: Texts): Promise<void> {
  const url = addressOf(cell)
  url.hash = await fragmentOf(cell)
  if (url.href.length > longestLink) return say(cell, texts['tooLong'] ?? '')
  if (typeof navigator.share === 'function') {
    try {
      return await navigator.share({ title: document.title, url: url.href })
    } catch (error) {
      // The reader thought better of it.
      if ((error as Error).name === 'AbortError') return
    }
  }
  await copy(cell, texts, url.href, 'linkCopied', 'selectLink')
}

/** Into the clipboard, or into a field from which it can be copied by hand. */
async function copy(cell: Cell, texts: Texts, text: string, done: string, label: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    say(cell, texts[done] ?? '')
  } catch {
    const field = document.createElement('textarea')
    field.readOnly = true
    field.value = text
    field.rows = text.includes('\n') ? 6 : 2
    field.dir = 'ltr'
    field.ariaLabel = texts[label] ?? ''
    const close = { label: texts['close'] ?? '', perform: () => showNotice(cell, 'field', '') }
    showNotice(cell, 'field', texts[label] ?? '', [close], field)
    field.focus()
    field.select()
  }
}

type Kind = 'ts' | 'py' | 'ipynb'

const types: Record<Kind, string> = {
  ts: 'text/typescript',
  py: 'text/x-python',
  ipynb: 'application/x-ipynb+json',
}

function download(cell: Cell, texts: Texts, kind: Kind): void {
  const { element, source, id } = cell
  const title = document.querySelector('h1')?.textContent?.trim() ?? ''
  const isEdited = source.text !== source.published
  // A script of Python begins with the cells whose names it uses; two modules of TypeScript do not make one.
  const earlier = kind === 'ts' ? [] : earlierCells(element).map(cellRun)
  const taken = {
    ...{ id, title, address: addressOf(cell).href, licence: texts['licence'] ?? '' },
    header: `${fill(texts['header'] ?? '', { title })}${isEdited ? ` (${texts['headerEdited']})` : ''}`,
    chain: [...earlier, cell].map((one) => ({ id: one.id, code: one.source.text })),
  }
  const text = kind === 'ipynb' ? toNotebook(taken) : toScript(taken, kind === 'py' ? '#' : '//')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: types[kind] }))
  link.download = `${element.dataset.slug}-${id}.${kind}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
