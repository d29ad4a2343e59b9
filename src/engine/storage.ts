/**
 * Where numbers live. A storage has exactly one truth at a time: an array that JavaScript owns and collects, or a block
 * in the memory of the WebAssembly kernels (`kernels/arena.ts`). It moves from one to the other as it is used:
 * whoever reads or writes through an array gets one that stays right whatever kernels run later; a kernel gets a block.
 *
 * `version` counts the in-place changes. Views share their storage and with it the count, and that is
 * how `backward` learns that a number it needs has been overwritten, whichever view did it.
 */
import { dtypes, type DType, type Numbers } from './dtype.ts'
import { EngineError } from './errors.ts'
import { giveBack, moveOut, numberAt } from './kernels/arena.ts'

export class Storage {
  declare readonly dtype: DType
  declare readonly length: number
  declare version: number
  /** The array, while JavaScript owns the numbers. */
  declare numbers: Numbers | null
  /** The byte where the numbers begin, while they are in the kernels' memory; else 0. */
  declare pointer: number
  /** Its neighbours among the blocks in use, in the order of their making. */
  declare older: Storage | null
  declare newer: Storage | null
  /** The last kernel call that used the block. */
  declare usedBy: number
  /** Whether it lost its block to others, and not to a reader. */
  declare wasEvicted: boolean
  /** How many gradients on their way through `backward` show these numbers; −1 for what is not the walk's own. */
  declare holders: number
  /** How many times nodes of graphs keep these numbers. */
  declare keepers: number
  /** Whether only the engine has seen these numbers: they can go as soon as no node keeps them. */
  declare isInternal: boolean

  constructor(dtype: DType, length: number, numbers: Numbers | null) {
    this.dtype = dtype
    this.length = length
    this.version = 0
    this.numbers = numbers
    this.pointer = 0
    this.older = null
    this.newer = null
    this.usedBy = 0
    this.wasEvicted = false
    this.holders = -1
    this.keepers = 0
    this.isInternal = false
  }

  /** The numbers, to be read. The array is this storage's own: no kernel and no other tensor writes there. */
  read(): Numbers {
    if (this.pointer !== 0) moveOut(this)
    if (this.numbers === null)
      throw new EngineError('This tensor was released; its numbers are gone.', { code: 'storage-released' })
    return this.numbers
  }

  /** The same numbers, to be written. */
  write(): Numbers {
    return this.read()
  }

  /** One number, without moving the others. */
  at(place: number): number {
    return this.pointer === 0 ? this.read()[place]! : numberAt(this, place)
  }

  /** Gives the numbers back; a later `read` or `write` fails instead of showing another tensor's. */
  release(): void {
    if (this.pointer !== 0) giveBack(this)
    this.numbers = null
  }
}

/**
 * Storage for `length` numbers, all zero.
 * @throws EngineError `out-of-memory` when there is not that much.
 */
export function allocate(dtype: DType, length: number): Storage {
  try {
    return new Storage(dtype, length, new dtypes[dtype].array(length))
  } catch {
    throw outOfMemory(dtype, length)
  }
}

export function outOfMemory(dtype: DType, length: number): EngineError {
  const bytes = length * dtypes[dtype].bytes
  return new EngineError(`Not enough memory: ${length} numbers of ${dtype} need ${bytes} bytes.`, {
    code: 'out-of-memory',
    params: { length, dtype, bytes },
    torch: {
      type: 'RuntimeError',
      message: `[enforce fail at alloc_cpu.cpp:66] . DefaultCPUAllocator: can't allocate memory: you tried to allocate ${bytes} bytes. Error code 12 (Cannot allocate memory)`,
    },
  })
}

/** Storage that takes over an array made for it. */
export const adopt = (dtype: DType, numbers: Numbers): Storage => new Storage(dtype, numbers.length, numbers)
