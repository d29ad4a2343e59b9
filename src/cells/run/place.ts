/** From an error's stack to the reader's line: V8 writes `at f (url:3:5)`, Firefox and Safari `f@url:3:5`. */
export interface Place {
  line: number
  column: number
}

/**
 * The innermost frame that lies in the cell.
 *
 * @param url  the name under which stack traces know the cell's code
 * @param linesBefore  lines above the reader's first
 */
export function placeInStack(stack: string, url: string, linesBefore: number): Place | undefined {
  for (const frame of stack.split('\n')) {
    const at = frame.indexOf(`${url}:`)
    if (at < 0) continue
    const match = /^:(\d+):(\d+)/.exec(frame.slice(at + url.length))
    const line = Number(match?.[1]) - linesBefore
    if (match && line >= 1) return { line, column: Number(match[2]) }
  }
  return undefined
}
