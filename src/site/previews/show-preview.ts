/**
 * The definition of a term beside its link, by WCAG 1.4.13: Escape closes it and leaves the focus, the pointer may move onto
 * it, and it stays until neither pointer nor focus is on it. It holds a link and a button, so it is a group that follows
 * the term in the order of the page, and not a tooltip; its definition describes the term while it is open.
 */
import type { PreviewData } from './preview-data.ts'

/** After reaching, and after leaving [ms]: what a pointer crosses on its way opens nothing. */
const openAfter = 400
const closeAfter = 300

let loading: Promise<PreviewData> | undefined
let card: HTMLElement | undefined
let anchor: HTMLAnchorElement | undefined
let waiting: HTMLAnchorElement | undefined
let timer: ReturnType<typeof setTimeout> | undefined

export async function reachFor(link: HTMLAnchorElement, prose: HTMLElement, isTap: boolean, turnOff: () => void) {
  const isHeld = () => isTap || link.matches(':hover, :focus')
  if (link === anchor) return clearTimeout(timer)
  waiting = link
  const soon = new Promise((resolve) => setTimeout(resolve, isTap ? 0 : openAfter))
  const data = await load(prose).catch((error: unknown) => {
    loading = undefined
    throw error
  })
  await soon
  if (waiting !== link || anchor === link || !isHeld()) return
  const term = data.terms[link.pathname]
  if (!term) return isTap ? location.assign(link.href) : undefined
  close()
  const definition = element('span', 'preview-text', term.definition)
  definition.id = 'preview-text'
  const name = element('b', '', term.short ? `${term.term} (${term.short})` : term.term)
  const read = element('a', '', data.strings.read)
  read.href = link.href
  const off = element('button', '', data.strings.off)
  off.type = 'button'
  off.addEventListener('click', () => {
    turnOff()
    // The focus stays where the reader was.
    link.focus({ preventScroll: true })
    close()
  })
  const ways = element('span', 'preview-ways')
  ways.append(read, off)
  card = element('span', 'preview')
  card.popover = 'manual'
  card.setAttribute('role', 'group')
  card.setAttribute('aria-label', term.term)
  card.lang = document.documentElement.lang
  card.dir = document.documentElement.dir
  card.append(name, definition, ways)
  link.after(card)
  card.showPopover()
  anchor = link
  link.setAttribute('aria-describedby', definition.id)
  place(card, link)
  for (const part of [link, card]) {
    part.addEventListener('pointerleave', closeSoon)
    part.addEventListener('focusout', closeSoon)
    part.addEventListener('pointerenter', stay)
  }
  document.addEventListener('keydown', escape, true)
  document.addEventListener('pointerdown', pressOutside, true)
}

function load(prose: HTMLElement): Promise<PreviewData> {
  const { previews, sheet } = prose.dataset
  return (loading ??= Promise.all([fetch(previews!), addSheet(sheet!)]).then(([response]) => {
    if (!response.ok) throw new Error(`${previews}: answered ${response.status}, expected the definitions`)
    return response.json() as Promise<PreviewData>
  }))
}

function addSheet(href: string): Promise<void> {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href })
  document.head.append(link)
  return new Promise((resolve, reject) => {
    link.onload = () => resolve()
    link.onerror = () => reject(new Error(`${href}: no such sheet`))
  })
}

/** Under the word, or above it where there is more room; it scrolls with the page. */
function place(box: HTMLElement, link: HTMLElement): void {
  // A term that breaks over two lines has a box for each.
  const { left, top, bottom } = link.getClientRects()[0]!
  const { width, height } = box.getBoundingClientRect()
  const isBelow = bottom + height + 8 < innerHeight || top < height
  box.style.top = `${scrollY + (isBelow ? bottom + 4 : top - height - 4)}px`
  // The gutters of a page that keeps room for scroll bars are part of neither side.
  const room = document.documentElement.clientWidth - width - 24
  box.style.left = `${scrollX + Math.max(8, Math.min(left, room))}px`
}

const stay = () => clearTimeout(timer)

function closeSoon(): void {
  stay()
  timer = setTimeout(() => {
    const isHeld = [anchor, card].some((part) => part?.matches(':hover, :focus, :focus-within'))
    if (!isHeld) close()
  }, closeAfter)
}

function escape(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return
  event.stopPropagation()
  if (card?.contains(document.activeElement)) anchor?.focus({ preventScroll: true })
  waiting = undefined
  close()
}

function pressOutside({ target }: PointerEvent): void {
  if (!card?.contains(target as Node) && !anchor?.contains(target as Node)) close()
}

function close(): void {
  stay()
  document.removeEventListener('keydown', escape, true)
  document.removeEventListener('pointerdown', pressOutside, true)
  for (const [type, listener] of [
    ['pointerleave', closeSoon],
    ['focusout', closeSoon],
    ['pointerenter', stay],
  ] as const)
    anchor?.removeEventListener(type, listener)
  anchor?.removeAttribute('aria-describedby')
  card?.remove()
  card = anchor = undefined
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string, text = '') {
  return Object.assign(document.createElement(name), { className, textContent: text })
}
