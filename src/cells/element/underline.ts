/** Marks a piece of text in the page without changing what it says. */

/** The token at a line and column, both from 1, as offsets in the code; at the end of a line, its last character. */
export function faultSpan(code: string, line: number, column: number): [from: number, to: number] | undefined {
  const lines = code.split('\n')
  const text = lines[line - 1]
  if (text === undefined) return undefined
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  const start = Math.min(column - 1, text.length)
  const length = /^(?:[\p{ID_Continue}$]+|\S)/u.exec(text.slice(start))?.[0].length ?? 0
  if (length > 0) return [before + start, before + start + length]
  return text === '' ? undefined : [before + text.length - 1, before + text.length]
}

/** Wraps the text between two offsets, which lie in one text node; returns what takes the mark away. */
export function underline(element: HTMLElement, from: number, to: number): () => void {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let offset = 0
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (from < offset + node.length) {
      const range = document.createRange()
      range.setStart(node, from - offset)
      range.setEnd(node, Math.min(to - offset, node.length))
      const mark = document.createElement('span')
      mark.className = 'fault'
      range.surroundContents(mark)
      return () => {
        const parent = mark.parentNode
        mark.replaceWith(...mark.childNodes)
        parent?.normalize()
      }
    }
    offset += node.length
  }
  return () => undefined
}
