/**
 * Errors say what was called, what came, what was expected and what to try.
 * `code` and `params` are stable, so that a cell can say the same in the reader's language;
 * `torch` is PyTorch's own type and wording, where PyTorch raises one.
 */
export interface TorchError {
  readonly type: 'RuntimeError' | 'TypeError' | 'ValueError' | 'IndexError' | 'NotImplementedError' | 'KeyError'
  readonly message: string
}

export interface ErrorDetails {
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly torch?: TorchError
}

/** An error of the engine; which one, its class and its `code` say. */
export class EngineError extends Error {
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly torch: TorchError | null

  constructor(message: string, details: ErrorDetails) {
    super(message)
    this.name = new.target.name
    this.code = details.code
    this.params = details.params ?? {}
    this.torch = details.torch ?? null
  }
}

/** Shapes that do not fit each other or the operation. */
export class ShapeError extends EngineError {}
/** A data type the operation does not take. */
export class DtypeError extends EngineError {}
/** A dimension or an index out of range. */
export class IndexError extends EngineError {}
/** A gradient that cannot be computed, or would be wrong. */
export class GradError extends EngineError {}
/** An argument of the wrong kind or value. */
export class ArgumentError extends EngineError {}

/** `[2, 3]`, as shapes stand in messages. */
export const shown = (shape: readonly number[]): string => `[${shape.join(', ')}]`

/** `RuntimeError`, the type most of PyTorch's checks raise. */
export const runtimeError = (message: string): TorchError => ({ type: 'RuntimeError', message })
