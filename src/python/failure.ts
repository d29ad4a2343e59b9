/** An error of the engine as Python raises it: PyTorch's type and message, and the engine's code for an explanation. */
import { EngineError } from '../engine/errors.ts'

export interface Failure {
  /** Name of Python's exception; empty for an error that began in Python and is raised again as it was. */
  readonly type: string
  readonly message: string
  readonly code: string
  /** As JSON: it crosses as one string. */
  readonly params: string
}

export function describeFailure(error: unknown): Failure {
  if (error instanceof EngineError) {
    const { torch, code, params, message } = error
    return {
      type: torch?.type ?? 'RuntimeError',
      message: torch?.message ?? message,
      code,
      params: JSON.stringify(params ?? {}),
    }
  }
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof RangeError) return { type: 'RecursionError', message, code: 'error', params: '{}' }
  if (error instanceof Error && error.name === 'PythonError') return { type: '', message, code: 'error', params: '{}' }
  const type = error instanceof TypeError ? 'TypeError' : 'RuntimeError'
  return { type, message, code: 'error', params: '{}' }
}
