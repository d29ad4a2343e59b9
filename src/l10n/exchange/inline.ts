/** Sentences with placeholders, as XML elements, and back. */
import { piecesOf, type Piece } from './placeholders.ts'
import { escapeXml, type Element } from './xml.ts'

export interface Numbered extends Piece {
  /** Of a placeholder: the same for the same one in source and target. */
  id?: string
}

/** The pieces of a source and its target; a placeholder of the target bears the number of its like in the source. */
export function numbered(source: string, target: string, kind: string): { source: Numbered[]; target: Numbered[] } {
  let last = 0
  const next = () => String(++last)
  const inSource: Numbered[] = piecesOf(source, kind).map((piece) =>
    piece.placeholder ? { ...piece, id: next() } : piece,
  )
  const free = inSource.filter(({ id }) => id !== undefined)
  const inTarget: Numbered[] = piecesOf(target, kind).map((piece) => {
    if (!piece.placeholder) return piece
    const at = free.findIndex(({ text }) => text === piece.text)
    const [like] = at < 0 ? [] : free.splice(at, 1)
    return { ...piece, id: like?.id ?? next() }
  })
  return { source: inSource, target: inTarget }
}

/** @param write  a placeholder as this format has it */
export function writePieces(pieces: readonly Numbered[], write: (piece: Numbered) => string): string {
  return pieces.map((piece) => (piece.id === undefined ? escapeXml(piece.text) : write(piece))).join('')
}

/** The text of an element, with what `read` gives for the elements in it; undefined stands for "what it holds". */
export function readPieces(element: Element, read: (inner: Element) => string | undefined): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : (read(child) ?? readPieces(child, read))))
    .join('')
}
