/**
 * Where numbers live. Everything above sees only this interface, so that a kernel's memory can take the place of
 * arrays of JavaScript without a change in any operation.
 *
 * `version` counts the in-place changes. Views share their storage and with it the count, and that is
 * how `backward` learns that a number it needs has been overwritten, whichever view did it.
 */
import { dtypes, type DType, type Numbers } from './dtype.ts'
import { EngineError } from './errors.ts'

export interface Storage {
  readonly dtype: DType
  readonly length: number
  version: number
  /** The numbers, to be read. Valid until the next allocation: ask again rather than keep it. */
  read(): Numbers
  /** The same numbers, to be written. */
  write(): Numbers
  /** Gives the numbers back; a later `read` or `write` fails instead of showing another tensor's. */
  release(): void
}

class ArrayStorage implements Storage {
  readonly dtype: DType
  readonly length: number
  version = 0
  #numbers: Numbers | null

  constructor(dtype: DType, numbers: Numbers) {
    this.dtype = dtype
    this.length = numbers.length
    this.#numbers = numbers
  }

  read(): Numbers {
    if (this.#numbers === null)
      throw new EngineError('This tensor was released; its numbers are gone.', { code: 'storage-released' })
    return this.#numbers
  }

  write(): Numbers {
    return this.read()
  }

  release(): void {
    this.#numbers = null
  }
}

/**
 * Storage for `length` numbers, all zero.
 * @throws EngineError `out-of-memory` when there is not that much.
 */
export function allocate(dtype: DType, length: number): Storage {
  try {
    return new ArrayStorage(dtype, new dtypes[dtype].array(length))
  } catch {
    const bytes = length * dtypes[dtype].bytes
    throw new EngineError(`Not enough memory: ${length} numbers of ${dtype} need ${bytes} bytes.`, {
      code: 'out-of-memory',
      params: { length, dtype, bytes },
      torch: {
        type: 'RuntimeError',
        message: `[enforce fail at alloc_cpu.cpp:66] . DefaultCPUAllocator: can't allocate memory: you tried to allocate ${bytes} bytes. Error code 12 (Cannot allocate memory)`,
      },
    })
  }
}

/** Storage that takes over an array made for it. */
export const adopt = (dtype: DType, numbers: Numbers): Storage => new ArrayStorage(dtype, numbers)
