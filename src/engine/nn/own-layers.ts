/** Layers of the engine of which it is known that they keep nothing of what they are given: what passes between two may be given back. */
import type { Module } from './module.ts'

const forwards = new Set<unknown>()

/** A layer's own file says so, and nothing need load a layer to know. */
export function ownLayers(...layers: readonly { readonly prototype: Pick<Module, 'forward'> }[]): void {
  for (const { prototype } of layers) forwards.add(prototype.forward)
}

/** Whether a module computes as one of these. */
export const isOwnLayer = ({ forward }: Pick<Module, 'forward'>): boolean => forwards.has(forward)
