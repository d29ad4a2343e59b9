/**
 * The published page with the words of a draft: headings, sentences and formulas as they are being written; figures,
 * cells and where links lead, as the site's build has set them.
 */
import { localePath } from '../../../i18n/links.ts'
import { setCode } from '../client/set-code.ts'
import type { Draft, DraftBlock } from './render-draft.ts'

export interface PublishedPage {
  /** The page's text with a draft in it; each block with its `data-block`. */
  show: (draft: Draft) => Promise<Element>
}

export async function publishedPage(address: string, locale: string): Promise<PublishedPage> {
  const response = await fetch(address)
  const html = response.ok ? await response.text() : ''
  const published = new DOMParser().parseFromString(html, 'text/html').querySelector('.entry > .prose')
  const text = published ?? document.createElement('div')
  // What is said of the published translation does not hold for this one.
  for (const note of text.querySelectorAll('.stale, .in-english')) note.remove()
  const links = new Set([...text.querySelectorAll('a')].map((link) => link.getAttribute('href')))
  return {
    show: async (draft) => {
      const page = text.cloneNode(true) as Element
      for (const block of draft.blocks) await put(block, page)
      localise(page, links, locale)
      const head = document.createElement('header')
      head.dataset.block = '0'
      const title = document.createElement('h1')
      title.textContent = draft.title
      const definition = document.createElement('p')
      definition.className = 'definition'
      definition.textContent = draft.definition
      head.append(title, definition)
      page.prepend(head)
      return page
    },
  }
}

async function put(block: DraftBlock, page: Element): Promise<void> {
  const element = page.querySelector<HTMLElement>(`[data-block="${block.number}"]`)
  const isSame = element && (element.localName === block.tag || (element.localName === 'th' && block.tag === 'td'))
  if (!isSame) {
    // The page was published with another block here.
    element?.removeAttribute('data-block')
    const made = document.createElement(block.tag === 'live-cell' ? 'pre' : block.tag === 'td' ? 'p' : block.tag)
    made.dataset.block = String(block.number)
    if (block.code !== undefined) made.textContent = block.code
    else made.innerHTML = block.html ?? block.caption ?? ''
    page.append(made)
    return
  }
  if (block.tag === 'li') setItem(element, block.html ?? '')
  else if (block.html !== undefined) element.innerHTML = block.html
  else if (block.code !== undefined) await setCode(element, block.code)
  const caption = element.querySelector('figcaption')
  if (caption && block.caption !== undefined) caption.textContent = block.caption
}

/** An item's own words, before a list or a paragraph within it. */
function setItem(item: HTMLElement, html: string): void {
  const inner = [...item.childNodes].filter(
    (node) => node instanceof Element && node.matches('ul, ol, p, pre, live-cell'),
  )
  if (inner[0] instanceof HTMLElement && inner[0].localName === 'p' && item.firstElementChild === inner[0]) {
    inner[0].innerHTML = html
    return
  }
  const words = document.createElement('template')
  words.innerHTML = html
  item.replaceChildren(words.content, ...inner)
}

/** Links as the page has them; what is no link there is a term whose entry is still to be written. */
function localise(page: Element, links: ReadonlySet<string | null>, locale: string): void {
  for (const link of page.querySelectorAll<HTMLAnchorElement>('a[title]')) {
    const [, slug, anchor = ''] = /^\/([^/#?]*)\/?(#.*)?$/.exec(link.getAttribute('href') ?? '') ?? []
    const definition = link.title
    link.removeAttribute('title')
    if (slug === undefined) continue
    const href = localePath(locale, slug) + anchor
    if (links.has(href) || links.has(localePath(locale, slug))) link.setAttribute('href', href)
    else {
      const term = document.createElement('dfn')
      term.className = 'term'
      term.title = definition
      term.append(...link.childNodes)
      link.replaceWith(term)
    }
  }
}
