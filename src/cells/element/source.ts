/** The code of a cell: in the page's HTML at first, in an editor once a reader has clicked it. */
export interface CellSource {
  /** As it would run now. */
  readonly text: string
  /** As the page was published. */
  readonly published: string
  /** Puts another text in its place. */
  set(text: string): void
  /** Calls back when the text has changed, by whatever cause. */
  onChange(listener: (text: string) => void): void
  /** Where its characters stand on the screen. */
  readonly layout: CodeLayout
}

export interface CodeLayout {
  /** The offset of the character at a point of the window; undefined where there is none. */
  offsetAt(x: number, y: number): number | undefined
  rectOf(from: number, to: number): DOMRect | undefined
  /** Where the caret stands; undefined where there is none. */
  caret(): number | undefined
}

/** The layout of text in the page's HTML. */
export function textLayout(element: HTMLElement): CodeLayout {
  const rangeOf = (from: number, to: number): Range | undefined => {
    const range = document.createRange()
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    let [offset, started] = [0, false]
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      if (!started && from < offset + node.length) {
        range.setStart(node, from - offset)
        started = true
      }
      if (started && to <= offset + node.length) {
        range.setEnd(node, to - offset)
        return range
      }
      offset += node.length
    }
    return undefined
  }
  const rectOf = (from: number, to: number) => rangeOf(from, to)?.getBoundingClientRect()
  return {
    rectOf,
    caret: () => undefined,
    offsetAt(x, y) {
      const caret = caretAt(x, y)
      if (!caret || !element.contains(caret.node)) return undefined
      const before = document.createRange()
      before.selectNodeContents(element)
      before.setEnd(caret.node, caret.offset)
      const offset = before.toString().length
      // A caret stands between two characters; the point is on one of them, or on none.
      return [offset - 1, offset].find((one) => one >= 0 && isInside(rectOf(one, one + 1), x, y))
    },
  }
}

function caretAt(x: number, y: number): { node: Node; offset: number } | undefined {
  if (typeof document.caretPositionFromPoint === 'function') {
    const position = document.caretPositionFromPoint(x, y)
    return position ? { node: position.offsetNode, offset: position.offset } : undefined
  }
  const range = document.caretRangeFromPoint(x, y)
  return range ? { node: range.startContainer, offset: range.startOffset } : undefined
}

function isInside(rect: DOMRect | undefined, x: number, y: number): boolean {
  return !!rect && rect.left <= x && x < rect.right && rect.top <= y && y < rect.bottom
}

/** Code as the page shows it, which nobody edits. */
export function plainSource(code: HTMLElement): CellSource {
  const published = code.textContent ?? ''
  let listener: (text: string) => void = () => undefined
  return {
    get text() {
      return code.textContent ?? ''
    },
    published,
    set(text) {
      code.textContent = text
      listener(text)
    },
    onChange: (given) => void (listener = given),
    layout: textLayout(code),
  }
}
