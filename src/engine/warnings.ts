/**
 * Warnings: the call is carried out, but hardly means what was written.
 * `code` and `params` are stable, as those of errors are; `torch` is PyTorch's wording.
 */
export interface Warning {
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly message: string
  readonly torch: string
}

type Handler = (warning: Warning) => void

let handler: Handler = ({ message }) => console.warn(message)

export function warn(warning: Warning): void {
  handler(warning)
}

/**
 * Where warnings go from now on; by default to `console.warn`. Returns where they went before.
 * @example const before = onWarning(() => {}); onWarning(before); typeof before // 'function'
 */
export function onWarning(next: Handler): Handler {
  const previous = handler
  handler = next
  return previous
}
