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
  }
}
