/**
 * A cell as a file that runs elsewhere: `.ts`, `.py`, or a notebook (nbformat 4.5). Each says where it comes from and how
 * it may be used, in the language of its reader.
 */

export interface TakenAway {
  /** The entry's title and address, and what whoever has the file may do with it: sentences of the page's language. */
  title: string
  header: string
  address: string
  licence: string
  /** The cell's id. */
  id: string
  /** The cell, last, after those whose names it uses. */
  chain: readonly { id: string; code: string }[]
}

export function toScript({ header, address, licence, chain }: TakenAway, mark: '//' | '#'): string {
  const lines = [header, address, licence].map((line) => `${mark} ${line}`)
  const codes = chain.map(({ code }) => `${code.trimEnd()}\n`)
  return `${lines.join('\n')}\n\n${codes.join('\n')}`
}

export function toNotebook({ title, header, address, licence, chain }: TakenAway): string {
  const about = [`# ${inMarkdown(title)}`, inMarkdown(header), `<${address}>`, inMarkdown(licence)].join('\n\n')
  const notebook = {
    cells: [
      { cell_type: 'markdown', id: 'about', metadata: {}, source: linesOf(about) },
      ...chain.map(({ id, code }, index) => ({
        cell_type: 'code',
        execution_count: null,
        // At most 64 letters, digits, hyphens; each once.
        id: `${index + 1}-${id}`.slice(0, 64),
        metadata: {},
        outputs: [],
        source: linesOf(code.trimEnd()),
      })),
    ],
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  }
  return `${JSON.stringify(notebook, null, 1)}\n`
}

/** As notebooks keep a text: its lines, each with its end. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/)
}

function inMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/g, '\\$&')
}
