/** The card that says what a name is: above everything, under the name, and gone when nobody looks at it. */
import type { Cell } from '../cell.ts'

/** Time to get from the name to the card [ms]. */
const grace = 300
/** Space between the name, the card and the edges of the window [px]. */
const gap = 6

export class TypeCard {
  readonly #card = document.createElement('div')
  readonly #box = document.createElement('div')
  readonly #more: string
  #timer = 0

  constructor({ element }: Cell, texts: Readonly<Record<string, string>>) {
    this.#more = texts['more'] ?? ''
    this.#card.dataset.role = 'type'
    this.#card.popover = 'manual'
    // Said aloud to who walks through the names by keyboard.
    this.#card.role = 'status'
    this.#card.ariaLabel = texts['type'] ?? ''
    this.#box.dataset.role = 'type-mark'
    this.#box.popover = 'manual'
    element.append(this.#box, this.#card)
    this.#card.addEventListener('pointerenter', () => clearTimeout(this.#timer))
    this.#card.addEventListener('pointerleave', () => this.leave())
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !this.#isOpen()) return
        // The first Escape closes the card, and does no more.
        event.stopPropagation()
        event.preventDefault()
        this.hide()
      },
      { capture: true },
    )
  }

  show([type = '', doc = '', href = '']: readonly string[], rect: DOMRect): void {
    clearTimeout(this.#timer)
    this.#card.replaceChildren(...contents(type, doc, href, this.#more))
    for (const part of [this.#box, this.#card]) if (!part.matches(':popover-open')) part.showPopover()
    place(this.#box, rect.left, rect.top)
    this.#box.style.inlineSize = `${rect.width}px`
    this.#box.style.blockSize = `${rect.height}px`
    const { width, height } = this.#card.getBoundingClientRect()
    const left = Math.max(gap, Math.min(rect.left, document.documentElement.clientWidth - width - gap))
    const below = rect.bottom + gap + height < innerHeight
    place(this.#card, left, below ? rect.bottom + gap : rect.top - gap - height)
  }

  /** The pointer has gone elsewhere; it may be on its way to the card. */
  leave(): void {
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => {
      if (!this.#card.matches(':hover, :focus-within')) this.hide()
    }, grace)
  }

  hide(): void {
    clearTimeout(this.#timer)
    for (const part of [this.#box, this.#card]) if (part.matches(':popover-open')) part.hidePopover()
  }

  #isOpen(): boolean {
    return this.#card.matches(':popover-open')
  }
}

function place({ style }: HTMLElement, left: number, top: number): void {
  style.left = `${left}px`
  style.top = `${top}px`
}

function contents(type: string, doc: string, href: string, more: string): Node[] {
  const make = (tag: string, text: string) => Object.assign(document.createElement(tag), { textContent: text })
  const code = make('code', type)
  code.dir = 'ltr'
  code.translate = false
  const parts: Node[] = [code]
  if (doc) parts.push(Object.assign(make('p', doc), { lang: 'en' }))
  if (href) {
    const line = make('p', '')
    line.append(Object.assign(make('a', more), { href }))
    parts.push(line)
  }
  return parts
}
