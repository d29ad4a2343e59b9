/**
 * What the engine made for itself, and gives back at once: steps inside an operation or a formula, gradients on their
 * way through `backward`. Only blocks of the kernels' memory are worth it; arrays are the collector's.
 *
 * A scope notes which storages were made in it. At its end those that nobody took away are released: a result is taken
 * by the scope around it or, outside of all, by the caller, who may keep it for ever; a gradient that `backward` holds is
 * counted (`holders`). Code of readers (hooks, operations of their own) may put aside what it sees, so it runs
 * outside of all scopes, and what it is given is the engine's no longer.
 */
import type { Storage } from '../storage.ts'
import type { Tensor } from '../tensor.ts'

const made: Storage[] = []
let depth = 0

/** Notes a new block. */
export function note(storage: Storage): void {
  if (depth === 0) return
  storage.holders = 0
  made.push(storage)
}

/** Whether a scope is open, which will give back what is made now. */
export const isInScope = (): boolean => depth > 0

/** Opens a scope. @returns what `endScope` needs */
export function openScope(): number {
  depth++
  return made.length
}

/** Ends a scope: releases what was made in it, but for the storages of `results` and gradients that are held. */
export function endScope(from: number, results: readonly (Tensor | undefined)[]): void {
  depth--
  if (made.length === from) return
  let left = from
  for (let i = from; i < made.length; i++) {
    const storage = made[i]!
    if (storage.holders !== 0) continue
    if (!isAmong(storage, results)) storage.release()
    else if (depth > 0) made[left++] = storage
    else storage.holders = -1
  }
  made.length = left
}

/**
 * Ends a scope of recorded operations: what was made in it and is not the result goes as soon as no node keeps it.
 * @param isSeen  whether the graph shows its values to readers: then all of it stays
 */
export function endSteps(from: number, result: Tensor | undefined, isSeen: boolean): void {
  depth--
  let left = from
  for (let i = from; i < made.length; i++) {
    const storage = made[i]!
    if (storage === result?.ownStorage && depth > 0) {
      made[left++] = storage
      continue
    }
    storage.holders = -1
    if (storage === result?.ownStorage || isSeen) continue
    if (storage.keepers === 0) storage.release()
    else storage.isInternal = true
  }
  made.length = left
}

/** `endScope` for at most one result. */
export function endScopeOfOne(from: number, result: Tensor | null): void {
  depth--
  if (made.length === from) return
  const taken = result === null ? null : result.ownStorage
  let left = from
  for (let i = from; i < made.length; i++) {
    const storage = made[i]!
    if (storage.holders !== 0) continue
    if (storage !== taken) storage.release()
    else if (depth > 0) made[left++] = storage
    else storage.holders = -1
  }
  made.length = left
}

function isAmong(storage: Storage, results: readonly (Tensor | undefined)[]): boolean {
  for (let i = 0; i < results.length; i++) if (results[i]?.ownStorage === storage) return true
  return false
}

/** Runs code that may keep what it sees. */
export function suspendScopes<T>(body: () => T): T {
  const before = depth
  depth = 0
  try {
    return body()
  } finally {
    depth = before
  }
}

/** A gradient is held on its way: it stays until as many `dropped`. */
export function hold(x: Tensor): void {
  const storage = x.ownStorage
  if (storage !== null && storage.holders >= 0) storage.holders++
}

/** A held gradient was used. */
export function drop(x: Tensor): void {
  const storage = x.ownStorage
  if (storage !== null && storage.holders > 0 && --storage.holders === 0 && storage.keepers === 0) storage.release()
}

/** A node of a graph no longer needs these numbers. */
export function unkeep(x: Tensor): void {
  const storage = x.ownStorage
  if (storage === null) return
  storage.keepers--
  if (storage.isInternal && storage.keepers === 0 && storage.holders <= 0) storage.release()
}

/** Somebody may keep these numbers from now on. */
export function letGo(x: Tensor): void {
  if (x.ownStorage !== null) x.ownStorage.holders = -1
}

/** A gradient leaves the walk it was made in: the scope around it takes it over, or the caller. */
export function handOver(x: Tensor): void {
  const storage = x.ownStorage
  if (storage === null || storage.holders < 0) return
  if (depth > 0) {
    storage.holders = 0
    if (!made.includes(storage)) made.push(storage)
  } else storage.holders = -1
}
