/** Nodes waiting for `backward`, the latest first: a binary heap by serial number. Each brings the place of what arrived at it. */
import type { GradNode } from './node.ts'

export class NodeQueue {
  readonly #nodes: (GradNode | null)[] = []
  readonly #places: number[] = []
  #size = 0
  /** The place of the node that `pop` gave last. */
  place = 0

  push(node: GradNode, place: number): void {
    const nodes = this.#nodes
    const places = this.#places
    let i = this.#size++
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (nodes[parent]!.serial >= node.serial) break
      nodes[i] = nodes[parent]!
      places[i] = places[parent]!
      i = parent
    }
    nodes[i] = node
    places[i] = place
  }

  pop(): GradNode | undefined {
    if (this.#size === 0) return undefined
    const nodes = this.#nodes
    const places = this.#places
    const top = nodes[0]!
    this.place = places[0]!
    const size = --this.#size
    const last = nodes[size]!
    const lastPlace = places[size]!
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= size) break
      if (child + 1 < size && nodes[child + 1]!.serial > nodes[child]!.serial) child++
      if (last.serial >= nodes[child]!.serial) break
      nodes[i] = nodes[child]!
      places[i] = places[child]!
      i = child
    }
    nodes[i] = last
    places[i] = lastPlace
    nodes[size] = null
    return top
  }

  /** Forgets the nodes that are left. */
  clear(): void {
    while (this.#size > 0) this.#nodes[--this.#size] = null
  }

  /** Writes the walk and the places onto the nodes again, after another walk has met them. */
  mark(walk: number): void {
    for (let i = 0; i < this.#size; i++) {
      this.#nodes[i]!.walk = walk
      this.#nodes[i]!.place = this.#places[i]!
    }
  }
}
