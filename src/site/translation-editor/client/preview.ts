/** Each block as a reader sees it: the page, rendered with the texts as they are being written. */
import { el, type Strings } from './dom.ts'

export class Preview {
  readonly #holders = new Map<number, HTMLElement>()
  readonly #html = new Map<number, string>()

  /** The place in which a block of the page is shown. */
  holder(page: number, strings: Strings, lang: string, dir: string): HTMLElement {
    const label = el('p', { class: 'te-label' }, strings.preview)
    const holder = el('div', { class: 'te-shown prose', lang, dir })
    this.#holders.set(page, holder)
    return el('div', { class: 'te-preview' }, label, holder)
  }

  forget(): void {
    this.#holders.clear()
    this.#html.clear()
  }

  /** Shows what has changed; what has not, such as a cell that has run, stays as it is. */
  show(page: Element): void {
    for (const [number, holder] of this.#holders) {
      const block = page.querySelector(`[data-block="${number}"]`)
      if (!block) continue
      const shown = inItsPlace(block, page)
      if (this.#html.get(number) === shown.outerHTML) continue
      this.#html.set(number, shown.outerHTML)
      holder.replaceChildren(document.importNode(shown, true))
    }
  }
}

/** An item of a list in a list, a cell of a table in a table: with what stands around it, and without its neighbours. */
function inItsPlace(block: Element, page: Element): Element {
  let shown = block.cloneNode(true) as Element
  // Blocks of their own within this one, such as a list within an item, are shown in their own places.
  for (const inner of shown.querySelectorAll('[data-block]')) inner.remove()
  if (shown.matches('h1, h2, h3, h4, h5, h6')) {
    // Looks like a heading and is none of this page's.
    shown.setAttribute('role', 'presentation')
  }
  for (let parent = block.parentElement; parent && parent !== page; parent = parent.parentElement) {
    const around = parent.cloneNode(false) as Element
    around.append(shown)
    shown = around
  }
  return shown
}
