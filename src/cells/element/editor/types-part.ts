/**
 * What TypeScript knows of a name: shown where a pointer rests on it, at a tap, and by the arrow keys in the published code or
 * Ctrl/⌘+I in the editor. It stays while the pointer is on it, and Escape closes it (WCAG 1.4.13). For the published text
 * alone: of what a reader writes, nothing is known.
 */
import type { Cell } from '../cell.ts'
import type { TypesOfPage } from './type-data.ts'
import { TypeCard } from './type-card.ts'

/** Who moves across does not ask [ms]. */
const rest = 350

export async function join(cell: Cell): Promise<void> {
  const { element } = cell
  if (element.dataset.language === 'python') return
  const card = new TypeCard(cell, await cell.texts('editor'))
  let timer = 0
  let current: number[] | undefined

  const show = async (find: (names: readonly number[][]) => number[] | undefined): Promise<void> => {
    const types = await typesOf(cell)
    const name = types && cell.source.text === cell.source.published ? find(types.cells[cell.id] ?? []) : undefined
    const rect = name && cell.source.layout.rectOf(name[0]!, name[1]!)
    current = rect ? name : undefined
    if (name && rect) card.show(types!.texts[name[2]!]!, rect)
    else card.hide()
  }
  const showAt = (x: number, y: number) => {
    const offset = cell.source.layout.offsetAt(x, y)
    if (offset === undefined) return card.leave()
    void show((names) => names.find(([from, to]) => from! <= offset && offset < to!))
  }
  const isCode = (event: Event) => (event.target as Element).closest('.code') !== null

  element.addEventListener('pointermove', (event) => {
    clearTimeout(timer)
    if (event.pointerType === 'touch') return
    if (!isCode(event) || event.buttons > 0) return card.leave()
    timer = window.setTimeout(() => showAt(event.clientX, event.clientY), rest)
  })
  element.addEventListener('pointerleave', () => {
    clearTimeout(timer)
    card.leave()
  })
  element.addEventListener('click', (event) => {
    if (isCode(event) && (event as PointerEvent).pointerType === 'touch') showAt(event.clientX, event.clientY)
  })
  element.addEventListener('focusout', () => card.leave())
  cell.on('change', () => card.hide())
  addEventListener('scroll', () => card.hide(), { passive: true })

  element.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step && (event.target as Element).matches('pre.code') && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      void show((names) => names[current ? clamp(names.indexOf(current) + step, names.length) : 0])
    }
    if (event.key.toLowerCase() !== 'i' || !(event.ctrlKey || event.metaKey)) return
    const caret = cell.source.layout.caret()
    if (caret === undefined) return
    event.preventDefault()
    void show((names) => names.find(([from, to]) => from! <= caret && caret <= to!))
  })
}

const clamp = (index: number, length: number): number => Math.max(0, Math.min(length - 1, index))

/** Fetched once for all cells of a page; again if that failed. */
const loading = new Map<string, Promise<TypesOfPage | undefined>>()

function typesOf({ element }: Cell): Promise<TypesOfPage | undefined> {
  const url = new URL(`${element.dataset.slug}/types.json`, new URL(element.dataset.texts ?? '', location.href)).href
  let types = loading.get(url)
  if (!types) {
    types = fetch(url)
      .then((response) => (response.ok ? (response.json() as Promise<TypesOfPage>) : undefined))
      .catch(() => {
        loading.delete(url)
        return undefined
      })
    loading.set(url, types)
  }
  return types
}
