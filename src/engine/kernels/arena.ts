/**
 * The kernels' memory, dealt out in blocks.
 *
 * Readers never free anything, and a finalizer never runs inside a loop without `await`, so blocks cannot wait for the
 * collector. Instead the arena has a budget: when it is used up, the oldest storage that was not used lately is moved
 * out, into an array which only that storage holds, and its block is dealt out again. A tensor somebody kept stays right
 * for ever; one that nobody can reach any more is garbage, array and all. What the engine itself owns (gradients on
 * their way, steps inside a formula) it gives back at once, and those blocks come round again while still in the cache.
 *
 * A kernel call pins what it uses, from `beginCall` on: nothing pinned moves. If storages that were moved out are
 * needed again often, the budget is too small for what runs, and doubles.
 */
import { dtypes, type Numbers } from '../dtype.ts'
import type { Storage } from '../storage.ts'

/** How much of the kernels' memory is used. */
export interface ArenaLimits {
  /** Bytes in use before the oldest storages move out. Default 12 MB: two steps of a small language model. */
  readonly budget?: number
  /** How far the budget may grow. Default 256 MB. */
  readonly most?: number
}

const page = 65536
/** What a block costs beside its bytes: so many small ones make work for the collector. */
const overhead = 512

let memory: WebAssembly.Memory | null = null
let bytes = new Uint8Array(0)
let singles = new Float32Array(0)
/** Where blocks begin, where the next new one begins, and where memory ends. */
let base = 0
let top = 0
let end = 0
let budget = 0
let most = 0
let spent = 0
/** Bytes that moved out and were needed again, and bytes dealt out, since the budget was last looked at. */
let returned = 0
let dealt = 0
let call = 1
let scratchAt = 0
let scratchBytes = 0
let oldest: Storage | null = null
let newest: Storage | null = null
/** Blocks given back, the last one first, by class of size. */
const free: number[][] = []

/** Takes a memory into use from a byte on, or none. All storages move out of the one before. */
export function startArena(
  next: WebAssembly.Memory | null,
  from = 0,
  { budget: first = 12 * 2 ** 20, most: last = 256 * 2 ** 20 }: ArenaLimits = {},
): void {
  while (oldest !== null) moveOut(oldest)
  memory = next
  base = top = Math.ceil(Math.max(from, 64) / 64) * 64
  budget = Math.min(first, last)
  most = last
  spent = returned = dealt = scratchBytes = 0
  free.length = 0
  look()
}

/** Memory that grows takes every array over it away: this makes the arena's anew. */
function look(): void {
  bytes = new Uint8Array(memory?.buffer ?? new ArrayBuffer(0))
  singles = new Float32Array(bytes.buffer)
  end = bytes.length
}

/** What is in use, for tests and for those who measure. */
export const arenaUse = (): { spent: number; budget: number; reserved: number } => ({
  spent,
  budget,
  reserved: top - base,
})

/** Sizes in steps of a quarter of a power of two, from 64 bytes: all multiples of 16. */
const bytesOf = (storage: Storage): number => storage.length * dtypes[storage.dtype].bytes

function classOf(bytes: number): number {
  if (bytes <= 64) return 0
  const power = 31 - Math.clz32(bytes - 1)
  return (power - 6) * 4 + (((bytes - 1) >>> (power - 2)) & 3) + 1
}

const sizes = Array.from({ length: 104 }, (_, size) => computeSize(size))
const sizeOf = (size: number): number => sizes[size]!

function computeSize(size: number): number {
  if (size === 0) return 64
  const power = ((size - 1) >> 2) + 6
  return 2 ** power + (((size - 1) & 3) + 1) * 2 ** (power - 2)
}

/** A kernel call begins: what earlier ones pinned may move again. */
export function beginCall(): void {
  call++
  // Blocks of sizes that nobody asks for any more: start afresh, while no kernel holds a place.
  if (top - base > 4 * budget) {
    while (oldest !== null) evict(oldest)
    top = base
    scratchBytes = 0
    free.length = 0
  }
}

/**
 * Gives a storage a block, its numbers undefined, and pins it.
 * @returns  whether there was room; what would take more than a quarter of all stays outside
 */
export function deal(storage: Storage): boolean {
  const bytes = bytesOf(storage)
  if (memory === null || bytes === 0 || bytes > most / 4) return false
  const size = classOf(bytes)
  const pointer = free[size]?.pop() ?? blockFor(size)
  if (pointer === 0) return false
  dealt += bytes
  spent += sizeOf(size) + overhead
  storage.pointer = pointer
  storage.usedBy = call
  storage.older = newest
  storage.newer = null
  if (newest === null) oldest = storage
  else newest.newer = storage
  newest = storage
  return true
}

/** A block that was not given back: an older storage's, or a new one. 0 if memory is at its end. */
function blockFor(size: number): number {
  const bytes = sizeOf(size)
  while (spent + bytes + overhead > budget && evictOldest());
  const again = free[size]?.pop()
  if (again !== undefined) return again
  return newBlock(bytes)
}

function newBlock(bytes: number): number {
  // Kernels may read a vector or two past the end of a block.
  if (top + bytes + 64 > end && !grow(top + bytes + 64 - end)) return 0
  const pointer = top
  top += bytes
  return pointer
}

/**
 * Room that one kernel call may use as it likes, at a multiple of 16.
 * @returns  the byte where it begins; 0 if there is no room
 */
export function scratch(bytes: number): number {
  if (bytes <= scratchBytes) return scratchAt
  const rounded = Math.ceil(bytes / 4096) * 4096
  const pointer = newBlock(rounded)
  if (pointer === 0) return 0
  scratchAt = pointer
  scratchBytes = rounded
  return pointer
}

function grow(bytes: number): boolean {
  const pages = Math.ceil(Math.max(bytes, end / 8, 2 ** 20) / page)
  try {
    memory!.grow(pages)
  } catch {
    return false
  }
  look()
  return true
}

/** Moves out the oldest storage that no call since its last turn has used. */
function evictOldest(): boolean {
  let storage = oldest
  for (let turns = 0; storage !== null && turns < 64; turns++) {
    const next: Storage | null = storage.newer
    if (storage.usedBy === 0) {
      evict(storage)
      return true
    }
    if (storage.usedBy !== call) storage.usedBy = 0
    toNewest(storage)
    storage = next
  }
  return false
}

function evict(storage: Storage): void {
  moveOut(storage)
  storage.wasEvicted = true
}

function toNewest(storage: Storage): void {
  if (storage === newest) return
  unlink(storage)
  storage.older = newest
  newest!.newer = storage
  newest = storage
}

function unlink(storage: Storage): void {
  const { older, newer } = storage
  if (older === null) oldest = newer
  else older.newer = newer
  if (newer === null) newest = older
  else newer.older = older
  storage.older = storage.newer = null
}

/** Ends a storage's use of its block. */
export function giveBack(storage: Storage): void {
  const size = classOf(bytesOf(storage))
  ;(free[size] ??= []).push(storage.pointer)
  spent -= sizeOf(size) + overhead
  storage.pointer = 0
  unlink(storage)
}

/** From the kernels' memory into an array of the storage's own. */
export function moveOut(storage: Storage): void {
  const { pointer, length, dtype } = storage
  if (dtype === 'float32') storage.numbers = singles.slice(pointer / 4, pointer / 4 + length)
  else {
    const numbers = new dtypes[dtype].array(length)
    bytesUnder(numbers).set(bytes.subarray(pointer, pointer + numbers.byteLength))
    storage.numbers = numbers
  }
  giveBack(storage)
}

const bytesUnder = ({ buffer, byteOffset, byteLength }: Numbers): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** The byte where a storage begins in the kernels' memory, moved there if need be, and pinned; 0 if there is no room. */
export function place(storage: Storage): number {
  if (storage.pointer !== 0) {
    storage.usedBy = call
    return storage.pointer
  }
  const from = storage.numbers
  if (from === null || !deal(storage)) return 0
  if (storage.dtype === 'float32') singles.set(from, storage.pointer / 4)
  else bytes.set(bytesUnder(from), storage.pointer)
  storage.numbers = null
  if (storage.wasEvicted) {
    storage.wasEvicted = false
    returned += bytesOf(storage) + overhead
    if (dealt > 8 * budget) returned = dealt = 0
    if (returned > budget / 2) {
      budget = Math.min(2 * budget, most)
      returned = dealt = 0
    }
  }
  return storage.pointer
}

/** One number of a storage's block. */
export function numberAt({ pointer, dtype }: Storage, at: number): number {
  if (dtype === 'float32') return singles[pointer / 4 + at]!
  const { array, bytes: size } = dtypes[dtype]
  return new array(bytes.buffer, pointer + at * size, 1)[0]!
}

/** Copies float32 numbers from one byte address to another. */
export function copyBlock(to: number, from: number, count: number): void {
  singles.copyWithin(to / 4, from / 4, from / 4 + count)
}

/** Copies an array to a byte address. */
export function copyIn(to: number, from: Numbers): void {
  bytes.set(bytesUnder(from), to)
}
