/** The error that a call throws, which must be one of the engine's. */
import { expect } from 'vitest'
import { EngineError } from '../../../src/engine/errors.ts'

export function caught(call: () => unknown): EngineError {
  try {
    call()
  } catch (error) {
    expect(error).toBeInstanceOf(EngineError)
    return error as EngineError
  }
  throw new Error('nothing was refused')
}
